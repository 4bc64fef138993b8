import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelSession } from '../inference/index.ts';
import { SessionPredictions } from './predictions.ts';

/** A model that can be computed by hand, and remembers the batches it was given. */
function sumModel(version: string, inputCount: number, factor = 1) {
  const batches: number[] = [];
  const session: ModelSession = {
    version,
    digest: version,
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

function memoOf(...models: readonly { readonly session: ModelSession }[]): SessionPredictions {
  const memo = new SessionPredictions();
  for (const { session } of models) memo.addModel(session.version, session);
  return memo;
}

const row = (...values: readonly number[]) => Float32Array.from(values);

describe('the predictions of a session', () => {
  it('are unknown until they are filled, and remember the row they were asked with', async () => {
    const memo = memoOf(sumModel('v1', 3));
    const entry = memo.want('v1', row(1, 2, 3));
    expect(memo.value(entry)).toBeUndefined();
    expect([memo.waiting, memo.modelsWanted()]).toEqual([1, ['v1']]);
    await memo.fill();
    expect(memo.value(entry)).toBe(6);
    expect(memo.features(entry)).toEqual(row(1, 2, 3));
    expect([memo.waiting, memo.modelsWanted()]).toEqual([0, []]);
  });

  it('are asked once for what is wanted twice, and never again for what is known', async () => {
    const model = sumModel('v1', 1);
    const memo = memoOf(model);
    const entry = memo.want('v1', row(4));
    expect(memo.want('v1', row(4))).toBe(entry);
    expect(memo.waiting).toBe(1);
    await memo.fill();
    expect(memo.want('v1', row(4))).toBe(entry);
    await memo.fill();
    expect(model.batches).toEqual([1]);
    expect(memo.answered).toBe(1);
  });

  it('keep an earlier value known while a later one waits', async () => {
    const memo = memoOf(sumModel('v1', 1));
    const first = memo.want('v1', row(4));
    await memo.fill();
    const second = memo.want('v1', row(5));
    expect([memo.value(first), memo.value(second)]).toEqual([4, undefined]);
  });

  it('are filled in batches of at most 1,024 rows', async () => {
    const model = sumModel('v1', 2);
    const memo = memoOf(model);
    const entries = Array.from({ length: 2500 }, (_, i) => memo.want('v1', row(i, 1)));
    await memo.fill();
    expect(model.batches).toEqual([1024, 1024, 452]);
    expect(entries.map((entry) => memo.value(entry))).toEqual(entries.map((_, i) => i + 1));
  });

  it('keep models apart: equal rows of another version are another question', async () => {
    const memo = memoOf(sumModel('v1', 1), sumModel('v2', 1, 10));
    const [first, second] = [memo.want('v1', row(5)), memo.want('v2', row(5))];
    await memo.fill();
    expect([memo.value(first), memo.value(second)]).toEqual([5, 50]);
  });

  it('answer like a map of all questions, for any rows', async () => {
    const value = fc.oneof(fc.constantFrom(0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY), fc.float());
    const rows = fc.array(fc.tuple(value, value), { maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(rows, async (wanted) => {
        const memo = memoOf(sumModel('v1', 2));
        const bits = (pair: readonly number[]) => new Uint32Array(row(...pair).buffer).join();
        const known = new Map(wanted.map((pair) => [bits(pair), Math.fround(0 + pair[0] + pair[1])]));
        const entries = wanted.map((pair) => memo.want('v1', row(...pair)));
        expect(memo.waiting).toBe(known.size);
        await memo.fill();
        wanted.forEach((pair, i) => {
          expect(memo.value(entries[i])).toEqual(known.get(bits(pair)));
        });
      }),
    );
  });

  it('stop with the model named when it is not there', async () => {
    const memo = memoOf();
    memo.want('v1', row(1));
    await expect(memo.fill()).rejects.toThrow('v1');
  });

  it('stop with the model named when rows have another width than the model', async () => {
    const memo = memoOf(sumModel('v1', 3));
    memo.want('v1', row(1, 2));
    await expect(memo.fill()).rejects.toThrow('v1');
  });
});
