import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampRange, clockText, clockTicks, fittingSpan, timeAtX, xOf } from './scales.ts';

const MINUTE = 60_000_000;
const startAt = Date.UTC(2026, 0, 5, 19, 50);

test('a pixel and its instant lead to each other', () => {
  const scale = { from: 5 * MINUTE, to: 21 * MINUTE, left: 124, right: 1218 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1300 }), (x) => {
      expect(xOf(scale, timeAtX(scale, x))).toBeCloseTo(x, 6);
    }),
  );
});

describe('the fitting span', () => {
  test.each([
    { head: 0, width: 1094, minutes: 2 },
    { head: 14, width: 1094, minutes: 16 },
    { head: 14, width: 774, minutes: 18 },
    { head: 600, width: 1094, minutes: 720 },
  ])('$head minutes in $width px are shown in $minutes', ({ head, width, minutes }) => {
    expect(fittingSpan(head * MINUTE, width, 126) / MINUTE).toBe(minutes);
  });

  test('always leaves the gutter free, and from three minutes on wastes less than a third of the rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3 * MINUTE, max: 60_000 * MINUTE }), (head) => {
        const span = fittingSpan(head, 1000, 126);
        expect((head / span) * 1000).toBeLessThanOrEqual(1000 - 126);
        expect((head / span) * 1000).toBeGreaterThan((1000 - 126) * 0.66);
      }),
    );
  });
});

test('ticks are round clock times, far enough apart, the major ones rounder', () => {
  const ticks = clockTicks({ from: 0, to: 16 * MINUTE, left: 124, right: 1218 }, startAt, 50);
  expect(ticks.map((tick) => tick.label).slice(0, 4)).toEqual(['19:50', '19:51', '19:52', '19:53']);
  expect(ticks.filter((tick) => tick.major).map((tick) => tick.label)).toEqual(['19:50', '19:55', '20:00', '20:05']);
  expect(ticks.at(1)?.at).toBe(MINUTE);
  const close = clockTicks({ from: 10 * MINUTE, to: 10 * MINUTE + 2_000_000, left: 0, right: 800 }, startAt, 90);
  expect(close[1]?.label).toBe('20:00:00.500');
});

test('a range pushed past an end keeps its width', () => {
  expect(clampRange(-5 * MINUTE, 5 * MINUTE, 30 * MINUTE)).toEqual({ from: 0, to: 10 * MINUTE });
  expect(clampRange(25 * MINUTE, 35 * MINUTE, 30 * MINUTE)).toEqual({ from: 20 * MINUTE, to: 30 * MINUTE });
  expect(clampRange(0, 90 * MINUTE, 30 * MINUTE)).toEqual({ from: 0, to: 30 * MINUTE });
});

test('a clock without a finite reading says what that means', () => {
  expect([clockText(-Infinity), clockText(Infinity), clockText(Number.NaN)]).toEqual(['none yet', 'end of input', '—']);
  expect(clockText(startAt + 599_999)).toBe('19:59:59.999');
});
