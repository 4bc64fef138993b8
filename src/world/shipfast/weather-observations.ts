import { draw } from '../../base/distributions.ts';
import { invertPermutation, permutation } from '../../base/permutation.ts';
import { derive, hashAt, streamKey, TO_UNIT } from '../../base/seeded-hash.ts';
import type { EventStream, StreamField } from '../../engine/event-stream.ts';
import { MINUTE_MS } from './calendar.ts';
import { CHANCE } from './chance.ts';
import { worldTables } from './tables.ts';
import type { Weather, WeatherSample } from './weather.ts';
import { regionOf, ZONE_NAMES, ZONES } from './zones.ts';

export const WEATHER_FIELDS: readonly StreamField[] = [
  { name: 'zone', type: 'string', values: ZONE_NAMES },
  { name: 'temp_f', type: 'number', unit: '°F' },
  { name: 'precip_in', type: 'number', unit: 'in/h' },
  { name: 'visibility_mi', type: 'number', unit: 'mi' },
  { name: 'wind_mph', type: 'number', unit: 'mph' },
];

/** Zones whose sensors say nothing for a while, epoch ms; whole minutes count. */
export interface SensorOutage {
  readonly zones: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * What the sensors report: every zone once a minute, give or take a few seconds, in one partition. Each second of
 * a minute belongs to one zone; within five seconds the zones take turns anew every minute. A report arrives in its
 * second and was made a lag earlier, so the log is in order of arrival and any of it can be read at once.
 * The first sixty records are those of the minute before the run: they are there from the start.
 */
export class WeatherObservations implements EventStream {
  readonly partitions = 1;
  readonly fields = WEATHER_FIELDS;
  private readonly startAt: number;
  private readonly firstMinute: number;
  private readonly weather: Weather;
  private readonly turnKey: number;
  private readonly reportKey: number;
  private readonly zoneAtSecond: Int32Array;
  private readonly secondOfZone: Int32Array;
  private readonly outage: OutageMinutes | null;
  private readonly lags = worldTables().observationDelay;
  private readonly sample: WeatherSample = { tempF: 0, precipIn: 0, visibilityMi: 0, windMph: 0 };

  constructor(seed: number, startAt: number, weather: Weather, outage: SensorOutage | null) {
    this.startAt = startAt;
    this.weather = weather;
    this.firstMinute = Math.floor(startAt / MINUTE_MS) - 1;
    this.turnKey = streamKey(seed, CHANCE.observationOrder);
    this.reportKey = streamKey(seed, CHANCE.observation);
    this.zoneAtSecond = permutation(ZONES, this.turnKey, -1);
    this.secondOfZone = invertPermutation(this.zoneAtSecond);
    this.outage = outage === null ? null : outageMinutes(outage, this.firstMinute);
  }

  arrivalMicros(_partition: number, offset: number): number {
    const report = this.reportAt(offset);
    return Math.max(0, Math.floor((this.arrivalOf(report) - this.startAt) * 1000));
  }

  read(_partition: number, offset: number, out: Float64Array): number {
    const report = this.reportAt(offset);
    const zone = this.zoneOf(report);
    const time = this.timeOf(report);
    this.weather.read(regionOf(zone), time, this.sample);
    out[0] = zone;
    out[1] = roundTo(this.sample.tempF, 10);
    out[2] = roundTo(this.sample.precipIn, 1000);
    out[3] = roundTo(this.sample.visibilityMi, 100);
    out[4] = roundTo(this.sample.windMph, 10);
    return time;
  }

  /**
   * Offset of the newest observation of a zone, made at or before `eventTime`, among those that had arrived by
   * `arrivedBy` (both epoch ms); −1 if there is none within ten minutes.
   */
  newestOffset(zone: number, eventTime: number, arrivedBy: number): number {
    // A report is made less than a minute before it arrives.
    const latest = Math.floor(Math.min(arrivedBy, eventTime + MINUTE_MS) / MINUTE_MS);
    let newest = -1;
    let newestTime = Number.NEGATIVE_INFINITY;
    for (let minute = latest; minute > latest - 12; minute--) {
      const report = minute * ZONES + this.secondIn(minute, zone);
      const offset = this.offsetOf(report);
      if (offset < 0 || this.arrivalOf(report) > arrivedBy) continue;
      const time = this.timeOf(report);
      // One older than the newest so far: as lags stay below a minute, all that are left are older still.
      if (time < newestTime || time < eventTime - 10 * MINUTE_MS) break;
      if (time > eventTime) continue;
      newest = offset;
      newestTime = time;
    }
    return newest;
  }

  /** A report's number: minutes of the epoch × 60 + its second. */
  private reportAt(offset: number): number {
    const report = this.firstMinute * ZONES + offset;
    const outage = this.outage;
    if (outage === null || report < outage.from * ZONES) return report;
    const reporting = ZONES - outage.silent.size;
    const inside = report - outage.from * ZONES;
    const minutes = outage.to - outage.from;
    if (inside >= minutes * reporting) return report + minutes * outage.silent.size;
    const minute = outage.from + Math.floor(inside / reporting);
    let left = inside % reporting;
    for (let second = 0; second < ZONES; second++) {
      if (outage.silent.has(this.zoneOf(minute * ZONES + second))) continue;
      if (left === 0) return minute * ZONES + second;
      left -= 1;
    }
    return report;
  }

  /** The inverse of {@link reportAt}; −1 for a report that was never made. */
  private offsetOf(report: number): number {
    const offset = report - this.firstMinute * ZONES;
    const outage = this.outage;
    if (outage === null || report < outage.from * ZONES) return offset;
    const silent = outage.silent.size;
    if (report >= outage.to * ZONES) return offset - (outage.to - outage.from) * silent;
    if (outage.silent.has(this.zoneOf(report))) return -1;
    const minute = Math.floor(report / ZONES);
    let missing = (minute - outage.from) * silent;
    for (let earlier = minute * ZONES; earlier < report; earlier++) {
      if (outage.silent.has(this.zoneOf(earlier))) missing += 1;
    }
    return offset - missing;
  }

  private zoneOf(report: number): number {
    const minute = Math.floor(report / ZONES);
    const second = report - minute * ZONES;
    const turn = Math.floor(second / TURN);
    return this.zoneAtSecond[turn * TURN + ((second + this.shiftOf(minute, turn)) % TURN)] ?? 0;
  }

  private secondIn(minute: number, zone: number): number {
    const usual = this.secondOfZone[zone] ?? 0;
    const turn = Math.floor(usual / TURN);
    return turn * TURN + ((usual + TURN - this.shiftOf(minute, turn)) % TURN);
  }

  private shiftOf(minute: number, turn: number): number {
    return hashAt(this.turnKey, turn, minute) % TURN;
  }

  /** Epoch ms with a fraction. */
  private arrivalOf(report: number): number {
    return (report + derive(hashAt(this.reportKey, 0, report), 0) * TO_UNIT) * 1000;
  }

  private timeOf(report: number): number {
    const lag = draw(this.lags, derive(hashAt(this.reportKey, 0, report), 1) * TO_UNIT);
    return Math.floor(this.arrivalOf(report) - 1000 * lag);
  }
}

/** Zones that take turns within as many seconds. */
const TURN = 5;

interface OutageMinutes {
  readonly silent: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
}

function outageMinutes(outage: SensorOutage, firstMinute: number): OutageMinutes {
  const from = Math.max(Math.ceil(outage.from / MINUTE_MS), firstMinute);
  return { silent: new Set(outage.zones), from, to: Math.max(from, Math.floor(outage.to / MINUTE_MS)) };
}

function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
