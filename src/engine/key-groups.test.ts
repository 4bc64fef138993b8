import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignToKeyGroup,
  computeDefaultMaxParallelism,
  computeKeyGroupRange,
  computeOperatorIndexForKeyGroup,
} from './key-groups.ts';

const setting = fc.integer({ min: 1, max: 500 }).chain((maxParallelism) =>
  fc.record({
    maxParallelism: fc.constant(maxParallelism),
    parallelism: fc.integer({ min: 1, max: maxParallelism }),
  }),
);

describe('key groups', () => {
  it('lie in the range of the subtask they are assigned to, and the ranges share them out without gap', () => {
    fc.assert(
      fc.property(setting, ({ maxParallelism, parallelism }) => {
        const ranges = Array.from({ length: parallelism }, (_, subtask) =>
          computeKeyGroupRange(maxParallelism, parallelism, subtask),
        );
        const owners = ranges.flatMap(({ first, last }, subtask) =>
          Array.from({ length: last - first + 1 }, () => subtask),
        );
        expect(owners).toEqual(
          Array.from({ length: maxParallelism }, (_, group) =>
            computeOperatorIndexForKeyGroup(maxParallelism, parallelism, group),
          ),
        );
      }),
    );
  });

  it('exist for every hash', () => {
    fc.assert(
      fc.property(fc.integer(), setting, (hash, { maxParallelism }) => {
        const group = assignToKeyGroup(hash, maxParallelism);
        expect(Number.isInteger(group) && group >= 0 && group < maxParallelism).toBe(true);
      }),
    );
  });

  it.each([
    [1, 128],
    [85, 128],
    [86, 256],
    [170, 256],
    [171, 256],
    [172, 512],
    [21845, 32768],
    [32768, 32768],
  ])('of a job with parallelism %i number %i unless set', (parallelism, maxParallelism) => {
    expect(computeDefaultMaxParallelism(parallelism)).toBe(maxParallelism);
  });
});
