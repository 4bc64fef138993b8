import { describe, expect, it } from 'vitest';
import { measureErrors } from './evaluate.ts';

describe('measureErrors', () => {
  it('takes quantiles by nearest rank: of a hundred errors the 50th, 90th and 99th', () => {
    const targets = Array.from({ length: 100 }, () => 10);
    const predictions = targets.map((target, row) => target + row + 1);
    expect(measureErrors(predictions, targets)).toEqual({ rows: 100, p50: 50, p90: 90, p99: 99, bias: 50.5 });
  });

  it('counts too low as much as too high, and lets them cancel in the bias alone', () => {
    expect(measureErrors([9, 13], [10, 12])).toMatchObject({ p50: 1, p99: 1, bias: 0 });
  });

  it('gives the only error for every quantile of one row', () => {
    expect(measureErrors([7], [4])).toEqual({ rows: 1, p50: 3, p90: 3, p99: 3, bias: 3 });
  });
});
