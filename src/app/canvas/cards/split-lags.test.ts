import { describe, expect, it } from 'vitest';
import { holdingSplit, splitBars } from './split-lags.ts';

const running = { watermark: 1_000_000, idle: false, quietMs: 3 };
const silent = { watermark: 760_000, idle: false, quietMs: 240_000 };

describe('splits of a source', () => {
  it('are level while they differ by less than can be seen', () => {
    const splits = [running, { ...running, watermark: 999_950 }];
    expect(splitBars(['p0', 'p1'], splits)).toEqual(['p0 21 counts', 'p1 21 counts']);
  });

  it('show the one that holds the others back', () => {
    expect(splitBars(['p0', 'p1', 'p2'], [running, running, silent])).toEqual([
      'p0 21 counts',
      'p1 21 counts',
      'p2 4 holds',
    ]);
  });

  it('blame nobody for being idle: an idle split does not count', () => {
    expect(splitBars(['p0', 'p1', 'p2'], [running, running, { ...silent, idle: true }])[2]).toBe('p2 4 idle');
  });

  it('blame nobody while all are slow together', () => {
    expect(holdingSplit([silent, silent])).toBe(-1);
  });

  it('are at the bottom before their first watermark', () => {
    expect(splitBars(['p0'], [{ ...running, watermark: Number.NEGATIVE_INFINITY }])).toEqual(['p0 4 counts']);
  });
});
