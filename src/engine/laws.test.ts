/** The laws of the engine on random jobs. `SWEEP=2000 npm run sweep` tries many more of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';
import type { Happening } from './job/happenings.ts';
import { Dictionary } from './rows/dictionary.ts';
import { DROPPED, LATE, RECORDS_IN, RECORDS_OUT } from './task/counters.ts';
import {
  type FreshRun,
  nodesOutOfBalance,
  playInSteps,
  playReference,
  playTwice,
  watchWatermarks,
} from './testing/laws.ts';
import { EchoService, plainPalette } from './testing/plain-palette.ts';
import { randomJob } from './testing/random-job.ts';

const RUNS = Number(process.env.SWEEP ?? 30);

/** Each of these once told the engine and the reference apart. */
const FOUND: [number, number[]][] = [
  [690639609, []],
  [5, [973476, 2885376, 836697, 1143346]],
  [348975521, [1898547, 304189, 2453025]],
  [6, [1448364, 61974, 2497728, 1163552, 316545, 2751178, 1707057]],
  [658198374, [1408435, 349626, 1867128]],
  [182848690, []],
];

const FOUND_BY_REWINDS: [number, number][] = [
  [2147483629, 19],
  [1353240544, 3],
  [326460523, 3],
];

const seeds = fc.nat();
const steps = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { maxLength: 20 });
// A smaller seed is no simpler job.
const options = { numRuns: RUNS, endOnFailure: true };

function begin(seed: number): FreshRun {
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

describe('a run', () => {
  it('does what one heap of events does, to the microsecond, wherever it is stopped', () => {
    const same = (seed: number, each: readonly number[]) => {
      expect(playInSteps(begin(seed), each)).toEqual(playReference(begin(seed)));
    };
    fc.assert(fc.property(seeds, steps, same), { ...options, examples: FOUND });
  });

  it('goes on after a rewind as it went on before, and is in the same state', () => {
    const rewinds = (seed: number, there: number) => {
      const { first, second, before, again } = playTwice(begin(seed), there);
      expect(again).toEqual(before);
      expect(second).toEqual(first);
    };
    fc.assert(fc.property(seeds, fc.integer({ min: 0, max: 5_000_000 }), rewinds), {
      ...options,
      examples: FOUND_BY_REWINDS,
    });
  });

  it('is in the same state wherever it was stopped on the way', () => {
    const same = (seed: number, each: readonly number[]) => {
      const [straight, chunked] = [begin(seed), begin(seed)];
      playInSteps(straight, []);
      playInSteps(chunked, each);
      expect(chunked.engine.save().tables.map(({ next }) => [...next])).toEqual(
        straight.engine.save().tables.map(({ next }) => [...next]),
      );
      expect(chunked.engine.job.hosts.map((hosts) => hosts.map((host) => host.checkpoint()))).toEqual(
        straight.engine.job.hosts.map((hosts) => hosts.map((host) => host.checkpoint())),
      );
    };
    fc.assert(fc.property(seeds, steps, same), { ...options, numRuns: RUNS / 2 });
  });

  it('sends rising watermarks along every channel', () => {
    let seen = 0;
    const rises = (seed: number) => {
      const run = begin(seed);
      const count = watchWatermarks(run);
      playInSteps(run, []);
      seen += count();
    };
    fc.assert(fc.property(seeds, rises), { ...options, numRuns: RUNS / 2 });
    expect(seen).toBeGreaterThan(100);
  });

  it('loses and invents no record while nothing fails, at any instant', () => {
    let checked = 0;
    const balances = (seed: number, each: readonly number[]) => {
      const run = begin(seed);
      const calm = { ...run, job: { ...run.job, acts: [] } };
      let at = 0;
      for (const step of [...each, run.job.until]) {
        at += step;
        calm.engine.runUntil(Math.min(at, run.job.until));
        if (run.told.some((happening) => happening.kind === 'failure')) return;
        expect(nodesOutOfBalance(calm.engine)).toEqual([]);
        checked++;
        for (const hosts of calm.engine.job.hosts) {
          for (const { node, counters } of hosts) {
            if (node.startsWith('pass'))
              expect(counters[RECORDS_IN]).toBe(counters[RECORDS_OUT] + counters[DROPPED] + counters[LATE]);
          }
        }
      }
    };
    fc.assert(fc.property(seeds, steps, balances), { ...options, numRuns: RUNS / 2 });
    expect(checked).toBeGreaterThan(RUNS / 2);
  });
});
