import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateTable, type StateTableSnapshot } from './state-table.ts';

type Op = { readonly kind: 'add' | 'remove' | 'save' | 'rewind'; readonly key: number; readonly namespace: number };
const op: fc.Arbitrary<Op> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('add' as const) },
    { weight: 8, arbitrary: fc.constant('remove' as const) },
    { weight: 1, arbitrary: fc.constantFrom('save' as const, 'rewind' as const) },
  ),
  key: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 2 ** 30, max: 2 ** 31 - 1 })),
  // Window starts and small ids; multiples of 2^32 share their low words, so they collide in the index.
  namespace: fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 3 }).map((n) => 1_767_614_400_000 + n * 60_000),
    fc.integer({ min: 0, max: 2 }).map((n) => n * 2 ** 32),
    fc.constant(-60_000),
  ),
});

const nameOf = (key: number, namespace: number) => `${key}/${namespace}`;
const makeTable = () => new StateTable({ sum: 'float64', flag: 'int32' });

describe('StateTable', () => {
  it('is a map from (key, namespace) to columns, rewound or not', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 300 }), (ops) => {
        const table = makeTable();
        const [sum, flag] = table.columns;
        let model: ReadonlyMap<string, number> = new Map();
        let saved: { readonly table: StateTableSnapshot; readonly model: typeof model } | null = null;
        ops.forEach(({ kind, key, namespace }, step) => {
          const name = nameOf(key, namespace);
          const slot = table.find(key, namespace);
          expect(slot >= 0).toBe(model.has(name));
          if (kind === 'add') {
            const added = table.findOrAdd(key, namespace);
            if (slot < 0) expect([sum.values[added], flag.values[added]]).toEqual([0, 0]);
            sum.values[added] = step + 0.5;
            flag.values[added] = step;
            model = new Map(model).set(name, step);
          } else if (kind === 'remove' && slot >= 0) {
            table.remove(slot);
            expect(table.isFree(slot)).toBe(true);
            const without = new Map(model);
            without.delete(name);
            model = without;
          } else if (kind === 'save') saved = { table: table.save(), model };
          else if (kind === 'rewind' && saved !== null) {
            table.load(saved.table);
            expect(table.save()).toEqual(saved.table);
            model = saved.model;
          }
          expect(table.size).toBe(model.size);
        });
        const found = new Map<string, number>();
        table.forEach((slot) => {
          expect(sum.values[slot]).toBe(flag.values[slot] + 0.5);
          found.set(nameOf(table.keys[slot], table.namespaces[slot]), flag.values[slot]);
        });
        expect([...found].sort()).toEqual([...model].sort());
        for (const name of model.keys()) {
          const [key, namespace] = name.split('/').map(Number);
          expect(table.find(key, namespace)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('takes the same slots after a load as the table that was saved, so that what follows is the same', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 120 }), fc.array(op, { maxLength: 60 }), (before, after) => {
        const original = makeTable();
        const copy = makeTable();
        const play = (table: StateTable, ops: readonly Op[]) => {
          for (const { kind, key, namespace } of ops) {
            const slot = table.find(key, namespace);
            if (kind === 'add') table.findOrAdd(key, namespace);
            else if (kind === 'remove' && slot >= 0) table.remove(slot);
          }
        };
        play(original, before);
        play(copy, after);
        copy.load(original.save());
        play(original, after);
        play(copy, after);
        expect(copy.save()).toEqual(original.save());
      }),
      { numRuns: 100 },
    );
  });

  it('lets the visitor remove the slot it is given', () => {
    const table = makeTable();
    for (let key = 0; key < 100; key++) table.add(key, 0);
    table.forEach((slot) => {
      if (table.keys[slot] % 2 === 0) table.remove(slot);
    });
    expect(table.size).toBe(50);
    for (let key = 0; key < 100; key++) expect(table.find(key, 0) >= 0).toBe(key % 2 === 1);
  });
});
