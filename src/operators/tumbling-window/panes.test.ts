import { describe, expect, test } from 'vitest';
import { countStage, duePerKey, panesOf, spanOf } from './panes.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const timing = { size: MINUTE, offset: 0, allowedLateness: 0 };

type Row = readonly [key: string, minute: number, count: number];

function pictureOf(watermark: number | null, rows: readonly Row[]) {
  return {
    world: null,
    subtasks: [
      {
        detail: { watermark },
        entries: [
          {
            name: 'panes',
            columns: ['key', 'namespace', 'key', 'count'],
            rows: rows.map(([key, minute, count]) => [key, NOON + minute * MINUTE, 0, count]),
            total: rows.length,
          },
        ],
      },
    ],
  };
}

const held: readonly Row[] = [
  ['Z04', 0, 198],
  ['Z04', 1, 221],
  ['Z04', 2, 40],
  ['Z07', 0, 199],
  ['Z12', 0, 206],
  ['Z12', 1, 219],
  ['Z12', 2, 30],
  ['Z31', 0, 10],
  ['Z31', 1, 10],
  ['Z31', 2, 10],
];

describe('the panes of a window', () => {
  test('are filling where nothing newer has come, due where only the watermark is missing, fired behind it', () => {
    const [panes] = panesOf(pictureOf(NOON + MINUTE - 1, held), timing, 3);
    const stageAt = (minute: number) => panes.panes.find(({ start }) => start === NOON + minute * MINUTE)?.stage;
    expect([0, 1, 2].map(stageAt)).toEqual(['fired', 'due', 'filling']);
  });

  test('are still due one millisecond before the watermark reaches their end − 1', () => {
    const subtasks = panesOf(pictureOf(NOON + MINUTE - 2, held), timing, 3);
    expect([countStage(subtasks, 'due'), countStage(subtasks, 'filling')]).toEqual([7, 3]);
    expect(duePerKey(subtasks)).toEqual({ fewest: 1, most: 2 });
  });

  test('are drawn for the fullest keys and the one that is unlike them', () => {
    const [{ rows, keys }] = panesOf(pictureOf(null, held), timing, 3);
    expect(rows.map(({ key }) => key)).toEqual(['Z04', 'Z07', 'Z12']);
    expect(keys).toBe(4);
  });

  test('span whole panes, from the one before the watermark’s to the newest', () => {
    const subtasks = panesOf(pictureOf(NOON - 5, held), timing, 3);
    expect(spanOf(subtasks, timing)).toEqual({ from: NOON - 2 * MINUTE, to: NOON + 3 * MINUTE, panes: 5 });
  });

  test('span the newest sixty at most', () => {
    const subtasks = panesOf(pictureOf(NOON, [...held, ['Z99', 500, 1]]), timing, 3);
    expect(spanOf(subtasks, timing)).toMatchObject({ to: NOON + 501 * MINUTE, panes: 60 });
  });

  test('follow the offset, and are nothing before the first record', () => {
    expect(spanOf(panesOf(pictureOf(null, []), timing, 3), timing)).toBeNull();
    const shifted = { ...timing, offset: 15_000 };
    expect(spanOf(panesOf(pictureOf(NOON, []), shifted, 3), shifted)?.to).toBe(NOON + 15_000);
  });
});
