/** P12 on the engine, beside its straight loop and the reference simulation. */
import { ReferenceRun } from '../../src/engine/reference/reference-run.ts';
import { makeP12 } from './job.ts';
import { loopP12 } from './loop.ts';

const ROUNDS = 3;
const SECONDS = 20;
const REFERENCE_SECONDS = 2;

export interface P12 {
  /** Virtual seconds per second at 20,000 events a second. */
  readonly timesRealTime: number;
  readonly where: 'node';
  readonly ratioToLoop: number;
  readonly timesReference: number;
}

export function measureP12(): P12 {
  checkResults();
  const rates: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= ROUNDS; round++) {
    const found = [
      timed(SECONDS, () => loopP12(SECONDS)),
      timed(SECONDS, () => makeP12(SECONDS).engine.runUntil(Infinity)),
      timed(REFERENCE_SECONDS, () => new ReferenceRun(makeP12(REFERENCE_SECONDS).engine).runUntil(Infinity)),
    ];
    // The first round warms up.
    if (round > 0) for (const [i, rate] of found.entries()) rates[i].push(rate);
  }
  const [loop, engine, reference] = rates.map((all) => all.sort((a, b) => a - b)[ROUNDS >> 1]);
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    timesRealTime: round(engine),
    where: 'node',
    ratioToLoop: round(engine / loop),
    timesReference: round(engine / reference),
  };
}

function timed(seconds: number, run: () => unknown): number {
  const began = performance.now();
  run();
  return (seconds * 1000) / (performance.now() - began);
}

/** The engine and the reference agree to the microsecond; the loop knows no lookups under way, so it comes close. */
function checkResults(): void {
  const [fast, slow] = [makeP12(REFERENCE_SECONDS), makeP12(REFERENCE_SECONDS)];
  fast.engine.runUntil(Infinity);
  new ReferenceRun(slow.engine).runUntil(Infinity);
  const { count, checksum } = fast.predicted;
  const loop = loopP12(REFERENCE_SECONDS);
  const isSame = count === slow.predicted.count && checksum === slow.predicted.checksum;
  if (isSame && fast.engine.jobManager.state === 'finished' && Math.abs(count / loop.count - 1) < 0.02) return;
  throw new Error(`P12: ${JSON.stringify({ fast: fast.predicted, slow: slow.predicted, loop })}`);
}
