import { describe, expect, test } from 'vitest';
import { asOfOf, spanOf } from './as-of.ts';

const NOON = Date.UTC(2026, 0, 5, 12);

function pictureOf(
  observations: readonly (readonly [string, number])[],
  waiting: readonly (readonly [string, number, number])[],
) {
  return {
    world: null,
    subtasks: [
      {
        detail: { watermark: NOON },
        entries: [
          {
            name: 'observations',
            columns: ['key', 'time', 'temp'],
            rows: observations.map(([key, ms]) => [key, NOON + ms, 40]),
            total: observations.length,
          },
          {
            name: 'waiting',
            columns: ['key', 'time', 'weight', '@deadline'],
            rows: waiting.map(([key, ms, left]) => [key, NOON + ms, 1, NOON + left]),
            total: waiting.length,
          },
        ],
      },
    ],
  };
}

describe('what a latest-value join remembers', () => {
  const picture = pictureOf(
    [
      ['Z01', -60_000],
      ['Z01', 0],
      ['Z02', 5000],
    ],
    [['Z09', 7000, 900]],
  );

  test('shows keys for which a record waits before those that have most observations', () => {
    expect(asOfOf(picture, 2)[0].rows.map(({ key }) => key)).toEqual(['Z01', 'Z09']);
    expect(asOfOf(picture, 1)[0].rows).toEqual([
      { key: 'Z09', observations: [], waiting: [{ time: NOON + 7000, deadline: NOON + 900 }] },
    ]);
  });

  test('counts everything, drawn or not', () => {
    expect(asOfOf(picture, 1)[0]).toMatchObject({ observations: 3, waiting: 1, keys: 3, watermark: NOON });
  });

  test('spans what is drawn', () => {
    const span = spanOf(asOfOf(picture, 9));
    expect(span?.from).toBeLessThan(NOON - 60_000);
    expect(span?.to).toBeGreaterThan(NOON + 7000);
    expect(spanOf(asOfOf(pictureOf([], []), 9))).toBeNull();
  });
});
