import { expect, test } from 'vitest';
import type { StoryOption } from '../../scenarios/story.ts';
import { fillText } from './fill-text.ts';
import { rightOption } from './score.ts';

test.each([
  ['{fired|window|windows} fired', { fired: 225 }, '225 windows fired'],
  ['{fired|window|windows} fired', { fired: 1 }, '1 window fired'],
  ['{fired|window|windows} fired', { fired: 0 }, '0 windows fired'],
  ['{replayed} again', { replayed: 12_345.4 }, '12,345 again'],
  ['{lost} lost', { lost: null }, '– lost'],
  ['{unknown} here', {}, '– here'],
  ['nothing to fill', { fired: 3 }, 'nothing to fill'],
])('%s with %o reads “%s”', (text, figures, filled) => {
  expect(fillText(text, figures)).toBe(filled);
});

const numbers: readonly StoryOption[] = [0, 1, 5, 225].map((value) => ({ label: String(value), value }));
const readers: readonly StoryOption[] = [
  {
    label: 'nobody',
    value: 0,
    holds: [
      { figure: 'committed', is: 'zero' },
      { figure: 'uncommitted', is: 'zero' },
    ],
  },
  {
    label: 'read_uncommitted',
    value: 1,
    holds: [
      { figure: 'committed', is: 'zero' },
      { figure: 'uncommitted', is: 'some' },
    ],
  },
];

test.each([
  [225, '225'],
  [212, '225'],
  [4, '5'],
  [0, '0'],
])('%d in the run proves the bet %s', (fired, label) => {
  expect(rightOption(numbers, { kind: 'nearest', figure: 'fired' }, { fired })?.label).toBe(label);
});

test('a case is right when all that it claims is so, and none while a figure is missing', () => {
  const right = (committed: number | null, uncommitted: number | null) =>
    rightOption(readers, { kind: 'cases' }, { committed, uncommitted })?.label;
  expect([right(0, 0), right(0, 31), right(2, 31), right(0, null)]).toEqual([
    'nobody',
    'read_uncommitted',
    undefined,
    undefined,
  ]);
  expect(rightOption(numbers, { kind: 'nearest', figure: 'fired' }, { fired: null })).toBeNull();
});
