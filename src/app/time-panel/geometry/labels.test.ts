import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps, placeLabels, thinTicks } from './labels.ts';

const within = { x: 0, y: 0, width: 400, height: 120 };
const box = fc.record({
  x: fc.integer({ min: -20, max: 400 }),
  y: fc.integer({ min: -20, max: 120 }),
  width: fc.integer({ min: 1, max: 120 }),
  height: fc.integer({ min: 1, max: 30 }),
});

test('no placed label lies on another, on what is taken, or outside', () => {
  const wish = fc.record({
    width: fc.integer({ min: 10, max: 160 }),
    height: fc.constant(14),
    places: fc.array(fc.record({ x: fc.integer({ min: -30, max: 420 }), y: fc.integer({ min: -10, max: 130 }) }), {
      maxLength: 5,
    }),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 8 }), fc.array(box, { maxLength: 6 }), (wishes, taken) => {
      const placed = placeLabels(
        wishes.map((each, i) => ({ ...each, id: String(i) })),
        within,
        taken,
      );
      for (const [i, a] of placed.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 400 && a.y + a.height <= 120).toBe(true);
        expect(taken.some((other) => overlaps(a, other))).toBe(false);
        expect(placed.slice(i + 1).some((other) => overlaps(a, other))).toBe(false);
      }
    }),
  );
});

test('the first label gets its first place, the next moves to its second', () => {
  const placed = placeLabels(
    [
      { id: 'watermark', width: 100, height: 14, places: [{ x: 10, y: 10 }] },
      {
        id: 'records',
        width: 100,
        height: 14,
        places: [
          { x: 50, y: 12 },
          { x: 150, y: 12 },
        ],
      },
      { id: 'nowhere', width: 100, height: 14, places: [{ x: 60, y: 12 }] },
    ],
    within,
    [],
  );
  expect(placed.map(({ id, x }) => [id, x])).toEqual([
    ['watermark', 10],
    ['records', 150],
  ]);
});

test('ticks are thinned until their labels keep their distance', () => {
  const ticks = Array.from({ length: 20 }, (_, i) => i);
  expect(
    thinTicks(
      ticks,
      (i) => i * 30,
      () => 36,
      8,
    ),
  ).toEqual(ticks.filter((i) => i % 2 === 0));
  expect(
    thinTicks(
      ticks,
      (i) => i * 60,
      () => 36,
      8,
    ),
  ).toEqual(ticks);
});
