import { expect, test } from 'vitest';
import { createMarkHistory, indexAt, MAX_MARKS, putMarks, strideFor, truncateMarks } from './marks.ts';

function rows(count: number, late: (i: number) => boolean = () => false): Float64Array {
  const all = new Float64Array(count * 3);
  for (let i = 0; i < count; i++) all.set([i * 10, i, late(i) ? 1 : 0], i * 3);
  return all;
}

test('late records are kept apart from those on time', () => {
  const history = createMarkHistory();
  putMarks(
    history,
    rows(10, (i) => i === 3 || i === 7),
  );
  expect(history.onTime.length).toBe(8);
  expect([...history.late.event.slice(0, history.late.length)]).toEqual([3, 7]);
});

test('marks are kept in the order of their arrival, whatever the order of their sources', () => {
  const history = createMarkHistory();
  putMarks(history, Float64Array.from([30, 3, 0, 10, 1, 0, 20, 2, 0]));
  expect([...history.onTime.at.slice(0, history.onTime.length)]).toEqual([10, 20, 30]);
});

test('beyond the limit every second mark stays, the first always among them', () => {
  const history = createMarkHistory();
  putMarks(history, rows(MAX_MARKS + 1000));
  expect(history.onTime.keptOneOf).toBe(2);
  expect(history.onTime.length).toBe(MAX_MARKS / 2 + 500);
  expect([...history.onTime.event.slice(0, 3)]).toEqual([0, 2, 4]);
  const { at, length } = history.onTime;
  expect(at.slice(0, length).every((value, i) => i === 0 || value > (at[i - 1] ?? 0))).toBe(true);
});

test('truncating at an instant keeps what came strictly before it', () => {
  const history = createMarkHistory();
  putMarks(
    history,
    rows(100, (i) => i % 10 === 0),
  );
  truncateMarks(history, 500);
  expect([history.onTime.length, history.late.length]).toEqual([45, 5]);
  expect(indexAt(history.onTime, 0)).toBe(0);
  expect(indexAt(history.onTime, 10_000)).toBe(45);
});

test('the stride is the smallest power of two that meets the limit', () => {
  expect([strideFor(0, 100, 100), strideFor(0, 101, 100), strideFor(50, 850, 100)]).toEqual([1, 2, 8]);
});
