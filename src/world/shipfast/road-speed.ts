import { rush } from './calendar.ts';
import { MOST_RAIN, type Weather } from './weather.ts';
import { freeSpeeds, regionOf } from './zones.ts';

/** How fast one drives in a zone at an instant (to the second), mph: slower in the rush hours and in rain. */
export class RoadSpeed {
  readonly free: Float64Array;
  private readonly weather: Weather;
  /** The rush of seconds already asked for: a memo, so that what is kept and what is not makes no difference. */
  private readonly memoSeconds = new Float64Array(MEMO_SECONDS).fill(Number.NaN);
  private readonly memoRush = new Float64Array(MEMO_SECONDS);

  constructor(seed: number, weather: Weather) {
    this.free = freeSpeeds(seed);
    this.weather = weather;
  }

  at(zone: number, time: number): number {
    const precipIn = this.weather.precipIn(regionOf(zone), time);
    // A storm slows the road no further than the heaviest rain: what more it costs is in the ground truth.
    const rain = Math.min(precipIn, MOST_RAIN) / MOST_RAIN;
    return (this.free[zone] ?? 0) * (1 - 0.22 * this.rushAt(time)) * (1 - 0.1 * rain);
  }

  private rushAt(time: number): number {
    const second = Math.floor(time / 1000);
    const slot = second & (MEMO_SECONDS - 1);
    if (this.memoSeconds[slot] !== second) {
      this.memoSeconds[slot] = second;
      this.memoRush[slot] = rush(second * 1000);
    }
    return this.memoRush[slot] ?? 0;
  }
}

const MEMO_SECONDS = 1024;
