import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from '../engine.ts';
import type { Happening } from '../job/happenings.ts';
import { Dictionary } from '../rows/dictionary.ts';
import { outcomeOf } from '../testing/outcome.ts';
import { EchoService, plainPalette } from '../testing/plain-palette.ts';
import { randomJob } from '../testing/random-job.ts';
import { ReferenceRun } from './reference-run.ts';

const RUNS = Number(process.env.SWEEP ?? 100);

/** Each of these once told the two apart. */
const FOUND: [number, number[]][] = [
  [690639609, []],
  [5, [973476, 2885376, 836697, 1143346]],
  [348975521, [1898547, 304189, 2453025]],
  [6, [1448364, 61974, 2497728, 1163552, 316545, 2751178, 1707057]],
  [658198374, [1408435, 349626, 1867128]],
];

function makeEngine(seed: number) {
  const job = randomJob(seed, plainPalette);
  const told: Happening[] = [];
  const engine = new Engine({
    graph: job.graph,
    dictionary: new Dictionary(),
    predictions: { want: () => 0, value: () => 0 },
    services: { echo: new EchoService() },
    tell: (happening) => told.push(happening),
  });
  return { job, engine, told };
}

describe('the window scheduler', () => {
  it('does what one heap of events does, to the microsecond, wherever it is stopped', () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 20 }), (seed, steps) => {
        const fast = makeEngine(seed);
        for (const { at, act } of fast.job.acts) fast.engine.schedule(at, act);
        let at = 0;
        for (const step of steps) {
          at += step;
          if (at < fast.job.until) fast.engine.runUntil(at);
        }
        fast.engine.runUntil(fast.job.until);
        const slow = makeEngine(seed);
        const reference = new ReferenceRun(slow.engine);
        for (const { at: actAt, act } of slow.job.acts) slow.engine.schedule(actAt, act);
        reference.runUntil(slow.job.until);
        expect(outcomeOf(fast.engine, fast.told)).toEqual(outcomeOf(slow.engine, slow.told));
      }),
      // A smaller seed is no simpler job.
      { numRuns: RUNS, endOnFailure: true, examples: FOUND },
    );
  });
});
