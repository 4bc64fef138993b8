/**
 * Small tables that ShipFast keeps outside the job, as they stand when a run starts. Their columns are those of the
 * stream that goes on where they end.
 */
import { ScanWindows } from './scan-windows.ts';
import type { ShipfastWorld } from './shipfast.ts';
import { ZONE_NAMES } from './zones.ts';

export const REFERENCE_COLUMNS = { 'route-speeds': ['key', 'mean'] } as const;

export type ReferenceTableName = keyof typeof REFERENCE_COLUMNS;

export interface ReferenceTable {
  readonly keys: readonly string[];
  /** For each column of numbers, one value a key. */
  readonly values: Readonly<Record<string, Float64Array>>;
}

/** Mean scan speed, mph, of each zone's newest minute that had fired by then: what the job wrote before this run. */
export function readReferenceTable(world: ShipfastWorld, name: ReferenceTableName): ReferenceTable {
  switch (name) {
    case 'route-speeds': {
      const windows = new ScanWindows(world.shipments, world.startAt);
      const means = ZONE_NAMES.map((_, zone) => windows.newestMean(zone, world.startAt));
      const known = means.flatMap((mean, zone) => (Number.isNaN(mean) ? [] : [zone]));
      return {
        keys: known.map((zone) => ZONE_NAMES[zone] ?? ''),
        values: { mean: Float64Array.from(known, (zone) => means[zone] ?? 0) },
      };
    }
  }
}
