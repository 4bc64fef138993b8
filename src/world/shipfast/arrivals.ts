import { streamKey, unitAt } from '../../base/seeded-hash.ts';
import { DAY_MS, pickupIntensity } from './calendar.ts';
import { CHANCE } from './chance.ts';
import type { Profile } from './profiles.ts';

/**
 * When the n-th event of a partition can be read. Each event has a slot of equal expected length and comes at
 * a random place in it: events are irregular, their rate is not, and no event needs to know another.
 */
export interface Arrivals {
  /** Microseconds of run time, never falling with `offset`; offsets below 0 lie before the run. */
  microsAt(partition: number, offset: number): number;
  /** The shortest slot of a partition, microseconds. */
  readonly shortestSlot: readonly number[];
}

export function createArrivals(seed: number, profile: Profile, shares: readonly number[], startAt: number): Arrivals {
  const key = streamKey(seed, CHANCE.arrival);
  const perSecond = shares.map((share) => profile.eventsPerSecond * share);
  return profile.isDiurnal ? diurnalArrivals(key, perSecond, startAt) : steadyArrivals(key, perSecond);
}

function steadyArrivals(key: number, perSecond: readonly number[]): Arrivals {
  const slots = Float64Array.from(perSecond, (rate) => 1e6 / rate);
  return {
    microsAt: (partition, offset) => Math.floor((offset + unitAt(key, partition, offset)) * (slots[partition] ?? 0)),
    shortestSlot: [...slots],
  };
}

/** The same with slots that follow the hours: the day is cut into cells of equal traffic. */
function diurnalArrivals(key: number, perSecond: readonly number[], startAt: number): Arrivals {
  const perDay = Float64Array.from(perSecond, (rate) => rate * (DAY_MS / 1000));
  const day = listTrafficDay();
  const startDay = Math.floor(startAt / DAY_MS) * DAY_MS;
  const before = shareOfDay(day, startAt - startDay);
  return {
    microsAt(partition, offset) {
      const days = before + (offset + unitAt(key, partition, offset)) / (perDay[partition] ?? 1);
      const whole = Math.floor(days);
      const time = startDay + whole * DAY_MS + timeOfShare(day, days - whole);
      const micros = Math.floor((time - startAt) * 1000);
      // Rounding must not move the first events before the start.
      return offset < 0 ? micros : Math.max(0, micros);
    },
    shortestSlot: [...perDay].map((events) => (day.steepest / events) * CELLS * 1000),
  };
}

const CELLS = 8192;

interface TrafficDay {
  /** Milliseconds of the day by which i of {@link CELLS} equal parts of its traffic have passed. */
  readonly times: Float64Array;
  /** The shortest of the cells, ms. */
  readonly steepest: number;
}

function listTrafficDay(): TrafficDay {
  const seconds = DAY_MS / 1000;
  const passed = new Float64Array(seconds + 1);
  for (let s = 0; s < seconds; s++) passed[s + 1] = (passed[s] ?? 0) + pickupIntensity((s + 0.5) / 3600);
  const total = passed[seconds] ?? 1;
  const times = new Float64Array(CELLS + 1);
  let second = 0;
  let steepest = DAY_MS;
  for (let i = 1; i < CELLS; i++) {
    const wanted = (i / CELLS) * total;
    while ((passed[second + 1] ?? total) < wanted) second += 1;
    const here = passed[second] ?? 0;
    times[i] = (second + (wanted - here) / ((passed[second + 1] ?? total) - here)) * 1000;
    steepest = Math.min(steepest, (times[i] ?? 0) - (times[i - 1] ?? 0));
  }
  times[CELLS] = DAY_MS;
  return { times, steepest };
}

function timeOfShare(day: TrafficDay, share: number): number {
  const place = share * CELLS;
  const cell = Math.min(Math.floor(place), CELLS - 1);
  const from = day.times[cell] ?? 0;
  return from + ((day.times[cell + 1] ?? 0) - from) * (place - cell);
}

/** The inverse of {@link timeOfShare}. */
function shareOfDay(day: TrafficDay, time: number): number {
  let low = 0;
  let high = CELLS;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((day.times[middle] ?? 0) <= time) low = middle;
    else high = middle;
  }
  const from = day.times[low] ?? 0;
  return (low + (time - from) / ((day.times[low + 1] ?? 1) - from)) / CELLS;
}
