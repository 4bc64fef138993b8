import { draw } from '../../base/distributions.ts';
import { exp } from '../../base/exact-math.ts';
import { derive, hashAt, streamKey, TO_UNIT, unitAt } from '../../base/seeded-hash.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './calendar.ts';
import { CHANCE } from './chance.ts';
import { DRIVERS } from './parcels.ts';
import { worldTables } from './tables.ts';

/** A driver's row in the company's database. */
export interface DriverProfile {
  onTimeRate: number;
  avgSpeedMph: number;
  experienceYr: number;
  vehicleCapacityLb: number;
  /** Index into {@link DRIVER_STATUSES}. */
  status: number;
}

/** To be read into, again and again. */
export function blankProfile(): DriverProfile {
  return { onTimeRate: 0, avgSpeedMph: 0, experienceYr: 0, vehicleCapacityLb: 0, status: 0 };
}

export const DRIVER_STATUSES: readonly string[] = ['ACTIVE', 'OFF_SHIFT'];

/** What happens to a driver's number on one day. Times are epoch ms. */
export interface DriverDay {
  /** When the row is brought up to date, in no order. */
  readonly updates: readonly number[];
  /** A new person takes the number over: the old row goes at `left`, the new one comes at `entered`. */
  readonly replacement: { readonly left: number; readonly entered: number } | null;
  readonly offShift: { readonly from: number; readonly to: number } | null;
}

/**
 * Who drives under which number, and what the database says of them at any time. A number is taken over by a
 * new person on 1.2 % of days: mostly ten minutes pass between their first scan and their row, so that for ten
 * minutes scans name a driver whom nobody knows; in one of six cases the number itself is changed in one
 * transaction. Four in five rows are updated every six hours on average, the fifth every ten days.
 */
export class Drivers {
  private readonly keys: Readonly<Record<'pace' | 'updates' | 'updateTime' | 'day' | 'person' | 'version', number>>;
  private readonly tables = worldTables();
  /** The latest takeover before a day, for the day last asked for of each driver: a memo, not a state. */
  private readonly memoDays = new Float64Array(DRIVERS).fill(Number.NaN);
  private readonly memoTakeovers: DriverDay['replacement'][] = [];

  constructor(seed: number) {
    this.keys = {
      pace: streamKey(seed, CHANCE.driverPace),
      updates: streamKey(seed, CHANCE.driverUpdates),
      updateTime: streamKey(seed, CHANCE.driverUpdateTime),
      day: streamKey(seed, CHANCE.driverDay),
      person: streamKey(seed, CHANCE.driverPerson),
      version: streamKey(seed, CHANCE.driverVersion),
    };
  }

  /** The person who drives at a time, with the values of their latest row, in the database yet or not. */
  read(driver: number, time: number, out: DriverProfile): void {
    const since = this.takenOver(driver, time);
    const updated = this.lastUpdate(driver, time, since === null ? Number.NEGATIVE_INFINITY : since.entered);
    const person = hashAt(this.keys.person, driver, since === null ? -1 : since.left);
    out.onTimeRate = draw(this.tables.onTimeRate, derive(person, 0) * TO_UNIT);
    out.avgSpeedMph = draw(this.tables.driverSpeed, derive(person, 1) * TO_UNIT);
    if (updated > Number.NEGATIVE_INFINITY) {
      const version = hashAt(this.keys.version, driver, updated);
      out.onTimeRate += 0.003 * draw(this.tables.standard, derive(version, 0) * TO_UNIT);
      out.avgSpeedMph += 0.15 * draw(this.tables.standard, derive(version, 1) * TO_UNIT);
    }
    out.onTimeRate = roundTo(clamp(out.onTimeRate, 0, 1), 10_000);
    out.avgSpeedMph = roundTo(clamp(out.avgSpeedMph, 26, 44), 100);
    out.experienceYr = roundTo(Math.min(draw(this.tables.experience, derive(person, 2) * TO_UNIT), 25), 100);
    out.vehicleCapacityLb = CAPACITIES_LB[Math.floor(derive(person, 3) * TO_UNIT * CAPACITIES_LB.length)] ?? 0;
    const offShift = this.offShiftOn(driver, Math.floor(time / DAY_MS));
    out.status = offShift !== null && time >= offShift.from && time < offShift.to ? 1 : 0;
  }

  /** Whether the database has a row of the driver: not for ten minutes after a takeover. */
  isKnown(driver: number, time: number): boolean {
    const since = this.takenOver(driver, time);
    return since === null || time >= since.entered;
  }

  dayOf(driver: number, day: number): DriverDay {
    const replacement = this.replacementOn(driver, day);
    const updates: number[] = [];
    const count = this.countUpdates(driver, day);
    for (let i = 0; i < count; i++) {
      const time = this.updateTime(driver, day, i);
      // Nobody updates a row that is not there.
      if (replacement === null || time < replacement.left || time > replacement.entered) updates.push(time);
    }
    return { updates, replacement, offShift: this.offShiftOn(driver, day) };
  }

  /** The latest takeover at or before a time; null when there was none in the last eleven years. */
  private takenOver(driver: number, time: number): DriverDay['replacement'] {
    const today = Math.floor(time / DAY_MS);
    const replacement = this.replacementOn(driver, today);
    return replacement !== null && replacement.left <= time ? replacement : this.takenOverBefore(driver, today);
  }

  /** The latest takeover on any day before `today`. Most questions are about a day already asked for. */
  private takenOverBefore(driver: number, today: number): DriverDay['replacement'] {
    if (this.memoDays[driver] === today) return this.memoTakeovers[driver] ?? null;
    let found: DriverDay['replacement'] = null;
    for (let day = today - 1; found === null && day > today - 4000; day--) found = this.replacementOn(driver, day);
    this.memoDays[driver] = today;
    this.memoTakeovers[driver] = found;
    return found;
  }

  private replacementOn(driver: number, day: number): DriverDay['replacement'] {
    const hash = hashAt(this.keys.day, driver, day);
    const chance = hash * TO_UNIT;
    if (chance >= REPLACED) return null;
    // The row follows within the same day, so that a day is complete in itself.
    const left = Math.floor(day * DAY_MS + (DAY_MS - 11 * MINUTE_MS) * derive(hash, 0) * TO_UNIT);
    return { left, entered: chance < KEY_CHANGED ? left : left + 10 * MINUTE_MS };
  }

  private offShiftOn(driver: number, day: number): DriverDay['offShift'] {
    const hash = hashAt(this.keys.day, driver, day);
    const chance = hash * TO_UNIT;
    if (chance < REPLACED || chance >= REPLACED + OFF_SHIFT) return null;
    const from = Math.floor(day * DAY_MS + 13 * HOUR_MS * derive(hash, 0) * TO_UNIT);
    return { from, to: Math.floor(from + (2 + 8 * derive(hash, 1) * TO_UNIT) * HOUR_MS) };
  }

  private updateTime(driver: number, day: number, i: number): number {
    return Math.floor((day + unitAt(this.keys.updateTime, driver, day * MOST_UPDATES + i)) * DAY_MS);
  }

  /** The latest update at or before `time` and after `earliest`; −∞ while the row is as it came. */
  private lastUpdate(driver: number, time: number, earliest: number): number {
    const today = Math.floor(time / DAY_MS);
    // 400 days without an update have a chance of 4e-18.
    const firstDay = Math.max(today - 400, Math.floor(earliest / DAY_MS));
    let latest = Number.NEGATIVE_INFINITY;
    for (let day = today; day >= firstDay && latest === Number.NEGATIVE_INFINITY; day--) {
      const count = this.countUpdates(driver, day);
      for (let i = 0; i < count; i++) {
        const update = this.updateTime(driver, day, i);
        if (update <= time && update > earliest && update > latest) latest = update;
      }
    }
    return latest;
  }

  /** A Poisson number: gaps between updates are exponential, as of a process without memory. */
  private countUpdates(driver: number, day: number): number {
    const isBusy = unitAt(this.keys.pace, driver, 0) < 0.8;
    let left = unitAt(this.keys.updates, driver, day);
    let probability = isBusy ? NO_UPDATE_BUSY : NO_UPDATE_QUIET;
    const rate = isBusy ? UPDATES_BUSY : UPDATES_QUIET;
    let count = 0;
    while (left >= probability && count < MOST_UPDATES - 1) {
      left -= probability;
      count += 1;
      probability *= rate / count;
    }
    return count;
  }
}

const CAPACITIES_LB: readonly number[] = [2200, 3200, 3200, 4300, 6000];
/** Days on which a number changes hands: 1 % by leaving and entering, 0.2 % by a change of the number. */
const REPLACED = 0.012;
const KEY_CHANGED = 0.002;
const OFF_SHIFT = 0.03;
/** Updates a day: one in six hours, one in ten days. */
const UPDATES_BUSY = 4;
const UPDATES_QUIET = 0.1;
const NO_UPDATE_BUSY = exp(-UPDATES_BUSY);
const NO_UPDATE_QUIET = exp(-UPDATES_QUIET);
const MOST_UPDATES = 64;

function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
