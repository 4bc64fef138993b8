import { assert } from '../base/assert.ts';
import type { ModelSession } from './run-model.ts';
import { RowKey, RowTable } from './row-table.ts';

/**
 * Every prediction that was ever asked for, by model and by the bits of the
 * features. A run reads predictions from here without waiting; what is not here
 * yet it wants, and lets `fill` compute before it goes on. Rewinding and forking
 * ask for the same rows again and find them.
 *
 * Memory is bounded by keeping two generations: entries are added to the young
 * one; when it is full it becomes the old one and the old one is forgotten, but
 * for what was looked up meanwhile, which moves over. Forgetting cannot change a
 * run: a prediction depends on nothing but the model and the row, so a forgotten
 * one is only computed again.
 */
export class PredictionMemo {
  readonly #maxGenerationWords: number;
  readonly #maxWanted: number;
  readonly #models = new Map<string, number>();
  /** Rows waiting for their prediction, one table per model. */
  readonly #wanted = new Map<number, RowTable>();
  readonly #key = new RowKey();
  #young = new RowTable();
  #old = new RowTable();
  #lastDigest = '';
  #lastModel = -1;

  constructor(limits: MemoLimits = DEFAULT_LIMITS) {
    this.#maxGenerationWords = Math.floor(limits.maxBytes / 2 / BYTES_PER_WORD);
    this.#maxWanted = limits.maxWanted;
  }

  /** The prediction for `count` features from `offset`, or `undefined` while it is not computed. */
  lookup(digest: string, features: Float32Array | Float64Array, offset: number, count: number): number | undefined {
    const key = this.#key;
    key.fill(this.#modelNumber(digest), features, offset, count);
    const young = this.#young.find(key);
    if (young >= 0) return this.#young.valueAt(young);
    const old = this.#old.find(key);
    if (old < 0) return undefined;
    const value = this.#old.valueAt(old);
    this.#store(key, value);
    return value;
  }

  /**
   * Asks for a prediction that `lookup` did not find; asking twice counts once.
   * Returns false when no more can wait: fill first, then ask again.
   */
  want(digest: string, features: Float32Array | Float64Array, offset: number, count: number): boolean {
    const model = this.#modelNumber(digest);
    let table = this.#wanted.get(model);
    if (table === undefined) {
      table = new RowTable();
      this.#wanted.set(model, table);
    }
    const key = this.#key;
    key.fill(model, features, offset, count);
    if (table.find(key) >= 0) return true;
    const words = (table.size + 1) * RowTable.entryWords(count);
    if (table.size >= this.#maxWanted || words > this.#maxGenerationWords) return false;
    table.add(key, 0);
    return true;
  }

  /** How many rows wait for this model. */
  countWanted(digest: string): number {
    return this.#wanted.get(this.#modelNumber(digest))?.size ?? 0;
  }

  /** How many predictions are kept. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** Computes what is wanted of this model, in batches, and keeps it. */
  async fill(session: ModelSession): Promise<void> {
    const model = this.#modelNumber(session.digest);
    const wanted = this.#wanted.get(model);
    if (wanted === undefined || wanted.size === 0) return;
    this.#wanted.delete(model);
    const count = session.inputCount;
    assert(
      wanted.usedWords === wanted.size * RowTable.entryWords(count),
      `rows wanted of model ${session.version} have another width than its ${count} inputs`,
    );
    const rows = wanted.copyRows(count);
    for (let first = 0; first < wanted.size; first += LARGEST_BATCH) {
      const size = Math.min(LARGEST_BATCH, wanted.size - first);
      const batch = rows.subarray(first * count, (first + size) * count);
      const predictions = await session.run(batch, size);
      for (let row = 0; row < size; row++) {
        this.#key.fill(model, batch, row * count, count);
        if (this.#young.find(this.#key) < 0) this.#store(this.#key, predictions[row] ?? Number.NaN);
      }
    }
  }

  #store(key: RowKey, value: number): void {
    if (this.#young.usedWords + RowTable.entryWords(key.count) > this.#maxGenerationWords) {
      const forgotten = this.#old;
      this.#old = this.#young;
      this.#young = forgotten;
      this.#young.clear();
    }
    this.#young.add(key, value);
  }

  /** Models are few and asked for in long stretches, so the last one is remembered. */
  #modelNumber(digest: string): number {
    if (digest === this.#lastDigest) return this.#lastModel;
    let model = this.#models.get(digest);
    if (model === undefined) {
      model = this.#models.size;
      this.#models.set(digest, model);
    }
    this.#lastDigest = digest;
    this.#lastModel = model;
    return model;
  }
}

export interface MemoLimits {
  /** What the rows of both generations may take up together. An index beside them takes 16 to 32 bytes per row more. */
  readonly maxBytes: number;
  /** How many rows may wait for one model. */
  readonly maxWanted: number;
}

const DEFAULT_LIMITS: MemoLimits = { maxBytes: 96 * 1024 * 1024, maxWanted: 65_536 };

const BYTES_PER_WORD = 4;

/** Larger batches bring nothing more per row and hold up a page for longer. */
const LARGEST_BATCH = 1024;
