import { draw } from '../../base/distributions.ts';
import { sin } from '../../base/exact-math.ts';
import { hashAt, streamKey, TO_UNIT, unitAt } from '../../base/seeded-hash.ts';
import { DAY_MS } from './calendar.ts';
import { CHANCE } from './chance.ts';
import { worldTables } from './tables.ts';
import { REGIONS } from './zones.ts';

/** The weather as it is; what the sensors say of it is in `weather-observations.ts`. */
export interface WeatherSample {
  tempF: number;
  /** Inches an hour. */
  precipIn: number;
  visibilityMi: number;
  windMph: number;
}

/** A storm by script: it replaces rain, wind and visibility of its regions from one time to another, epoch ms. */
export interface Storm {
  readonly regions: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** The storm of the drift drills: regions 1 and 2, from 9:00 of the third day after `startAt`'s midnight, 24 hours. */
export function scriptedStorm(startAt: number): Storm {
  const from = (Math.floor(startAt / DAY_MS) + 3) * DAY_MS + 9 * 3_600_000;
  return { regions: [1, 2], from, to: from + DAY_MS };
}

/**
 * Weather by region in steps of ten minutes, for any time in any order. Whether it rains is a chain; how strongly,
 * and how hazy and windy it is, holds for six hours on average. Drawn anew at every step, an observation of a minute
 * ago would be wrong so often that no pipeline could predict a delivery. Days are computed when first asked
 * for and are the same whatever was asked before; at most {@link DAYS_KEPT} of them are kept.
 */
export class Weather {
  private readonly regimeKey: number;
  private readonly valueKey: number;
  private readonly turnKey: number;
  private readonly temperatureKey: number;
  private readonly storm: Storm | null;
  private readonly tables = worldTables();
  private readonly days = new Map<number, Float64Array>();
  private lastDay = Number.NaN;
  private lastTable: Float64Array = new Float64Array(0);

  constructor(seed: number, storm: Storm | null) {
    this.regimeKey = streamKey(seed, CHANCE.weatherRegime);
    this.valueKey = streamKey(seed, CHANCE.weatherValues);
    this.turnKey = streamKey(seed, CHANCE.weatherTurn);
    this.temperatureKey = streamKey(seed, CHANCE.temperature);
    this.storm = storm;
  }

  read(region: number, time: number, out: WeatherSample): void {
    const table = this.tableOf(time);
    const at = placeOf(region, time);
    out.tempF = table[at] ?? 0;
    out.precipIn = table[at + 1] ?? 0;
    out.visibilityMi = table[at + 2] ?? 0;
    out.windMph = table[at + 3] ?? 0;
  }

  precipIn(region: number, time: number): number {
    return this.tableOf(time)[placeOf(region, time) + 1] ?? 0;
  }

  private tableOf(time: number): Float64Array {
    const day = Math.floor(time / DAY_MS);
    if (day === this.lastDay) return this.lastTable;
    let table = this.days.get(day);
    if (table === undefined) {
      if (this.days.size >= DAYS_KEPT) this.days.clear();
      table = this.computeDay(day);
      this.days.set(day, table);
    }
    this.lastDay = day;
    this.lastTable = table;
    return table;
  }

  private computeDay(day: number): Float64Array {
    const table = new Float64Array(REGIONS * STEPS_A_DAY * VALUES);
    for (let region = 0; region < REGIONS; region++) {
      let warmth = this.warmthBefore(region, day * STEPS_A_DAY);
      for (let i = 0; i < STEPS_A_DAY; i++) {
        const step = day * STEPS_A_DAY + i;
        warmth = WARMTH_KEPT * warmth + WARMTH_SHOCK * this.shock(region, step);
        const at = (region * STEPS_A_DAY + i) * VALUES;
        table[at] = 46 + 10 * sin((2 * Math.PI * (i / 6 - 9)) / 24) + 6 * warmth;
        this.fillSky(region, step, table, at);
      }
    }
    return table;
  }

  /** Rain, visibility and wind of one step. */
  private fillSky(region: number, step: number, table: Float64Array, at: number): void {
    const since = this.lastTurn(region, step);
    const chance = (n: number) => unitAt(this.valueKey, region, since * 4 + n);
    const storm = this.storm;
    if (storm?.regions.includes(region) && step * STEP_MS >= storm.from && step * STEP_MS < storm.to) {
      table[at + 1] = 0.6 + 0.6 * chance(0);
      table[at + 2] = 0.3 + 1.7 * chance(1);
      table[at + 3] = clamp(30 + 5 * draw(this.tables.standard, chance(2)), 15, 50);
      return;
    }
    const isRainy = this.isRainyStep(region, step);
    const haze = Math.abs(0.2 * draw(this.tables.standard, chance(3)));
    const breeze = Math.abs(7 + 3 * draw(this.tables.standard, chance(2)));
    table[at + 1] = isRainy ? Math.min(draw(this.tables.rain, chance(0)), MOST_RAIN) : 0;
    table[at + 2] = clamp(10 - (isRainy ? 1 + 3 * chance(1) : 0) - haze, 0.2, 10);
    table[at + 3] = breeze + (isRainy ? 5 : 0);
  }

  /**
   * The regime is a chain: clear turns to rain with 0.015 a step, rain to clear with 0.05. One draw moves the
   * chain from either state, and the two ends of its range lead to the same state from both: below 0.015 it
   * rains afterwards, from 0.95 on it is clear. So the state is found by going back to the last such draw,
   * fifteen steps on average, and never needs a beginning.
   */
  private isRainyStep(region: number, step: number): boolean {
    for (let k = step; ; k--) {
      const u = hashAt(this.regimeKey, region, k) * TO_UNIT;
      if (u < CLEAR_TO_RAIN) return true;
      if (u >= 1 - RAIN_TO_CLEAR) return false;
    }
  }

  /** The step at which rain, haze and breeze last took the strength they have. */
  private lastTurn(region: number, step: number): number {
    for (let k = step; ; k--) if (unitAt(this.turnKey, region, k) < TURN) return k;
  }

  /** How much warmer than usual, just before a step: older shocks than these have faded to 2e-7. */
  private warmthBefore(region: number, step: number): number {
    let warmth = 0;
    for (let k = step - 500; k < step; k++) warmth = WARMTH_KEPT * warmth + WARMTH_SHOCK * this.shock(region, k);
    return warmth;
  }

  private shock(region: number, step: number): number {
    return draw(this.tables.standard, unitAt(this.temperatureKey, region, step));
  }
}

const STEP_MS = 600_000;
const STEPS_A_DAY = 144;
const VALUES = 4;
const DAYS_KEPT = 64;
const CLEAR_TO_RAIN = 0.015;
const RAIN_TO_CLEAR = 0.05;
/** Once in six hours on average. */
const TURN = 1 / 36;
const WARMTH_KEPT = 0.97;
const WARMTH_SHOCK = 0.24;
/** Ordinary rain never exceeds this; only a storm does. */
export const MOST_RAIN = 0.3;

function placeOf(region: number, time: number): number {
  const step = Math.floor((time - Math.floor(time / DAY_MS) * DAY_MS) / STEP_MS);
  return (region * STEPS_A_DAY + step) * VALUES;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
