/** How fast a session plays ShipFast at 20,000 events a second, with its keyframes, histories and real predictions. */
import type { ModelSession } from '../../src/inference/index.ts';
import { rounded, shareOf } from '../rounds.ts';
import { openShipfast, play, SECOND } from './play-shipfast.ts';

const ROUNDS = 5;
const SECONDS_PER_ROUND = 4;

export interface ShipfastSpeed {
  readonly timesRealTime: number;
}

export async function measureShipfast(model: ModelSession): Promise<ShipfastSpeed> {
  const shipfast = openShipfast('micro', model);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now();
    await play(shipfast, (round + 1) * SECONDS_PER_ROUND * SECOND);
    // The first round warms up; the others go on with the same run.
    if (round > 0) times.push(performance.now() - began);
  }
  const { answered } = shipfast.predictions;
  if (answered === 0) throw new Error('shipfast: no prediction was made');
  return { timesRealTime: rounded((SECONDS_PER_ROUND * 1000) / shareOf(times, 0.5)) };
}
