import { describe, expect, test } from 'vitest';
import { chooseFocus, type JoinInterval, lookInto, matchesOf, spanOf } from './microscope.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const interval: JoinInterval = { lower: -10 * MINUTE, upper: 5 * MINUTE, lowerInclusive: true, upperInclusive: true };

type Row = readonly [key: string, minute: number];

function entriesOf(name: string, rows: readonly Row[]) {
  const times = rows.map(([, minute]) => NOON + minute * MINUTE);
  const spread = { from: Math.min(...times), to: Math.max(...times), counts: [rows.length] };
  return {
    name,
    columns: ['key', 'time', 'speed'],
    rows: rows.map(([key], i) => [key, times[i], 1]),
    total: rows.length,
    spread,
  };
}

function lookAt(left: readonly Row[], right: readonly Row[], watermark: number | null = NOON) {
  const entries = [entriesOf('left', left), entriesOf('right', right)];
  const microscope = lookInto({ world: null, subtasks: [{ detail: { watermark }, entries }] }, 0, interval);
  if (microscope === null) throw new Error('there is a subtask 0');
  return microscope;
}

describe('the microscope of an interval join', () => {
  const right: readonly Row[] = [-11, -10, -3, 4, 5, 6].map((minute) => ['Z07', minute]);
  const microscope = lookAt(
    [
      ['Z07', 0],
      ['Z12', 1],
    ],
    [...right, ['Z12', 2]],
  );
  const minutesOf = (entries: readonly { readonly time: number }[]) =>
    entries.map(({ time }) => (time - NOON) / MINUTE);

  test('keeps each side as long as something on time may still join it', () => {
    expect([microscope.left.keptMs, microscope.right.keptMs]).toEqual([5 * MINUTE, 10 * MINUTE]);
  });

  test('finds what an entry joins: both ends of the interval, its own key only', () => {
    const [z07] = microscope.left.rows;
    expect(minutesOf(matchesOf(z07, microscope, interval))).toEqual([-10, -3, 4, 5]);
    expect(
      minutesOf(matchesOf(z07, microscope, { ...interval, lowerInclusive: false, upperInclusive: false })),
    ).toEqual([-3, 4]);
  });

  test('finds the same pairs from the other side', () => {
    const [old, edge] = microscope.right.rows;
    expect(minutesOf(matchesOf(edge, microscope, interval))).toEqual([0]);
    expect(matchesOf(old, microscope, interval)).toEqual([]);
  });

  test('looks at the left entry that joins most, else at the newest right one', () => {
    expect(chooseFocus(microscope, interval)?.key).toBe('Z07');
    expect(chooseFocus(lookAt([], right), interval)).toMatchObject({ side: 'right', time: NOON + 6 * MINUTE });
    expect(chooseFocus(lookAt([], []), interval)).toBeNull();
  });

  test('spans what is held, both edges, and what may still come', () => {
    const focus = chooseFocus(microscope, interval);
    const span = spanOf(microscope, focus, interval);
    expect(span?.to).toBe(NOON + 6 * MINUTE);
    expect(span?.from).toBeLessThan(NOON - 11 * MINUTE);
    expect(
      spanOf(
        {
          ...lookAt([], [], null),
          left: { ...microscope.left, spread: null },
          right: { ...microscope.right, spread: null },
        },
        null,
        interval,
      ),
    ).toBeNull();
  });
});
