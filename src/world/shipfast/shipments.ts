import { draw } from '../../base/distributions.ts';
import { hashAt, streamKey, TO_UNIT, unitAt } from '../../base/seeded-hash.ts';
import type { EventStream, StreamField } from '../../engine/event-stream.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { dayOfWeek, hourOfDay } from './calendar.ts';
import { CHANCE } from './chance.ts';
import { ScanDelays } from './delays.ts';
import { blankFacts, DRIVERS, Parcels, parcelNumber, SERVICES } from './parcels.ts';
import type { Profile } from './profiles.ts';
import type { RoadSpeed } from './road-speed.ts';
import {
  LENGTH_CLASSES,
  LOADED,
  PICKED_UP,
  STATUS_OF_STEP,
  STATUSES,
  StatusOrder,
  type StatusPlace,
  STEPS,
} from './status-order.ts';
import { worldTables } from './tables.ts';
import type { Workload } from './workload.ts';
import { HUB_NAMES, hubOf, nameAll, PARTITION_SHARES, PARTITIONS, ZONE_NAMES } from './zones.ts';

export const DRIVER_NAMES: readonly string[] = nameAll('D', DRIVERS, 4);

export const SHIPMENT_FIELDS: readonly StreamField[] = [
  { name: 'parcel', type: 'integer' },
  { name: 'status', type: 'string', values: STATUSES },
  { name: 'zone', type: 'string', values: ZONE_NAMES },
  { name: 'hub', type: 'string', values: HUB_NAMES },
  { name: 'driver', type: 'string', values: DRIVER_NAMES },
  { name: 'service', type: 'string', values: SERVICES },
  { name: 'package_weight_lb', type: 'number', unit: 'lb' },
  { name: 'declared_value_usd', type: 'number', unit: 'USD' },
  { name: 'distance_miles', type: 'number', unit: 'mi' },
  { name: 'stops_ahead', type: 'integer' },
  { name: 'hour_of_day', type: 'number', unit: 'h' },
  { name: 'day_of_week', type: 'integer' },
  { name: 'hub_load', type: 'number' },
  { name: 'driver_utilisation', type: 'number' },
  { name: 'scan_speed_mph', type: 'number', unit: 'mph' },
  { name: 'pickup_time', type: 'time', unit: 'ms' },
];

/** A driver's scanner whose clock is ahead: event times of what it scans in a stretch of run time lie in the future. */
export interface FutureClock {
  readonly driver: number;
  readonly aheadMs: number;
  /** Arrival, epoch ms. */
  readonly from: number;
  readonly to: number;
}

export interface ShipmentSettings {
  readonly seed: number;
  readonly profile: Profile;
  /** Epoch ms of run time 0. */
  readonly startAt: number;
  readonly futureClock: FutureClock | null;
}

/** What the shipments are made from. */
export interface ShipmentSurroundings {
  readonly roads: RoadSpeed;
  readonly workload: Workload;
}

/**
 * Status events, twelve to a parcel. Any record can be read at once from its partition and offset. The time
 * fields and loads belong to the event itself; weight, value, distance and stops to the parcel.
 */
export class Shipments implements EventStream {
  readonly partitions = PARTITIONS;
  readonly fields = SHIPMENT_FIELDS;
  readonly order: StatusOrder;
  readonly parcels: Parcels;
  private readonly settings: ShipmentSettings;
  private readonly surroundings: ShipmentSurroundings;
  private readonly arrivals: Arrivals;
  private readonly delays: ScanDelays;
  private readonly pairKey: number;
  private readonly scanKey: number;
  private readonly hasRoomForPairs: readonly boolean[];
  private readonly standard = worldTables().standard;
  private readonly place: StatusPlace = { step: 0, ordinal: 0, lengthClass: 0 };
  private readonly facts = blankFacts();

  constructor(settings: ShipmentSettings, surroundings: ShipmentSurroundings) {
    const { seed, profile, startAt } = settings;
    this.settings = settings;
    this.surroundings = surroundings;
    this.arrivals = createArrivals(seed, profile, PARTITION_SHARES, startAt);
    this.hasRoomForPairs = this.arrivals.shortestSlot.map((slot) => slot >= PAIR_GAP_MICROS);
    const groupEvents = STEPS * LENGTH_CLASSES;
    this.order = new StatusOrder(
      seed,
      PARTITION_SHARES.map((share) => (60 * profile.eventsPerSecond * share) / groupEvents),
    );
    this.parcels = new Parcels(seed, surroundings.roads.free);
    this.delays = new ScanDelays(seed);
    this.pairKey = streamKey(seed, CHANCE.statusPair);
    this.scanKey = streamKey(seed, CHANCE.scanSpeed);
  }

  arrivalMicros(partition: number, offset: number): number {
    return this.arrivalOfStep(partition, offset, this.order.stepAt(partition, offset));
  }

  read(partition: number, offset: number, out: Float64Array): number {
    const { place, facts } = this;
    const { roads, workload } = this.surroundings;
    this.order.locate(partition, offset, place);
    this.parcels.read(partition, place.ordinal, place.lengthClass, facts);
    const time = this.timeOfStep(partition, offset, place.step);
    const zone = facts.zone;
    const hub = hubOf(zone);
    const pickupOffset = place.step === PICKED_UP ? offset : this.order.pickupOffset(partition, place.ordinal);
    const pickupTime = place.step === PICKED_UP ? time : this.timeOfStep(partition, pickupOffset, PICKED_UP);
    out[0] = parcelNumber(partition, place.ordinal);
    out[1] = STATUS_OF_STEP[place.step] ?? 0;
    out[2] = zone;
    out[3] = hub;
    out[4] = facts.driver;
    out[5] = facts.service;
    out[6] = facts.weightLb;
    out[7] = facts.valueUsd;
    out[8] = facts.distanceMiles;
    out[9] = facts.stopsAhead;
    out[10] = Math.round(hourOfDay(time) * 10_000) / 10_000;
    out[11] = dayOfWeek(time);
    out[12] = workload.hubLoad(hub, time);
    out[13] = workload.utilisation(facts.driver, time);
    out[14] = this.scanSpeed(partition, offset, roads.at(zone, time));
    out[15] = pickupTime + this.clockError(facts.driver, partition, pickupOffset);
    return time + this.clockError(facts.driver, partition, offset);
  }

  /** Zone and measured speed of a scan, without the rest of its record; returns its time, epoch ms. */
  readScan(partition: number, offset: number, out: ScanSample): number {
    this.order.locate(partition, offset, this.place);
    const time = this.timeOfStep(partition, offset, this.place.step);
    out.zone = this.parcels.zoneOf(partition, this.place.ordinal);
    out.speedMph = this.scanSpeed(partition, offset, this.surroundings.roads.at(out.zone, time));
    return time;
  }

  /** When a parcel was picked up, epoch ms by a clock that is right; its event time, unless the scanner's is off. */
  pickupTime(partition: number, ordinal: number): number {
    return this.timeOfStep(partition, this.order.pickupOffset(partition, ordinal), PICKED_UP);
  }

  private timeOfStep(partition: number, offset: number, step: number): number {
    const delay = this.delays.millisOf(partition, this.followsAtOnce(partition, offset, step) ? offset - 1 : offset);
    return this.settings.startAt + Math.floor(this.arrivalOfStep(partition, offset, step) / 1000 - delay);
  }

  private arrivalOfStep(partition: number, offset: number, step: number): number {
    if (this.hasRoomForPairs[partition] === true && this.followsAtOnce(partition, offset, step)) {
      return this.arrivals.microsAt(partition, offset - 1) + PAIR_GAP_MICROS;
    }
    return this.arrivals.microsAt(partition, offset);
  }

  /** In 55 % of lives the van is loaded 3 ms after the last scan: one in twenty pairs of successive statuses. */
  private followsAtOnce(partition: number, offset: number, step: number): boolean {
    return step === LOADED && unitAt(this.pairKey, partition, offset) < 0.55;
  }

  private scanSpeed(partition: number, offset: number, trueSpeed: number): number {
    const off = 0.06 * draw(this.standard, hashAt(this.scanKey, partition, offset) * TO_UNIT);
    return Math.round(trueSpeed * (1 + off) * 10) / 10;
  }

  private clockError(driver: number, partition: number, offset: number): number {
    const clock = this.settings.futureClock;
    if (clock === null || clock.driver !== driver) return 0;
    const arrival = this.settings.startAt + this.arrivalMicros(partition, offset) / 1000;
    return arrival >= clock.from && arrival < clock.to ? clock.aheadMs : 0;
  }
}

export interface ScanSample {
  zone: number;
  speedMph: number;
}

/** Where a partition's events are closer together than this, the pair just follows each other. */
const PAIR_GAP_MICROS = 3000;
