import { describe, expect, test } from 'vitest';
import { compareCopies } from './copies.ts';

type Row = readonly [key: string, value: number];

function pictureOf(copies: readonly (readonly Row[])[], total?: number) {
  return {
    world: null,
    subtasks: copies.map((rows) => ({
      detail: {},
      entries: [
        {
          name: 'entries',
          columns: ['key', 'namespace', 'rate'],
          rows: rows.map(([key, value]) => [key, 0, value]),
          total: total ?? rows.length,
        },
      ],
    })),
  };
}

describe('the copies of a broadcast state', () => {
  test('look alike where they are alike', () => {
    const { tiles, differing } = compareCopies(
      pictureOf([
        [
          ['D-17', 0.9],
          ['D-4', 0.5],
        ],
        [
          ['D-4', 0.5],
          ['D-17', 0.9],
        ],
      ]),
      12,
    );
    expect(tiles[0]).toEqual(tiles[1]);
    expect(tiles[0].map(({ key }) => key)).toEqual(['D-17', 'D-4']);
    expect(tiles[0][0].shade).not.toBe(tiles[0][1].shade);
    expect(differing).toBe(0);
  });

  test('differ where one has another value, or none yet; those stand first', () => {
    const copies = compareCopies(
      pictureOf([
        [
          ['A', 1],
          ['C', 3],
          ['D', 4],
        ],
        [
          ['A', 1],
          ['C', 9],
        ],
      ]),
      12,
    );
    expect(copies.tiles[1].map(({ key, shade, differs }) => [key, shade !== null, differs])).toEqual([
      ['C', true, true],
      ['D', false, true],
      ['A', true, false],
    ]);
    expect([copies.compared, copies.differing]).toEqual([3, 2]);
  });

  test('are not said to lack what a cut-off table does not show', () => {
    const { compared, differing } = compareCopies(
      pictureOf(
        [
          [
            ['A', 1],
            ['B', 2],
          ],
          [
            ['A', 1],
            ['C', 3],
          ],
        ],
        5000,
      ),
      12,
    );
    expect([compared, differing]).toEqual([1, 0]);
  });
});
