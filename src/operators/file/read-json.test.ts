import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonLines, JsonListElements } from './json-pieces.ts';
import { JsonReader } from './read-json.ts';

it('makes a line bad that is nested too deeply to be kept as text, and reads on', () => {
  const deep = `{"a":1,"b":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const reader = new JsonReader(new JsonLines(`{"a":1}\n${deep}\n{"a":2}`));
  expect(reader.next()).toMatchObject({ line: 1, fields: ['1'], fault: null });
  expect(reader.next()).toMatchObject({ line: 2, fault: 'a field is nested too deeply' });
  expect(reader.next()).toMatchObject({ line: 3, fields: ['2', null], fault: null });
});

const rowsOf = (reader: JsonReader) => {
  const rows: { readonly line: number; readonly fields: readonly (string | null)[]; readonly fault: string | null }[] =
    [];
  for (let row = reader.next(); row !== null; row = reader.next())
    rows.push({ line: row.line, fields: [...row.fields], fault: row.fault });
  return rows;
};
const listRows = (text: string) => rowsOf(new JsonReader(new JsonListElements(text)));

describe('one JSON list', () => {
  it('has the rows that its elements have as lines', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string(), { maxLength: 3 }));
    const object = fc.dictionary(fc.stringMatching(/^[a-c,}\]"]{1,3}$/), value, { maxKeys: 4 });
    const space = fc.constantFrom('', ' ', '\n', '\r\n  ', '\n\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(object, space, space)), (elements) => {
        const list = `[${elements.map(([each, before, behind]) => before + JSON.stringify(each) + behind).join(',')}]`;
        const lines = elements.map(([each]) => JSON.stringify(each)).join('\n');
        const plain = (rows: ReturnType<typeof rowsOf>) => rows.map(({ fields, fault }) => ({ fields, fault }));
        expect(plain(listRows(list))).toEqual(plain(rowsOf(new JsonReader(new JsonLines(lines)))));
      }),
    );
  });

  it('tells of every element on which line it starts, however the lines end', () => {
    expect(listRows('[{"a":1},\r\n{"a":\n2},\r{"a":3}\n,{"a":4}]').map(({ line }) => line)).toEqual([1, 2, 4, 5]);
  });

  it('makes bad elements bad, and reads on', () => {
    const rows = listRows('[{"a":1},\n{"a":oops},\n7,\n,{"a":"open\n},\n{"a":2}]\nand more');
    expect(rows.map(({ line, fault }) => [line, fault])).toEqual([
      [1, null],
      [2, 'the element is no JSON: “{"a":oops}”'],
      [3, 'the element is no JSON object: “7”'],
      [4, 'the element is empty'],
      [4, expect.stringMatching('the element is no JSON')],
      [6, null],
      [7, 'the element is no JSON: “and more”'],
    ]);
  });

  it.each([
    ['a brace left open', '[{"a":1},{"a":2,"x":{"y":1},{"a":3},{"a":4}]', [1, 0, 1, 1]],
    ['a bracket left open', '[{"a":[1,2},{"a":3}]', [0, 1]],
    ['a quote left open', '[{"a":1,"s":"x},{"a":2},\n{"a":3}]', [0, 1]],
    ['no commas', '[{"a":1}\n{"a":2} {"a":3}]', [1, 1, 1]],
    ['several lists', '[{"a":1}]\n[{"a":2},]\n[]\n[{"a":3}]', [1, 1, 1]],
    ['a bracket too many', '[{"a":1],"b":2},{"a":3}]', [0, 0, 0, 1]],
    ['words between', '[{"a":1}, oops {"a":2}]', [1, 0, 1]],
  ])('does not let one broken element cost the others: %s', (_, text, good) => {
    expect(listRows(text).map(({ fault }) => (fault === null ? 1 : 0))).toEqual(good);
  });

  it('reads what is hostile about as fast as what is not', () => {
    const size = 200_000;
    for (const text of ['['.repeat(size) + '}'.repeat(size), '{'.repeat(size) + ']'.repeat(size), '{"'.repeat(size)])
      expect(listRows(`[${text}\n,{"a":1}]`).at(-1)).toMatchObject({ line: 2, fault: null });
  });

  it('gives what there is of one that was cut off', () => {
    expect(listRows('[{"a":1},{"a":2},').map(({ fault }) => fault)).toEqual([null, null]);
    expect(listRows('[{"a":1},{"a":').map(({ fault }) => fault)).toEqual([null, 'the element is no JSON: “{"a":”']);
    expect(listRows(' [ ] ')).toEqual([]);
  });
});
