import { expect, test } from 'vitest';
import { bytesText, lengthText, pluralText } from './quantity-text.ts';

test.each([
  [350, '350 ms'],
  [1200, '1.2 s'],
  [30_000, '30 s'],
  [59_999, '60 s'],
  [250_000, '4 min 10 s'],
  [300_000, '5 min'],
  [7_200_000, '2 h'],
  [-600_000, '−10 min'],
  [3 * 86_400_000 + 3_600_000, '3 d 1 h'],
])('a length of %i ms is written as %s', (ms, text) => {
  expect(lengthText(ms)).toBe(text);
});

test('bytes are written in thousands, counts with their noun', () => {
  expect([12, 14_400_000, 1540, 6e9].map(bytesText)).toEqual(['12 B', '14.4 MB', '1.5 KB', '6 GB']);
  expect([pluralText(1, 'key'), pluralText(4812, 'entry', 'entries')]).toEqual(['1 key', '4,812 entries']);
});
