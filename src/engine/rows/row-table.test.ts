import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowTable, type RowTableSnapshot } from './row-table.ts';

const SUBTASKS = 3;

type Op =
  | { readonly kind: 'make'; readonly subtask: number; readonly count: number }
  | { readonly kind: 'release'; readonly share: readonly number[] }
  | { readonly kind: 'save' }
  | { readonly kind: 'rewind' };

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('make' as const),
      subtask: fc.integer({ min: 0, max: SUBTASKS - 1 }),
      count: fc.integer({ min: 1, max: 1500 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('release' as const),
      share: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: SUBTASKS, maxLength: SUBTASKS }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('save' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rewind' as const) }) },
);

/** What a row must read: its own number and text, and its ancestor's measure. */
interface Expected {
  readonly row: number;
  readonly local: number;
  readonly id: number;
  readonly text: number;
  readonly measure: number;
}

function makeTables() {
  const parents = new RowTable([{ name: 'measure', type: 'number' }], null, 1);
  const table = new RowTable(
    [
      { name: 'id', type: 'integer' },
      { name: 'text', type: 'string' },
    ],
    parents,
    SUBTASKS,
  );
  const reader = (name: string) => {
    const found = table.reader(name);
    if (found === undefined) throw new Error(`no field ${name}`);
    return found;
  };
  return { parents, table, read: { id: reader('id'), text: reader('text'), measure: reader('measure') } };
}

describe('RowTable', () => {
  it('reads every row not released as it was written, through growth, release, save and rewind', () => {
    fc.assert(
      fc.property(fc.array(op, { minLength: 1, maxLength: 25 }), (ops) => {
        const { parents, table, read } = makeTables();
        const measure = parents.writer('measure');
        const [id, text] = [table.writer('id'), table.writer('text')];
        let live: readonly (readonly Expected[])[] = Array.from({ length: SUBTASKS }, () => []);
        let saved: {
          readonly parents: RowTableSnapshot;
          readonly table: RowTableSnapshot;
          readonly live: typeof live;
        } | null = null;
        let made = 0;
        for (const each of ops) {
          if (each.kind === 'make') {
            const added: Expected[] = [];
            for (let i = 0; i < each.count; i++) {
              made++;
              const parent = parents.allocate(0);
              measure.write(parent, made / 4);
              const local = table.next[each.subtask];
              const row = table.allocate(each.subtask);
              if (table.ancestor !== null) table.ancestor.values[row & table.ancestor.mask] = parent;
              id.write(row, made);
              text.write(row, -made);
              added.push({ row, local, id: made, text: -made, measure: made / 4 });
            }
            live = live.map((rows, s) => (s === each.subtask ? [...rows, ...added] : rows));
          } else if (each.kind === 'release') {
            live = live.map((rows, s) => rows.slice(Math.floor(rows.length * each.share[s])));
            table.release(Int32Array.from(live, (rows, s) => rows[0]?.local ?? table.next[s]));
          } else if (each.kind === 'save') saved = { parents: parents.save(), table: table.save(), live };
          else if (saved !== null) {
            parents.load(saved.parents);
            table.load(saved.table);
            live = saved.live;
          }
          for (const rows of live) {
            for (const expected of rows) {
              const found = {
                ...expected,
                id: read.id.read(expected.row),
                text: read.text.read(expected.row),
                measure: read.measure.read(expected.row),
              };
              if (found.id !== expected.id || found.text !== expected.text || found.measure !== expected.measure)
                expect(found).toEqual(expected);
            }
          }
        }
        expect(table.save().columns[0].length).toBe(live.reduce((sum, rows) => sum + rows.length, 0));
      }),
      { numRuns: 40 },
    );
  });

  it('asks for rows to be released when half full, and needs no more room if they are', () => {
    const table = new RowTable([{ name: 'id', type: 'integer' }], null, 1);
    let asked = 0;
    table.onPressure(() => asked++);
    const size = table.columns[0].values.length;
    for (let i = 0; i < 20 * size; i++) {
      table.allocate(0);
      if (i % 100 === 99) table.release(Int32Array.of(i - 50));
    }
    expect(asked).toBe(0);
    for (let i = 0; i < 20 * size; i++) {
      const before = asked;
      table.allocate(0);
      if (asked > before) table.release(Int32Array.of(table.next[0] - 10));
    }
    expect(asked).toBeGreaterThan(20);
    expect(table.columns[0].values.length).toBe(size);
  });

  it('loads into a fresh table what another has saved', () => {
    const from = makeTables();
    const parent = from.parents.allocate(0);
    from.parents.writer('measure').write(parent, 7);
    for (let i = 0; i < 5000; i++) {
      const row = from.table.allocate(1);
      from.table.writer('id').write(row, i);
      if (from.table.ancestor !== null) from.table.ancestor.values[row & from.table.ancestor.mask] = parent;
    }
    from.table.release(Int32Array.of(0, 1000, 0));
    const to = makeTables();
    to.parents.load(from.parents.save());
    to.table.load(from.table.save());
    expect(to.table.save()).toEqual(from.table.save());
    expect(to.read.id.read((4321 << to.table.subtaskBits) | 1)).toBe(4321);
    expect(to.read.measure.read((4321 << to.table.subtaskBits) | 1)).toBe(7);
  });
});
