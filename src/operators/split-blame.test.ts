import { describe, expect, test } from 'vitest';
import { blameSpan, blameSplits } from './split-blame.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const names = ['p0', 'p1', 'p2'];
const split = (watermark: number, quietMs = 0, idle = false) => ({ watermark, quietMs, idle });
const tonesOf = (splits: Parameters<typeof blameSplits>[1]) => blameSplits(names, splits).bars.map(({ tone }) => tone);

describe('of the splits of a source', () => {
  test('the shortest is the minimum, and is not blamed as long as it speaks', () => {
    const splits = [split(NOON + 900), split(NOON), split(NOON + 500)];
    expect(tonesOf(splits)).toEqual(['counts', 'minimum', 'counts']);
    expect(blameSplits(names, splits).minimum).toBe(NOON);
  });

  test('a silent one far behind the next holds the watermark', () => {
    expect(tonesOf([split(NOON + 60_000), split(NOON, 60_000), split(NOON + 60_000)])).toEqual([
      'counts',
      'holds',
      'counts',
    ]);
  });

  test('an idle one does not count, even where it is further back', () => {
    const splits = [split(NOON + 60_000), split(NOON, 90_000, true), split(NOON + 61_000)];
    expect(tonesOf(splits)).toEqual(['minimum', 'idle', 'counts']);
    expect(blameSplits(names, splits).minimum).toBe(NOON + 60_000);
  });

  test('one that has said nothing yet keeps the minimum at the beginning of time', () => {
    expect(blameSplits(names, [split(NOON), split(-Infinity), split(-Infinity)])).toMatchObject({
      minimum: -Infinity,
      holder: 1,
      bars: [{ tone: 'counts' }, { tone: 'minimum' }, { tone: 'none' }],
    });
  });

  test('none holds anything when all are idle', () => {
    expect(blameSplits(names, [split(NOON, 90_000, true)])).toMatchObject({ minimum: -Infinity, holder: -1 });
  });
});

test('the shortest bar is still seen, and the longest reaches the end', () => {
  const { bars } = blameSplits(names, [split(NOON), split(NOON + 240_000), split(NOON + 241_000)]);
  const { from, to } = blameSpan(bars);
  expect((NOON - from) / (to - from)).toBeGreaterThan(0.1);
  expect(to).toBe(NOON + 241_000);
});
