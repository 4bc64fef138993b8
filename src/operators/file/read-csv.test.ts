import { describe, expect, it } from 'vitest';
import { CsvReader } from './read-csv.ts';

/** Line, fields or fault of every row. */
function rowsOf(text: string): readonly (readonly [number, string])[] {
  const reader = new CsvReader(text, ',');
  const rows: (readonly [number, string])[] = [];
  for (let row = reader.next(); row !== null; row = reader.next())
    rows.push([row.line, row.fault ?? row.fields.map(String).join('|')]);
  return rows;
}

describe('a row that breaks the rules', () => {
  it('takes no row behind it away when its open quote meets a quote of another row', () => {
    expect(rowsOf('a,"oops,1\nb,x,2\nc,"y",3\nd,z,4\n')).toEqual([
      [1, 'text follows a closing quote'],
      [2, 'b|x|2'],
      [3, 'c|y|3'],
      [4, 'd|z|4'],
    ]);
  });

  it('is left at the end of its own line, which a quoted field before may have moved', () => {
    expect(rowsOf('"a\r\nb","oops\nc,d\n"e",f\n')).toEqual([
      [1, 'text follows a closing quote'],
      [3, 'c|d'],
      [4, 'e|f'],
    ]);
  });

  it('may still be one whose quoted field ends too early', () => {
    expect(rowsOf('"a"b,1\nc,2\n')).toEqual([
      [1, 'text follows a closing quote'],
      [2, 'c|2'],
    ]);
  });
});
