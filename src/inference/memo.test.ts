import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PredictionMemo } from './memo.ts';
import type { ModelSession } from './run-model.ts';

/** A model that can be computed by hand, and remembers the batches it was given. */
function sumModel(digest: string, inputCount: number, factor = 1) {
  const batches: number[] = [];
  const session: ModelSession = {
    version: digest,
    digest,
    sheet: undefined,
    inputNames: [],
    inputCount,
    run(features, rows) {
      batches.push(rows);
      return Promise.resolve(
        Float32Array.from({ length: rows }, (_, row) => {
          const values = features.subarray(row * inputCount, (row + 1) * inputCount);
          return factor * values.reduce((sum, value) => sum + value, 0);
        }),
      );
    },
    release: () => Promise.resolve(),
  };
  return { session, batches };
}

const row = (...values: readonly number[]) => Float32Array.from(values);

describe('a prediction memo', () => {
  it('knows nothing before it is asked, and everything it wanted after it is filled', async () => {
    const memo = new PredictionMemo();
    const { session } = sumModel('v1', 3);
    expect(memo.lookup('v1', row(1, 2, 3), 0, 3)).toBeUndefined();
    expect(memo.want('v1', row(1, 2, 3), 0, 3)).toBe(true);
    expect(memo.lookup('v1', row(1, 2, 3), 0, 3)).toBeUndefined();
    await memo.fill(session);
    expect(memo.lookup('v1', row(1, 2, 3), 0, 3)).toBe(6);
    expect(memo.countWanted('v1')).toBe(0);
  });

  it('asks once for what is wanted twice, and never again for what it knows', async () => {
    const memo = new PredictionMemo();
    const { session, batches } = sumModel('v1', 1);
    memo.want('v1', row(4), 0, 1);
    memo.want('v1', row(4), 0, 1);
    expect(memo.countWanted('v1')).toBe(1);
    await memo.fill(session);
    await memo.fill(session);
    expect(batches).toEqual([1]);
  });

  it('fills in batches of at most 1,024 rows', async () => {
    const memo = new PredictionMemo();
    const { session, batches } = sumModel('v1', 2);
    for (let i = 0; i < 2500; i++) memo.want('v1', row(i, 1), 0, 2);
    await memo.fill(session);
    expect(batches).toEqual([1024, 1024, 452]);
    for (let i = 0; i < 2500; i++) expect(memo.lookup('v1', row(i, 1), 0, 2)).toBe(i + 1);
  });

  it('keeps models apart: equal rows of another version are another question', async () => {
    const memo = new PredictionMemo();
    memo.want('v1', row(5), 0, 1);
    memo.want('v2', row(5), 0, 1);
    await memo.fill(sumModel('v2', 1, 10).session);
    expect(memo.lookup('v1', row(5), 0, 1)).toBeUndefined();
    expect(memo.lookup('v2', row(5), 0, 1)).toBe(50);
    await memo.fill(sumModel('v1', 1).session);
    expect(memo.lookup('v1', row(5), 0, 1)).toBe(5);
  });

  it('reads a row from the middle of a page of doubles as the model sees it, in single precision', async () => {
    const memo = new PredictionMemo();
    const page = Float64Array.of(9, 0.1, 0.2, 9);
    memo.want('v1', page, 1, 2);
    await memo.fill(sumModel('v1', 2).session);
    expect(memo.lookup('v1', row(0.1, 0.2), 0, 2)).toBeCloseTo(0.3, 6);
    expect(memo.lookup('v1', page, 1, 2)).toBe(memo.lookup('v1', row(0.1, 0.2), 0, 2));
  });

  it('answers like a map of all questions, for any rows', async () => {
    const value = fc.oneof(fc.constantFrom(0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY), fc.float());
    const rows = fc.array(fc.tuple(value, value), { maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(rows, rows, async (wanted, asked) => {
        const memo = new PredictionMemo();
        const bits = (pair: readonly number[]) => new Uint32Array(row(...pair).buffer).join();
        const known = new Map(wanted.map((pair) => [bits(pair), Math.fround(0 + pair[0] + pair[1])]));
        for (const pair of wanted) memo.want('v1', row(...pair), 0, 2);
        expect(memo.countWanted('v1')).toBe(known.size);
        await memo.fill(sumModel('v1', 2).session);
        for (const pair of [...asked, ...wanted]) {
          expect(memo.lookup('v1', row(...pair), 0, 2)).toEqual(known.get(bits(pair)));
        }
      }),
    );
  });

  it('says when no more rows can wait, and takes them after a fill', async () => {
    const memo = new PredictionMemo({ maxBytes: 1 << 20, maxWanted: 2 });
    expect([1, 2, 3, 2].map((value) => memo.want('v1', row(value), 0, 1))).toEqual([true, true, false, true]);
    await memo.fill(sumModel('v1', 1).session);
    expect(memo.want('v1', row(3), 0, 1)).toBe(true);
  });

  it('forgets within its bound, and what it forgot it gives again, the same', async () => {
    const limits = { maxBytes: 8192, maxWanted: 64 };
    const memo = new PredictionMemo(limits);
    const { session } = sumModel('v1', 1);
    // An entry of one float takes 16 bytes with its header, so 512 of them fill both generations.
    for (let first = 0; first < 5000; first += 50) {
      for (let i = first; i < first + 50; i++) expect(memo.want('v1', row(i), 0, 1)).toBe(true);
      await memo.fill(session);
      for (let i = first; i < first + 50; i++) expect(memo.lookup('v1', row(i), 0, 1)).toBe(i);
      expect(memo.size).toBeLessThanOrEqual(512);
    }
    expect(memo.lookup('v1', row(0), 0, 1)).toBeUndefined();
    memo.want('v1', row(0), 0, 1);
    await memo.fill(session);
    expect(memo.lookup('v1', row(0), 0, 1)).toBe(0);
  });

  it('keeps what is asked for again and again while the rest passes through', async () => {
    const memo = new PredictionMemo({ maxBytes: 4096, maxWanted: 64 });
    const { session, batches } = sumModel('v1', 1);
    memo.want('v1', row(-1), 0, 1);
    for (let i = 0; i < 2000; i++) {
      memo.want('v1', row(i), 0, 1);
      await memo.fill(session);
      expect(memo.lookup('v1', row(-1), 0, 1)).toBe(-1);
    }
    expect(batches).toEqual([2, ...Array.from({ length: 1999 }, () => 1)]);
  });

  it('stops with the model named when rows have another width than the model', async () => {
    const memo = new PredictionMemo();
    memo.want('v1', row(1, 2), 0, 2);
    await expect(memo.fill(sumModel('v1', 3).session)).rejects.toThrow('v1');
  });
});
