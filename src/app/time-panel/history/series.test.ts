import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSeries, emptyExtent, extentOf, MAX_BUCKETS, putSample, truncateSeries, valueAt } from './series.ts';

function filled(values: readonly number[]) {
  const series = createSeries();
  for (const [second, value] of values.entries()) putSample(series, second, value);
  return series;
}

function plainExtent(values: readonly number[], from: number, to: number) {
  const inside = values.slice(Math.floor(from), Math.max(Math.floor(from) + 1, Math.ceil(to))).filter(Number.isFinite);
  const sum = inside.reduce((total, value) => total + value, 0);
  return { count: inside.length, min: Math.min(...inside), max: Math.max(...inside), sum };
}

test('the extent of any range is what a plain scan of its seconds finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constant(-Infinity)), {
        minLength: 1,
        maxLength: 700,
      }),
      fc.nat(699),
      fc.nat(699),
      (values, a, b) => {
        const from = Math.min(a, b, values.length - 1);
        const to = Math.min(Math.max(a, b), values.length);
        const found = extentOf(filled(values), from, to, emptyExtent());
        const plain = plainExtent(values, from, to);
        expect(found.count).toBe(plain.count);
        expect([found.min, found.max]).toEqual(plain.count === 0 ? [Number.NaN, Number.NaN] : [plain.min, plain.max]);
        expect(found.mean).toBe(plain.sum / plain.count);
      },
    ),
  );
});

test('after a truncation the series is the one that never had the tail', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 300 }),
      fc.nat(300),
      (values, cut) => {
        const kept = Math.min(cut, values.length);
        const series = filled(values);
        truncateSeries(series, kept);
        const rest = values.map((value) => value + 1000).slice(kept);
        for (const [i, value] of rest.entries()) putSample(series, kept + i, value);
        const expected = filled([...values.slice(0, kept), ...rest]);
        for (const from of [0, Math.floor(kept / 2), kept]) {
          expect(extentOf(series, from, values.length, emptyExtent())).toEqual(
            extentOf(expected, from, values.length, emptyExtent()),
          );
        }
      },
    ),
  );
});

test('a second without a value is absent, not zero', () => {
  const series = createSeries();
  putSample(series, 0, 5);
  putSample(series, 3, 7);
  expect([0, 1, 2, 3, 4].map((second) => valueAt(series, second))).toEqual([5, Number.NaN, Number.NaN, 7, Number.NaN]);
});

test('a day of seconds stays within the bucket limit and keeps its extremes', () => {
  const series = createSeries();
  const day = 86_400;
  for (let second = 0; second < day; second++) putSample(series, second, second === 50_000 ? 999 : 10);
  expect(series.length).toBeLessThanOrEqual(MAX_BUCKETS);
  expect(series.secondsPerBucket).toBe(8);
  const whole = extentOf(series, 0, day, emptyExtent());
  expect([whole.min, whole.max, whole.count]).toEqual([10, 999, day]);
  expect(extentOf(series, 60_000, 70_000, emptyExtent()).max).toBe(10);
});
