import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListPool, type ListPoolSnapshot } from './list-pool.ts';

const LISTS = 6;

type Op = { readonly kind: 'append' | 'free' | 'save' | 'rewind'; readonly list: number; readonly count: number };
const op: fc.Arbitrary<Op> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('append' as const) },
    { weight: 2, arbitrary: fc.constant('free' as const) },
    { weight: 1, arbitrary: fc.constantFrom('save' as const, 'rewind' as const) },
  ),
  list: fc.integer({ min: 0, max: LISTS - 1 }),
  count: fc.integer({ min: 1, max: 60 }),
});

describe('ListPool', () => {
  it('keeps lists apart, in order, through freeing, reuse and rewinds', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 150 }), (ops) => {
        const pool = new ListPool();
        let handles: readonly number[] = new Array<number>(LISTS).fill(0);
        let model: readonly (readonly number[])[] = handles.map(() => []);
        let saved: {
          readonly pool: ListPoolSnapshot;
          readonly handles: typeof handles;
          readonly model: typeof model;
        } | null = null;
        const to = new Float64Array(10_000);
        let value = 0;
        for (const { kind, list, count } of ops) {
          if (kind === 'append') {
            const added = Array.from({ length: count }, () => value++ / 8);
            let handle = handles[list];
            for (const each of added) handle = pool.append(handle, each);
            handles = handles.with(list, handle);
            model = model.with(list, [...model[list], ...added]);
          } else if (kind === 'free') {
            pool.release(handles[list]);
            handles = handles.with(list, 0);
            model = model.with(list, []);
          } else if (kind === 'save') saved = { pool: pool.save(), handles, model };
          else if (saved !== null) {
            pool.load(saved.pool);
            expect(pool.save()).toEqual(saved.pool);
            ({ handles, model } = saved);
          }
          handles.forEach((handle, i) => {
            expect(pool.lengthOf(handle)).toBe(model[i].length);
            expect([...to.subarray(0, pool.copy(handle, to))]).toEqual(model[i]);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows nothing of what a rewind took back', () => {
    const [played, fresh] = [new ListPool(), new ListPool()];
    const empty = played.save();
    let list = 0;
    for (let i = 0; i < 40; i++) list = played.append(list, 7);
    played.load(empty);
    for (const pool of [played, fresh]) pool.append(0, 1);
    expect(played.save()).toEqual(fresh.save());
  });

  it('takes freed chunks again before it asks for more', () => {
    const pool = new ListPool();
    const fill = () => {
      let list = 0;
      for (let i = 0; i < 1000; i++) list = pool.append(list, i);
      return list;
    };
    pool.release(fill());
    const { top } = pool.save();
    for (let round = 0; round < 10; round++) pool.release(fill());
    expect(pool.save().top).toBe(top);
  });
});
