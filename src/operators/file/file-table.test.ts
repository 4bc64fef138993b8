import { describe, expect, it } from 'vitest';
import { readTable, type TableSettings } from './file-table.ts';

const settings: TableSettings = {
  format: 'auto',
  eventTime: 'time',
  arrival: '',
  zone: 'UTC',
  epoch: 'auto',
  missing: ['', 'NA'],
  columns: [],
};
const utf8 = (text: string) => new TextEncoder().encode(text);
function utf16(text: string, isLittleEndian: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? [0xfeff] : []), ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))];
  return Uint8Array.from(units.flatMap((unit) => (isLittleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
}

function joined(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));
}

/** Good rows as objects (texts resolved, times as epoch ms), and what was wrong with the others. */
function read(file: string | Uint8Array, more: Partial<TableSettings> = {}) {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const result = readTable('x.csv', bytes, { ...settings, ...more });
  if (result.kind === 'refused') return { refused: `${result.field}: ${result.message} ${result.hint}` };
  const { fields, columns, eventTimes, quarantined } = result.table;
  const rows = [...eventTimes].map((_, row) =>
    fields.map(({ type, values }, column) => {
      const stored = columns[column][row];
      if (Number.isNaN(stored) || (type === 'boolean' && stored < 0)) return null;
      return type === 'string' ? values?.[stored] : type === 'boolean' ? stored === 1 : stored;
    }),
  );
  return {
    fields: fields.map(({ name, type }) => `${name} ${type}`),
    rows,
    bad: quarantined.map(({ line, reason }) => `${line}: ${reason}`),
  };
}

const plain = {
  fields: ['time time', 'zone string', 'n integer'],
  rows: [
    [0, 'A', 1],
    [1000, 'B', 2],
  ],
  bad: [],
};

describe('what a table may look like', () => {
  const table = 'time,zone,n\n1970-01-01T00:00:00Z,A,1\n1970-01-01T00:00:01Z,B,2\n';
  const cases: readonly { readonly name: string; readonly file: string | Uint8Array }[] = [
    { name: 'commas and line feeds', file: table },
    { name: 'no line end at the end', file: table.trimEnd() },
    { name: 'empty lines at the end', file: `${table}\n\n` },
    { name: 'semicolons', file: table.replaceAll(',', ';') },
    { name: 'tabs', file: table.replaceAll(',', '\t') },
    { name: 'pipes', file: table.replaceAll(',', '|') },
    { name: 'CRLF', file: table.replaceAll('\n', '\r\n') },
    { name: 'CR alone', file: table.replaceAll('\n', '\r') },
    { name: 'a byte order mark', file: joined([0xef, 0xbb, 0xbf], table) },
    { name: 'UTF-16 LE with a mark', file: utf16(table, true, true) },
    { name: 'UTF-16 BE with a mark', file: utf16(table, false, true) },
    { name: 'UTF-16 LE without a mark', file: utf16(table, true, false) },
    { name: 'UTF-16 BE without a mark', file: utf16(table, false, false) },
    { name: 'every field quoted', file: table.replace(/[^,\n]+/g, '"$&"') },
    { name: 'JSON lines', file: '{"time":0,"zone":"A","n":1}\n{"time":1,"zone":"B","n":2}\n' },
    { name: 'JSON lines with CRLF', file: '{"time":0,"zone":"A","n":1}\r\n{"time":1,"zone":"B","n":2}' },
  ];
  it.each(cases)('$name', ({ file }) => {
    expect(read(file)).toEqual(plain);
  });

  it('keeps delimiters, line ends and doubled quotes within quotes', () => {
    expect(read('time,text\n0,"a ""b"", c\nd"\n1,"<script>alert(1)</script>"\n2,plain "inside"\n')).toEqual({
      fields: ['time time', 'text string'],
      rows: [
        [0, 'a "b", c\nd'],
        [1000, '<script>alert(1)</script>'],
        [2000, 'plain "inside"'],
      ],
      bad: [],
    });
  });

  it('names columns that have no name of their own, or the same', () => {
    expect(read('time,,a,a,@lineage,__proto__\n0,1,2,3,4,5')).toMatchObject({
      fields: ['time time', 'column_2 integer', 'a integer', 'a_2 integer', 'lineage integer', 'column_6 integer'],
    });
  });

  it('finds the time by its path in nested objects, and columns that come up late', () => {
    const file = '{"meta":{"time":"1970-01-01T00:00:00Z"},"v":1.5}\n{"meta":{"time":1000},"tags":["x"],"v":null}';
    expect(read(file, { eventTime: 'meta.time' })).toEqual({
      fields: ['meta.time time', 'v number', 'tags string'],
      rows: [
        [0, 1.5, null],
        [1_000_000, null, '["x"]'],
      ],
      bad: [],
    });
  });

  it('takes names and types that are set', () => {
    const columns = [
      { column: 'zip', as: 'code', type: 'text' as const },
      { column: 'n', as: '', type: 'number' as const },
    ];
    expect(read('time,zip,n\n0,12,3\n1,13,x', { columns })).toEqual({
      fields: ['time time', 'code string', 'n number'],
      rows: [[0, '12', 3]],
      bad: ['3: “x” in “n” is not of the type set for that column'],
    });
  });

  it('lets a file without rows be an empty table', () => {
    expect(read('time,n\n')).toEqual({ fields: ['time time', 'n number'], rows: [], bad: [] });
  });
});

describe('types', () => {
  const cases: readonly {
    readonly values: readonly string[];
    readonly type: string;
    readonly stored: readonly unknown[];
  }[] = [
    { values: ['1', ' 2', '-3'], type: 'integer', stored: [1, 2, -3] },
    { values: ['1', '2.5', '1e3', '.5'], type: 'number', stored: [1, 2.5, 1000, 0.5] },
    { values: ['NA', '', '7'], type: 'integer', stored: [null, null, 7] },
    { values: ['NA', ''], type: 'number', stored: [null, null] },
    { values: ['true', 'FALSE', 'NA'], type: 'boolean', stored: [true, false, null] },
    { values: ['0', '-0'], type: 'integer', stored: [0, 0] },
    { values: ['01234', '99999'], type: 'string', stored: ['01234', '99999'] },
    { values: ['9007199254740993', '1'], type: 'string', stored: ['9007199254740993', '1'] },
    { values: ['1', 'x'], type: 'string', stored: ['1', 'x'] },
    { values: ['1e999'], type: 'string', stored: ['1e999'] },
    { values: ['1970-01-02', '1970/01/01 00:00:01'], type: 'time', stored: [86_400_000, 1000] },
  ];
  it.each(cases)('$values are $type', ({ values, type, stored }) => {
    const found = read(`time,v\n${values.map((value) => `0,${value}`).join('\n')}`);
    expect(found.fields?.[1]).toBe(`v ${type}`);
    expect(found.rows?.map((row) => row[1])).toEqual(stored);
    expect(found.rows?.some((row) => Object.is(row[1], -0))).toBe(false);
  });

  it('are told by good rows alone', () => {
    expect(read('time,v\n0,1\nnever,text\n')).toEqual({
      fields: ['time time', 'v integer'],
      rows: [[0, 1]],
      bad: ['3: “never” in “time” is no time'],
    });
  });
});

describe('bad rows', () => {
  const cases: readonly {
    readonly name: string;
    readonly file: string | Uint8Array;
    readonly kept: number;
    readonly bad: readonly RegExp[];
  }[] = [
    {
      name: 'too many and too few fields',
      file: 'time,v\n0,1\n1\n2,2,2\n3,3',
      kept: 2,
      bad: [/^3: 1 field instead of 2/, /^4: 3 fields instead of 2/],
    },
    { name: 'an empty line between rows', file: 'time,v\n0,1\n\n2,2', kept: 2, bad: [/^3: the line is empty/] },
    {
      name: 'lines counted through quoted line ends',
      file: 'time,v\n0,"a\nb\r\nc"\nx,1\n1,2',
      kept: 2,
      bad: [/^5: “x” in “time”/],
    },
    { name: 'the line where a row starts', file: 'time,v\nx,"a\nb"\n1,2', kept: 1, bad: [/^2: “x”/] },
    { name: 'NUL', file: 'time,v\n0,a\n1,b\0c\n2,d', kept: 2, bad: [/^3: a NUL/] },
    {
      name: 'invalid UTF-8',
      file: joined('time,v\n0,a\n1,', [0xff, 0xfe], '\n2,\ufffd\n'),
      kept: 2,
      bad: [/^3: bytes/],
    },
    {
      name: 'half a surrogate pair in UTF-16',
      file: utf16('time,v\n0,a\n1,\ud800\n2,\ud83d\ude00\n', true, true),
      kept: 2,
      bad: [/^3: bytes/],
    },
    {
      name: 'a field over 1 MiB',
      file: `time,v\n0,a\n1,${'x'.repeat(1_048_577)}\n2,${'y'.repeat(1_048_576)}`,
      kept: 2,
      bad: [/^3: a field is longer/],
    },
    {
      name: 'a field over 1 MiB in bytes, not in characters',
      file: `time,v\n0,a\n1,${'é'.repeat(524_289)}\n2,${'é'.repeat(524_288)}`,
      kept: 2,
      bad: [/^3: a field is longer/],
    },
    {
      name: 'a line of 5 MB',
      file: `time,v\n0,a\n${'x'.repeat(5_000_000)}\n2,b`,
      kept: 2,
      bad: [/^3: a field is longer/],
    },
    {
      name: 'a line of 5 MB in quotes',
      file: `time,v\n0,a\n1,"${'x\n'.repeat(2_500_000)}"\n2,b\nx,c`,
      kept: 2,
      bad: [/^3: a field is longer/, /^2500005: “x”/],
    },
    {
      name: 'a line of 5 MB of delimiters',
      file: `time,v\n0,a\n${','.repeat(5_000_000)}\n2,b`,
      kept: 2,
      bad: [/^3: 5000001 fields/],
    },
    { name: 'a quote that is never closed', file: 'time,v\n0,"a\n1,b\n2,c', kept: 2, bad: [/^2: a quote is opened/] },
    { name: 'text behind a closing quote', file: 'time,v\n0,"a"b\n1,b\n2,c', kept: 2, bad: [/^2: text follows/] },
    {
      name: 'times missing or impossible',
      file: 'time,v\n,1\nNA,1\n2024-02-30,1\n2023-01-01T25:00,1\n13/1/2024 1:00,1\n0,1',
      kept: 1,
      bad: [
        /^2: no time in “time”/,
        /^3: no time/,
        /^4: .* has day 30 in month 2/,
        /^5: .* has hour 25/,
        /^6: .* has month 13/,
      ],
    },
    {
      name: 'lines that are no JSON object',
      file: '{"time":0}\n{"time":\n[1]\n\n{"time":1}\n{"x":1}\n"a"',
      kept: 2,
      bad: [
        /^2: the line is no JSON:/,
        /^3: the line is no JSON object/,
        /^4: the line is empty/,
        /^6: no time/,
        /^7:/,
      ],
    },
    {
      name: 'NUL and surrogates by JSON escapes',
      file: '{"time":0,"a":"\\u0000"}\n{"time":0,"a":"\\ud800"}\n{"time":0,"a":"b"}',
      kept: 1,
      bad: [/^1: a NUL/, /^2: bytes/],
    },
    { name: 'no good row at all', file: 'time,v\nx,1\ny,2', kept: 0, bad: [/^2: /, /^3: /] },
  ];
  it.each(cases)('$name', ({ file, kept, bad }) => {
    const found = read(file);
    expect(found.rows?.length).toBe(kept);
    expect(found.bad).toEqual(bad.map((reason) => expect.stringMatching(reason)));
  });
});

describe('what is no table', () => {
  const cases: readonly {
    readonly name: string;
    readonly file: string | Uint8Array;
    readonly says: RegExp;
    readonly more?: Partial<TableSettings>;
  }[] = [
    { name: 'nothing', file: '', says: /^path: .* is empty/ },
    { name: 'a byte order mark alone', file: Uint8Array.of(0xef, 0xbb, 0xbf), says: /^path: .*empty/ },
    { name: 'empty lines', file: '\n\r\n\n', says: /^path: .*empty lines/ },
    { name: 'a picture', file: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), says: /PNG/ },
    {
      name: 'random bytes',
      file: Uint8Array.from({ length: 4000 }, (_, i) => (i * i * 31 + i * 7) & 255),
      says: /binary/,
    },
    { name: 'zeros', file: new Uint8Array(1000), says: /binary/ },
    { name: 'a header with NUL', file: 'time,\0v\n0,1', says: /no header/ },
    {
      name: 'rows without a header',
      file: '2024-01-01,A,1\n2024-01-02,B,2',
      says: /^eventTime: There is no column “time”.*2024-01-01, A, 1.*header|first row/,
    },
    { name: 'a list of lists', file: '[[0,1],\n[1,2]]', says: /JSON list of lists.*objects/ },
    { name: 'an empty list', file: ' [ ]\n', says: /without elements/ },
    { name: 'no time column chosen', file: 'a,b\n1,2', more: { eventTime: '' }, says: /^eventTime: No column.*a, b/ },
    { name: 'no such column in JSON', file: '{"a":1}', says: /^eventTime: .*“time”.*: a/ },
    { name: 'a zone that is none', file: 'time\n0', more: { zone: 'Mars/Olympus' }, says: /^zone: .*Mars/ },
    {
      name: 'a mapping of a column that is not there',
      file: 'time\n0',
      more: { columns: [{ column: 'x', as: '', type: 'auto' }] },
      says: /^columns.0.column/,
    },
  ];
  it.each(cases)('$name', ({ file, says, more }) => {
    expect(read(file, more)).toEqual({ refused: expect.stringMatching(says) });
  });
});
