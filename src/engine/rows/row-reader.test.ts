import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowReader } from './row-reader.ts';
import { RowTable } from './row-table.ts';

const integer = (name: string) => ({ name, type: 'integer' }) as const;

it('reads any fields in any order as each reader by itself does, from however far up they come', () => {
  const source = new RowTable([integer('a'), integer('b')], null, 1);
  const middle = new RowTable([integer('c')], source, 1);
  const table = new RowTable([integer('d'), integer('e')], middle, 1);
  const tables = [source, middle, table];
  const make = (value: number) =>
    tables.reduce((below, each) => {
      const row = each.allocate(0);
      if (each.ancestor !== null) each.ancestor.values[row & each.ancestor.mask] = below;
      each.columns.forEach((column, i) => {
        if (column !== each.ancestor) column.values[row & column.mask] = value * 10 + i;
      });
      return row;
    }, -1);
  const rows = [3, 1, 4, 1, 5].map(make);
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), fc.constantFrom(...rows), (names, row) => {
      const readers = names.map((name) => table.reader(name) ?? expect.fail(`there is a field ${name}`));
      const reader = new RowReader(readers);
      reader.read(row);
      expect([...reader.values]).toEqual(readers.map((one) => one.read(row)));
    }),
  );
});
