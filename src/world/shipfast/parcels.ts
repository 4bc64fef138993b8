import { draw } from '../../base/distributions.ts';
import { derive, hashAt, streamKey, TO_UNIT } from '../../base/seeded-hash.ts';
import { choose } from '../../base/weighted-choice.ts';
import { CHANCE } from './chance.ts';
import { LENGTH_CLASSES } from './status-order.ts';
import { worldTables } from './tables.ts';
import { PARTITIONS, ZONE_CHOICES } from './zones.ts';

/** What is known of a parcel when it is picked up and stays so. */
export interface ParcelFacts {
  zone: number;
  driver: number;
  /** Index into {@link SERVICES}. */
  service: number;
  weightLb: number;
  valueUsd: number;
  distanceMiles: number;
  stopsAhead: number;
}

/** To be read into, again and again. */
export function blankFacts(): ParcelFacts {
  return { zone: 0, driver: 0, service: 0, weightLb: 0, valueUsd: 0, distanceMiles: 0, stopsAhead: 0 };
}

export const DRIVERS = 2000;
export const SERVICES: readonly string[] = ['standard', 'express', 'scheduled'];

/** A parcel's number: unique over partitions, and it tells where its events are. */
export function parcelNumber(partition: number, ordinal: number): number {
  return ordinal * PARTITIONS + partition;
}

export function partitionOfParcel(parcel: number): number {
  return parcel % PARTITIONS;
}

export function ordinalOfParcel(parcel: number): number {
  return Math.floor(parcel / PARTITIONS);
}

export class Parcels {
  private readonly key: number;
  private readonly freeSpeeds: Float64Array;
  private readonly tables = worldTables();

  /** `freeSpeeds` of the zones: the planner turns planned driving time into miles with them. */
  constructor(seed: number, freeSpeeds: Float64Array) {
    this.key = streamKey(seed, CHANCE.parcel);
    this.freeSpeeds = freeSpeeds;
  }

  zoneOf(partition: number, ordinal: number): number {
    return chooseZone(partition, derive(hashAt(this.key, partition, ordinal), FACT.zone) * TO_UNIT);
  }

  /** `lengthClass` says in which part of all planned durations this parcel's lies (see `status-order.ts`). */
  read(partition: number, ordinal: number, lengthClass: number, facts: ParcelFacts): void {
    const hash = hashAt(this.key, partition, ordinal);
    const zone = chooseZone(partition, derive(hash, FACT.zone) * TO_UNIT);
    const length = (lengthClass + derive(hash, FACT.plannedMinutes) * TO_UNIT) / LENGTH_CLASSES;
    const plannedMinutes = draw(this.tables.plannedMinutes, length);
    const driving = draw(this.tables.drivingShare, derive(hash, FACT.drivingShare) * TO_UNIT);
    const miles = ((driving * plannedMinutes) / 60) * (this.freeSpeeds[zone] ?? 0);
    const service = derive(hash, FACT.service) * TO_UNIT;
    facts.zone = zone;
    facts.driver = Math.floor(derive(hash, FACT.driver) * TO_UNIT * DRIVERS);
    facts.service = service < 0.7 ? 0 : service < 0.9 ? 1 : 2;
    facts.weightLb = roundTo(draw(this.tables.weightLb, derive(hash, FACT.weight) * TO_UNIT), 10);
    facts.valueUsd = roundTo(draw(this.tables.valueUsd, derive(hash, FACT.value) * TO_UNIT), 100);
    facts.distanceMiles = roundTo(miles, 100);
    facts.stopsAhead = Math.max(1, Math.round(((1 - driving) * plannedMinutes) / MINUTES_A_STOP));
  }
}

/** What a stop takes on average, as the planner reckons. */
export const MINUTES_A_STOP = 1.9;

const FACT = { zone: 0, plannedMinutes: 1, drivingShare: 2, driver: 3, service: 4, weight: 5, value: 6 } as const;

function chooseZone(partition: number, u: number): number {
  const served = ZONE_CHOICES[partition];
  return served === undefined ? 0 : (served.zones[choose(served.choice, u)] ?? 0);
}

function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
