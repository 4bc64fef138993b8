import { streamKey, unitAt } from '../../base/seeded-hash.ts';
import { weightedChoice, type WeightedChoice, zipfWeights } from '../../base/weighted-choice.ts';
import { CHANCE } from './chance.ts';

/**
 * Where parcels go: 60 zones by falling traffic (Zipf 0.9), ten to a region, served by 12 hubs. A hub's
 * events are in partition hub mod 8, so partitions 0–3 carry two hubs and 4–7 one: hub 7's five zones are
 * alone in partition 7.
 */
export const ZONES = 60;
export const REGIONS = 6;
export const HUBS = 12;
export const PARTITIONS = 8;

export const ZONE_NAMES: readonly string[] = nameAll('Z', ZONES, 2);
export const HUB_NAMES: readonly string[] = nameAll('H', HUBS, 2);

export function regionOf(zone: number): number {
  return Math.floor(zone / (ZONES / REGIONS));
}

export function hubOf(zone: number): number {
  return zone % HUBS;
}

export function partitionOf(zone: number): number {
  return hubOf(zone) % PARTITIONS;
}

export const ZONE_WEIGHTS: readonly number[] = zipfWeights(ZONES, 0.9);

/** Share of all events that each partition carries. */
export const PARTITION_SHARES: readonly number[] = sumByPartition();

/** The zones of a partition, for a draw in proportion to their traffic. */
export interface ZoneChoice {
  readonly zones: readonly number[];
  readonly choice: WeightedChoice;
}

export const ZONE_CHOICES: readonly ZoneChoice[] = PARTITION_SHARES.map((_, partition) => {
  const zones = ZONE_WEIGHTS.flatMap((_weight, zone) => (partitionOf(zone) === partition ? [zone] : []));
  return { zones, choice: weightedChoice(zones.map((zone) => ZONE_WEIGHTS[zone] ?? 0)) };
});

/** Speed on an empty, dry road in every zone, mph: uniform from 19 to 38. */
export function freeSpeeds(seed: number): Float64Array {
  const key = streamKey(seed, CHANCE.zoneSpeed);
  return Float64Array.from({ length: ZONES }, (_, zone) => 19 + 19 * unitAt(key, zone, 0));
}

/** `prefix` and a number with leading zeros: Z00, Z01, … */
export function nameAll(prefix: string, count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, i) => prefix + String(i).padStart(digits, '0'));
}

function sumByPartition(): number[] {
  const shares = new Array<number>(PARTITIONS).fill(0);
  ZONE_WEIGHTS.forEach((weight, zone) => {
    const partition = partitionOf(zone);
    shares[partition] = (shares[partition] ?? 0) + weight;
  });
  return shares;
}
