import { describe, expect, test } from 'vitest';
import { type MarkShape, markPath, marks } from './marks.ts';

const polygons: readonly { shape: MarkShape; corners: number }[] = [
  { shape: 'triangle', corners: 3 },
  { shape: 'square', corners: 4 },
  { shape: 'diamond', corners: 4 },
  { shape: 'pentagon', corners: 5 },
  { shape: 'hexagon', corners: 6 },
  { shape: 'plus', corners: 12 },
];

const thin: readonly MarkShape[] = ['line', 'bar', 'bolt', 'cross'];

test('every name has a shape of its own', () => {
  const shapes = Object.values(marks).map((mark) => mark.shape);
  expect(new Set(shapes).size).toBe(shapes.length);
});

describe.each(polygons)('a $shape', ({ shape, corners }) => {
  test('has its corners', () => {
    expect(pointsOf(markPath(shape, 0, 0, 10))).toHaveLength(corners);
  });

  test('covers as much as the circle of that size', () => {
    expect(areaOf(pointsOf(markPath(shape, 0, 0, 100)))).toBeCloseTo(Math.PI * 50 * 50, -1);
  });
});

test.each([...polygons.map(({ shape }) => shape), ...thin])(
  'a %s is centred on its point and grows with its size',
  (shape) => {
    const points = pointsOf(markPath(shape, 40, 70, 20));
    expect(middleOf(points, 0)).toBeCloseTo(40, 1);
    expect(middleOf(points, 1)).toBeCloseTo(70, 1);
    expect(areaOf(points) / areaOf(pointsOf(markPath(shape, 40, 70, 10)))).toBeCloseTo(4, 1);
  },
);

test('a square lies flat and a diamond stands on a corner', () => {
  expect(new Set(pointsOf(markPath('square', 0, 0, 10)).map(([x]) => Math.abs(x))).size).toBe(1);
  expect(pointsOf(markPath('diamond', 0, 0, 10)).filter(([x]) => x === 0)).toHaveLength(2);
});

test('a circle is two half turns around its point', () => {
  expect(markPath('circle', 10, 20, 8)).toBe('M6,20A4,4,0,1,1,14,20A4,4,0,1,1,6,20Z');
});

type Point = readonly [number, number];

function pointsOf(path: string): readonly Point[] {
  expect(path).toMatch(/^M[^MZ]+Z$/);
  return path
    .slice(1, -1)
    .split('L')
    .map((corner): Point => {
      const [x = Number.NaN, y = Number.NaN] = corner.split(',').map(Number);
      return [x, y];
    });
}

function areaOf(points: readonly Point[]): number {
  const twice = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

function middleOf(points: readonly Point[], axis: 0 | 1): number {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}
