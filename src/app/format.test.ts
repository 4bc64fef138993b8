import { expect, it } from 'vitest';
import { cardTime, clockTime, duration, fullTime, quantity } from './format.ts';

const NOW = Date.UTC(2026, 0, 5, 20, 4, 0);

it.each([
  [Date.UTC(2026, 0, 5, 19, 59, 49, 999), '19:59:49.999'],
  [Number.NEGATIVE_INFINITY, '—'],
  [Number.POSITIVE_INFINITY, 'end'],
  [-1, '23:59:59.999'],
])('the clock time of %d is %s', (epochMs, text) => {
  expect(clockTime(epochMs)).toBe(text);
});

it('a watermark of another day says which', () => {
  expect(cardTime(NOW - 1000, NOW)).toBe('20:03:59.000');
  expect(cardTime(Date.UTC(2013, 0, 1, 5, 30), NOW)).toBe('2013-01-01 05:30');
  expect(fullTime(NOW)).toBe('2026-01-05 20:04:00.000');
});

it.each([
  [350, '350 ms'],
  [1250, '1.3 s'],
  [10_000, '10 s'],
  [59_999, '60 s'],
  [250_000, '4 min 10 s'],
  [119_999, '2 min'],
  [3_600_000, '1 h'],
  [90_000_000, '1 d 1 h'],
  [-250_000, '−4 min 10 s'],
])('%d ms are %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

it.each([
  [0, '0'],
  [0.1, '0.1'],
  [0.016, '0.02'],
  [9.96, '10'],
  [200.4, '200'],
  [20_000, '20,000'],
  [1_240_000, '1.2 M'],
])('the quantity %d is written %s', (value, text) => {
  expect(quantity(value)).toBe(text);
});
