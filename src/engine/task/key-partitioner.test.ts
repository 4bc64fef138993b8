import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assignKeyToParallelOperator, computeDefaultMaxParallelism } from '../key-groups.ts';
import { hashDouble } from '../../base/java-hash.ts';
import { Dictionary } from '../rows/dictionary.ts';
import { KeySpace } from '../rows/key-space.ts';
import { RowTable } from '../rows/row-table.ts';
import { KeyPartitioner } from './key-partitioner.ts';

it('sends each double where Java’s hash of it sends it, whatever was sent before; −0 is not 0', () => {
  const numbers = fc.array(fc.oneof(fc.constantFrom(0, -0, 1, 2 ** 20, 2 ** 31), fc.double({ noNaN: true })));
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), (values, parallelism) => {
      const table = new RowTable([{ name: 'key', type: 'number' }], null, 1);
      const reader = table.reader('key') ?? expect.fail('the table has a key');
      const keys = new KeySpace('number', new Dictionary());
      const partitioner = new KeyPartitioner(reader, keys, parallelism);
      for (const value of [...values, ...values]) {
        const row = table.allocate(0);
        table.writer('key').write(row, value);
        const wanted = assignKeyToParallelOperator(
          hashDouble(value),
          computeDefaultMaxParallelism(parallelism),
          parallelism,
        );
        expect(partitioner.channelOf(row)).toBe(wanted);
        expect(keys.value(keys.keyOf(value))).toBe(value);
      }
    }),
  );
});
