import { expect, test } from 'vitest';
import { dueWindows } from './due.ts';

const startAt = Date.UTC(2026, 0, 5, 19, 50);
const minute = { sizeMs: 60_000, offsetMs: 0, boundMs: 10_000 };
const clock = (text: string) => Date.parse(`2026-01-05T${text}Z`);

test.each([
  {
    what: 'a watermark frozen just below 20:00 four minutes ago leaves four',
    watermark: '19:59:49.999',
    at: 14 * 60,
    ends: ['20:00', '20:01', '20:02', '20:03'],
  },
  {
    what: 'a window fires at its end − 1 ms, so it is not due then',
    watermark: '19:59:59.999',
    at: 10 * 60 + 10,
    ends: [],
  },
  { what: 'one millisecond less and it is', watermark: '19:59:59.998', at: 10 * 60 + 10, ends: ['20:00'] },
  { what: 'within the bound nothing is due yet', watermark: '19:59:49.999', at: 10 * 60 + 9, ends: [] },
])('$what', ({ watermark, at, ends }) => {
  const due = dueWindows(minute, startAt, at * 1_000_000, clock(watermark));
  expect(due.map(({ end }) => new Date(end).toISOString().slice(11, 16))).toEqual(ends);
  for (const { end, dueAt } of due) expect(startAt + dueAt / 1000 - end).toBe(10_000);
});

test('before the first watermark windows are due from the run’s start on', () => {
  expect(dueWindows(minute, startAt, 200_000_000, -Infinity).map(({ end }) => (end - startAt) / 60_000)).toEqual([
    1, 2, 3,
  ]);
});

test('at the end of input nothing is due', () => {
  expect(dueWindows(minute, startAt, 200_000_000, Infinity)).toEqual([]);
});
