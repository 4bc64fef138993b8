/** What the four sources of the ShipFast world share: timing in the configuration, and the world they read. */
import { z } from 'zod';
import type { EventStream, StreamField } from '../engine/event-stream.ts';
import type { Schema } from '../engine/schema.ts';
import { createShipfast, type ShipfastWorld } from '../world/shipfast/shipfast.ts';
import type { SourceLogic, WorldSurroundings } from './kind.ts';

export interface StreamTiming {
  readonly outOfOrderness: number;
  readonly idleness: number;
}

export function streamSourceConfig(defaults: StreamTiming) {
  return z.object({
    outOfOrderness: z.number().int().min(0).default(defaults.outOfOrderness).meta({
      title: 'Out-of-orderness bound',
      unit: 'ms',
      live: true,
      description: 'The watermark of a partition stays this far behind its newest event time, less 1 ms.',
    }),
    idleness: z.number().int().min(0).default(defaults.idleness).meta({
      title: 'Idleness timeout',
      unit: 'ms',
      live: true,
      description: 'A partition silent for longer no longer holds the watermark back; 0: it always does.',
    }),
  });
}

export function streamSchema(fields: readonly StreamField[]): Schema {
  return fields.map(({ name, type, unit, values }) => ({
    name,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(values === undefined ? {} : { values }),
  }));
}

export function worldSource<Config extends StreamTiming>(
  choose: (world: ShipfastWorld) => EventStream,
  isScaled = false,
): SourceLogic<Config> {
  return {
    isScaled,
    stream: (_config, surroundings) => choose(worldOf(surroundings)),
    timing: (config) => ({ outOfOrdernessMs: config.outOfOrderness, idlenessMs: config.idleness }),
  };
}

const HOUR_MS = 3_600_000;

/** Regions 1 and 2 for a day from half an hour into the run. */
export function worldOf({ seed, profile, startAt, storm }: WorldSurroundings): ShipfastWorld {
  const settings = { seed, profile, startAt };
  return createShipfast(
    storm
      ? { ...settings, storm: { regions: [1, 2], from: startAt + HOUR_MS / 2, to: startAt + 24.5 * HOUR_MS } }
      : settings,
  );
}
