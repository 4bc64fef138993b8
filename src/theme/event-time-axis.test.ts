import { describe, expect, test } from 'vitest';
import { clockText, instantText, placeInstant, textWidth, timeTicks } from './event-time-axis.ts';

const NOON = Date.UTC(2026, 0, 5, 12);

describe('an axis of event time', () => {
  test('places its ends, its middle, and what lies outside at its ends', () => {
    const axis = { from: NOON, to: NOON + 100, left: 10, right: 210 };
    expect([NOON, NOON + 50, NOON + 100].map((at) => placeInstant(axis, at))).toEqual([10, 110, 210]);
    expect([NOON - 1, NOON + 500, Infinity, -Infinity].map((at) => placeInstant(axis, at))).toEqual([10, 210, 210, 10]);
  });

  test.each([
    { span: 40, name: 'milliseconds' },
    { span: 1500, name: 'seconds' },
    { span: 90_000, name: 'minutes' },
    { span: 300_000, name: 'five minutes' },
    { span: 7_200_000, name: 'hours' },
    { span: 40 * 86_400_000, name: 'weeks' },
    { span: 6 * 365 * 86_400_000, name: 'years' },
  ])('over $name has ticks whose texts neither touch nor leave the picture', ({ span }) => {
    for (const from of [NOON, NOON + 12_345_678]) {
      const ticks = timeTicks({ from, to: from + span, left: 30, right: 310 }, 316);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      ticks.forEach(({ x, text }, i) => {
        expect(x - textWidth(text) / 2).toBeGreaterThanOrEqual(0);
        expect(x + textWidth(text) / 2).toBeLessThanOrEqual(316);
        if (i > 0) expect(x - ticks[i - 1].x).toBeGreaterThan(textWidth(text));
      });
    }
  });

  test('writes instants as short as their grain allows', () => {
    expect([1, 1000, 60_000, 86_400_000, 40 * 86_400_000].map((grain) => instantText(NOON, grain))).toEqual([
      '00.000',
      '12:00:00',
      '12:00',
      '01-05',
      '2026-01',
    ]);
    expect([NOON + 229_412, -Infinity, Infinity].map((at) => clockText(at))).toEqual(['12:03:49.412', '—', 'end']);
    expect(clockText(NOON, true)).toBe('2026-01-05 12:00:00');
  });
});
