import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Page, SharedPages } from './shared-pages.ts';

const SIZE = 2000;
const WIDTHS = [2, 1];
const makeArrays = () => [new Float64Array(SIZE * 2), new Int32Array(SIZE)] as const;

const op = fc.record({
  kind: fc.constantFrom('write' as const, 'write' as const, 'write' as const, 'save' as const, 'rewind' as const),
  from: fc.nat(SIZE - 1),
  count: fc.integer({ min: 1, max: 700 }),
});

describe('SharedPages', () => {
  it('snapshots hold what a plain copy would, whatever was saved and loaded before', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 40 }), (ops) => {
        const arrays = makeArrays();
        const pages = new SharedPages(WIDTHS);
        const saved: { readonly pages: readonly Page[]; readonly plain: Page; readonly end: number }[] = [];
        let end = 0;
        let value = 1;
        for (const { kind, from, count } of ops) {
          if (kind === 'write') {
            const until = Math.min(SIZE, from + count);
            for (let entry = from; entry < until; entry++) {
              arrays[0][entry * 2 + 1] = value;
              arrays[1][entry] = value++;
            }
            pages.touchAll(from, until);
            end = Math.max(end, until);
          } else if (kind === 'save') {
            const plain = arrays.map((array) => array.slice());
            saved.push({ pages: pages.save(arrays, end), plain, end });
            // As if it were the first.
            const fresh = new SharedPages(WIDTHS);
            expect(saved.at(-1)?.pages).toEqual(fresh.save(arrays, end));
          } else if (saved.length > 0) {
            const back = saved[from % saved.length];
            pages.load(arrays, back.pages);
            expect(arrays).toEqual(back.plain);
            ({ end } = back);
          }
        }
      }),
    );
  });

  it('copies only the pages that were written to', () => {
    const arrays = makeArrays();
    const pages = new SharedPages(WIDTHS);
    const first = pages.save(arrays, SIZE);
    pages.touch(300);
    const second = pages.save(arrays, SIZE);
    expect(second.map((page, p) => page === first[p])).toEqual(first.map((_, p) => p !== 1));
  });
});
