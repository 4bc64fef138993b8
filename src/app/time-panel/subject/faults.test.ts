import { expect, test } from 'vitest';
import type { Intervention } from '../../../pipeline/document.ts';
import { endedAt, faultSpans, movedTo, rowsOfSpans } from './faults.ts';

const SECOND = 1_000_000;
const silence: Intervention = { kind: 'silence', target: 'shipments/p7', at: 600 * SECOND };
const short: Intervention = { kind: 'silence', target: 'shipments/p7', at: 600 * SECOND, duration: 60 * SECOND };
const kill: Intervention = { kind: 'kill', target: 'tm-2', at: 100 * SECOND };
const failure = { at: 101 * SECOND, what: 'tm-2 lost', restoredFrom: 3, restartedAt: 107 * SECOND, replayed: 1400 };

test('a silence without an end is open, one with a length ends after it', () => {
  expect(
    faultSpans([silence, short], []).map(({ title, from, to, detail }) => [
      title,
      from / SECOND,
      to === null ? null : to / SECOND,
      detail,
    ]),
  ).toEqual([
    ['p7 silent', 600, null, 'for good'],
    ['p7 silent', 600, 660, 'for 1 min'],
  ]);
});

test('a kill reaches to the restart that followed it, and the failure is not drawn twice', () => {
  expect(faultSpans([kill], [failure])).toEqual([
    {
      key: 'kill-0',
      kind: 'kill',
      title: 'tm-2 killed',
      detail: 'restored checkpoint 3, running after 6 s, 1,400 records replayed',
      from: 100 * SECOND,
      to: 107 * SECOND,
      index: 0,
      canStretch: false,
    },
  ]);
});

test('a failure that nobody made stands for itself and cannot be taken hold of', () => {
  expect(faultSpans([kill], [{ ...failure, at: 500 * SECOND, restartedAt: null }])).toMatchObject([
    { kind: 'kill', to: 100 * SECOND },
    { kind: 'failure', title: 'tm-2 lost', index: null, to: null },
  ]);
});

test('an open span shares its row with nothing after it, a short one leaves room for its title', () => {
  const rows = (microsPerPixel: number) =>
    rowsOfSpans(
      faultSpans([silence, kill, movedTo(kill, 900 * SECOND), movedTo(kill, 150 * SECOND)], []),
      microsPerPixel,
    );
  expect(rows(SECOND / 10)).toEqual([0, 0, 1, 0]);
  expect(rows(SECOND)).toEqual([0, 0, 1, 1]);
});

test('pulling the end of a silence gives it a length; a kill has no end to be moved', () => {
  expect(endedAt(silence, 700 * SECOND)).toEqual({ ...silence, duration: 100 * SECOND });
  expect(endedAt(kill, 200 * SECOND)).toEqual(kill);
});
