/** How long `Session.seek` takes: within the last twenty seconds of a run, and anywhere in ten minutes of one. */
import { hash32 } from '../../src/base/seeded-hash.ts';
import type { ModelSession } from '../../src/inference/index.ts';
import { rounded, shareOf } from '../rounds.ts';
import { openShipfast, play, SECOND, type Shipfast } from './play-shipfast.ts';

const SEEKS = 60;
const RECENT_SECONDS = 20;
const PLAYED_SECONDS = 40;
const TEN_MINUTES = 600;

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** At 20,000 events a second. */
export async function measureRecentSeeks(model: ModelSession): Promise<Percentiles> {
  const shipfast = openShipfast('micro', model);
  await play(shipfast, PLAYED_SECONDS * SECOND);
  return seekIn(shipfast, PLAYED_SECONDS - RECENT_SECONDS, PLAYED_SECONDS);
}

/** `micro` is 20,000 events a second; `meso` is 200, each of which stands for a hundred. */
export async function measureSeeksAnywhere(profile: 'micro' | 'meso', model: ModelSession): Promise<Percentiles> {
  const shipfast = openShipfast(profile, model);
  await play(shipfast, TEN_MINUTES * SECOND);
  return seekIn(shipfast, 0, TEN_MINUTES);
}

/** To seeded random instants one after the other, as somebody who drags the playhead to and fro does. */
async function seekIn({ session }: Shipfast, fromSecond: number, toSecond: number): Promise<Percentiles> {
  const times: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    const to = fromSecond * SECOND + (hash32(5, 1, i, 0) % ((toSecond - fromSecond) * SECOND));
    const began = performance.now();
    await session.seek(to);
    times.push(performance.now() - began);
    if (session.at !== to) throw new Error(`a seek to ${to} µs ended at ${session.at} µs`);
  }
  return { p50: rounded(shareOf(times, 0.5), 1), p95: rounded(shareOf(times, 0.95), 1) };
}
