import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addRow, createMoments, solveCholesky, solveRidge } from './ridge.ts';

type Row = readonly [readonly number[], number];

function solve(rows: readonly Row[], lambda: number) {
  const moments = createMoments(rows[0]?.[0].length ?? 0);
  for (const [row, target] of rows) addRow(moments, Float64Array.from(row), target);
  return solveRidge(moments, lambda);
}

describe('ridge', () => {
  it('finds the weights of a line through points that lie on it', () => {
    const model = solve(
      [
        [[0, 1], 5],
        [[1, 0], 4],
        [[2, 5], 21],
        [[4, 4], 22],
        [[3, 1], 11],
      ],
      0,
    );
    expect(model.intercept).toBeCloseTo(2, 9);
    expect([...model.weights].map((weight) => weight.toFixed(6))).toEqual(['2.000000', '3.000000']);
  });

  it('holds weights back the more, the larger lambda is, and keeps the mean of the targets', () => {
    const rows: readonly Row[] = [
      [[-1], -2],
      [[0], 0],
      [[1], 2],
    ];
    expect(solve(rows, 0).weights[0]).toBeCloseTo(2, 12);
    // One standardised column has Σx² = rows, so the weight shrinks by rows / (rows + λ).
    expect(solve(rows, 3).weights[0]).toBeCloseTo(1, 12);
    expect(solve(rows, 3).intercept).toBeCloseTo(0, 12);
  });

  it('gives the same predictions whatever unit a column is written in', () => {
    const inFeet = solve(
      [
        [[5280], 1],
        [[10560], 4],
        [[21120], 5],
      ],
      2,
    );
    const inMiles = solve(
      [
        [[1], 1],
        [[2], 4],
        [[4], 5],
      ],
      2,
    );
    expect((inFeet.weights[0] ?? 0) * 5280).toBeCloseTo(inMiles.weights[0] ?? 0, 9);
  });

  it('gives no weight to a column that never varies', () => {
    const model = solve(
      [
        [[1e6, 1], 5],
        [[1e6, 2], 7],
        [[1e6, 3], 9],
      ],
      0,
    );
    expect(model.weights[0]).toBe(0);
    expect(model.weights[1]).toBeCloseTo(2, 9);
    expect(model.intercept).toBeCloseTo(3, 9);
  });

  it('is brought up to date by adding rows, as if all had come at once', () => {
    const moments = createMoments(1);
    for (const [x, y] of [
      [1, 1],
      [2, 3],
    ] as const)
      addRow(moments, Float64Array.of(x), y);
    solveRidge(moments, 1);
    addRow(moments, Float64Array.of(5), 4);
    expect(solveRidge(moments, 1)).toEqual(
      solve(
        [
          [[1], 1],
          [[2], 3],
          [[5], 4],
        ],
        1,
      ),
    );
  });
});

describe('solveCholesky', () => {
  it('solves any well-conditioned symmetric system', () => {
    const vector = (size: number) => fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size });
    const system = fc
      .integer({ min: 1, max: 6 })
      .chain((size) => fc.record({ size: fc.constant(size), factor: vector(size * size), solution: vector(size) }));
    fc.assert(
      fc.property(system, ({ size, factor, solution }) => {
        const at = (i: number, j: number) => factor[i * size + j] ?? 0;
        const matrix = new Float64Array(size * size);
        const right = new Float64Array(size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            let product = i === j ? 1 : 0;
            for (let k = 0; k < size; k++) product += at(i, k) * at(j, k);
            if (j <= i) matrix[i * size + j] = product;
            right[i] = (right[i] ?? 0) + product * (solution[j] ?? 0);
          }
        }
        solveCholesky(matrix, right).forEach((value, i) => {
          expect(Math.abs(value - (solution[i] ?? 0))).toBeLessThan(1e-6);
        });
      }),
    );
  });
});
