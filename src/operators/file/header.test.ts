import { expect, it } from 'vitest';
import { decodeBytes } from './decode-bytes.ts';
import { openRows } from './file-table.ts';

it('takes the first line that is not empty for the header, and goes on counting physical lines', () => {
  const rows = openRows(decodeBytes(new TextEncoder().encode('\r\n\na,b\n1,2\n')), 'csv');
  expect(rows.names).toEqual(['a', 'b']);
  expect(rows.header).toBeNull();
  expect(rows.next()).toMatchObject({ line: 4, fields: ['1', '2'] });
});
