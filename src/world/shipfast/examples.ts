import { blankProfile } from './drivers.ts';
import { parcelNumber } from './parcels.ts';
import { ScanWindows } from './scan-windows.ts';
import { SHIPMENT_FIELDS } from './shipments.ts';
import type { ShipfastWorld } from './shipfast.ts';
import { FIRST_ORDINAL, STEPS } from './status-order.ts';
import { firstAfter } from './offsets-up-to.ts';
import { WEATHER_FIELDS } from './weather-observations.ts';
import { PARTITIONS } from './zones.ts';

/** Rows to learn from. Features are row-major, `rows × names.length`. */
export interface ExampleTable {
  readonly names: readonly string[];
  readonly inputs: number;
  readonly rows: number;
  readonly features: Float32Array;
  /** Minutes from pickup to delivery. */
  readonly targets: Float32Array;
  readonly parcels: Float64Array;
  /** Event time of the pickup, epoch ms. */
  readonly pickupTimes: Float64Array;
}

export interface ExampleRange {
  /** Epoch ms, by the pickup's arrival. */
  readonly from: number;
  readonly to: number;
  /** Every how manyth pickup of each partition becomes a row. */
  readonly stride: number;
}

/** The features that have an effect in this world, as the feature sheet names them. */
export const FEATURE_NAMES: readonly string[] = [
  'package_weight_lb',
  'declared_value_usd',
  'distance_miles',
  'stops_ahead',
  'hour_of_day',
  'day_of_week',
  'driver_on_time_rate',
  'driver_avg_speed_mph',
  'driver_experience_yr',
  'weather_temp_f',
  'weather_precip_in',
  'weather_visibility_mi',
  'weather_wind_mph',
  'route_avg_speed_mph',
  'hub_load',
  'driver_utilisation',
];

/**
 * Examples of pickups with the features that a flawless pipeline would have at hand when the pickup arrives:
 * the driver's row of its event time, the newest observation made before it and arrived by then, the mean speed
 * of the zone's last finished minute. What is missing gets the feature sheet's default. Costs about 0.3 ms a row
 * where rows are far apart, mostly for the speeds; less where they share their minutes.
 */
export function listExamples(world: ShipfastWorld, range: ExampleRange): ExampleTable {
  const collector: Collector = { features: [], targets: [], parcels: [], pickupTimes: [] };
  for (let partition = 0; partition < PARTITIONS; partition++) collectPartition(world, range, partition, collector);
  return {
    names: FEATURE_NAMES,
    inputs: FEATURE_NAMES.length,
    rows: collector.targets.length,
    features: Float32Array.from(collector.features),
    targets: Float32Array.from(collector.targets),
    parcels: Float64Array.from(collector.parcels),
    pickupTimes: Float64Array.from(collector.pickupTimes),
  };
}

interface Collector {
  readonly features: number[];
  readonly targets: number[];
  readonly parcels: number[];
  readonly pickupTimes: number[];
}

function collectPartition(world: ShipfastWorld, range: ExampleRange, partition: number, into: Collector): void {
  const { shipments, weather, drivers, truth, startAt } = world;
  const windows = new ScanWindows(shipments, startAt);
  const scan = new Float64Array(SHIPMENT_FIELDS.length);
  const observation = new Float64Array(WEATHER_FIELDS.length);
  const profile = blankProfile();
  const until = (range.to - startAt) * 1000;
  let ordinal = firstOrdinal(world, partition, (range.from - startAt) * 1000);
  for (; ; ordinal += range.stride) {
    const offset = shipments.order.pickupOffset(partition, ordinal);
    const micros = shipments.arrivalMicros(partition, offset);
    if (micros >= until) return;
    const time = shipments.read(partition, offset, scan);
    const value = (name: keyof typeof SCAN) => scan[SCAN[name]] ?? 0;
    const arrival = startAt + micros / 1000;
    const speed = windows.newestMean(value('zone'), arrival);
    const newest = weather.newestOffset(value('zone'), time, arrival);
    // Before the first window and the first report there is nothing to learn from.
    if (Number.isNaN(speed) || newest < 0) continue;
    weather.read(0, newest, observation);
    const isKnown = drivers.isKnown(value('driver'), time);
    if (isKnown) drivers.read(value('driver'), time, profile);
    into.features.push(value('weight'), value('value'), value('distance'), value('stops'));
    into.features.push(value('hour'), value('day'));
    into.features.push(isKnown ? profile.onTimeRate : DEFAULTS.onTimeRate);
    into.features.push(isKnown ? profile.avgSpeedMph : DEFAULTS.avgSpeedMph);
    into.features.push(isKnown ? profile.experienceYr : DEFAULTS.experienceYr);
    into.features.push(observation[1] ?? 0, observation[2] ?? 0, observation[3] ?? 0, observation[4] ?? 0);
    into.features.push(speed, value('hubLoad'), value('utilisation'));
    into.targets.push(truth.deliveryMinutes(parcelNumber(partition, ordinal)));
    into.parcels.push(parcelNumber(partition, ordinal));
    into.pickupTimes.push(time);
  }
}

/** Population means, for a driver whom the database does not know. */
const DEFAULTS = { onTimeRate: 0.82, avgSpeedMph: 35, experienceYr: 4.4 } as const;

/** Where a shipment's fields stand in its record. */
const SCAN = {
  zone: 2,
  driver: 4,
  weight: 6,
  value: 7,
  distance: 8,
  stops: 9,
  hour: 10,
  day: 11,
  hubLoad: 12,
  utilisation: 13,
} as const;

/** The first parcel whose block lies at or after a run time. */
function firstOrdinal(world: ShipfastWorld, partition: number, micros: number): number {
  const from = micros < 0 ? -FIRST_ORDINAL : 0;
  const offset = firstAfter(world.shipments, partition, micros - 1, from, Number.POSITIVE_INFINITY);
  return FIRST_ORDINAL + Math.ceil(offset / STEPS);
}
