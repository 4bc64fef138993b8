/** P12 on the engine, beside its straight loop and the reference simulation; the same code in Node and in Chromium. */
import { ReferenceRun } from '../../src/engine/reference/reference-run.ts';
import { medianTimes, rounded } from '../rounds.ts';
import { makeP12 } from './job.ts';
import { loopP12 } from './loop.ts';

const ROUNDS = 5;
const SECONDS = 20;
const REFERENCE_SECONDS = 2;
/** The loop is run so often that both take about as long: on a busy machine what takes longer is put off more. */
const LOOPS = 6;

export interface P12 {
  /** Virtual seconds per second at 20,000 events a second. */
  readonly timesRealTime: number;
  readonly ratioToLoop: number;
}

export function measureP12(): P12 {
  const [loopMs, engineMs] = medianTimes(
    [
      () => {
        for (let i = 0; i < LOOPS; i++) loopP12(SECONDS);
      },
      () => makeP12(SECONDS).engine.runUntil(Infinity),
    ],
    ROUNDS,
  );
  return { timesRealTime: rounded((SECONDS * 1000) / engineMs), ratioToLoop: rounded(loopMs / LOOPS / engineMs) };
}

/** In a worker of its own: it shares the engine's parts, and code that both have run is compiled for neither. */
export function measureReference(): Pick<P12, 'timesRealTime'> {
  const [ms] = medianTimes([() => new ReferenceRun(makeP12(REFERENCE_SECONDS).engine).runUntil(Infinity)], ROUNDS);
  checkResults();
  return { timesRealTime: rounded((REFERENCE_SECONDS * 1000) / ms) };
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
