/**
 * The memo of predictions of one session: an entry for each (model, feature row) that any branch ever asked for.
 * Entries stay, so a rewind or a fork finds its predictions filled; batches are filled between windows.
 */
import { assert } from '../base/assert.ts';
import type { Predictions } from '../engine/engine-services.ts';
import type { ModelSession } from '../inference/index.ts';
import { PredictionTable, RowKey } from './prediction-table.ts';

const LARGEST_BATCH = 1024;

export class SessionPredictions implements Predictions {
  /** Rows that were answered, and how long ONNX Runtime took: shown beside the configured cost, never charged. */
  answered = 0;
  private readonly table = new PredictionTable();
  private readonly key = new RowKey();
  private readonly models: string[] = [];
  private readonly sessions = new Map<string, ModelSession>();
  private pending: { readonly model: string; readonly entry: number }[] = [];
  /** Entries before this one are known. */
  private knownEnd = 0;

  addModel(name: string, session: ModelSession): void {
    this.sessions.set(name, session);
  }

  session(name: string): ModelSession | undefined {
    return this.sessions.get(name);
  }

  /** Models that something was asked of and not answered yet. */
  modelsWanted(): readonly string[] {
    return [...new Set(this.pending.map((wanted) => wanted.model))];
  }

  get waiting(): number {
    return this.pending.length;
  }

  want(model: string, features: Float32Array): number {
    let number = this.models.indexOf(model);
    if (number < 0) number = this.models.push(model) - 1;
    this.key.fill(number, features);
    const known = this.table.find(this.key);
    if (known >= 0) return known;
    const entry = this.table.add(this.key, 0);
    this.pending.push({ model, entry });
    return entry;
  }

  value(entry: number): number | undefined {
    return entry < this.knownEnd ? this.table.valueAt(entry) : undefined;
  }

  /** The features that an entry was asked with. */
  features(entry: number): Float32Array {
    return this.table.keyAt(entry).slice();
  }

  /** Answers all that is asked. Throws in words if a model is not there. */
  async fill(): Promise<void> {
    const pending = this.pending;
    this.pending = [];
    for (let first = 0; first < pending.length; first += LARGEST_BATCH)
      await this.answer(pending.slice(first, first + LARGEST_BATCH));
    this.knownEnd = this.pending.length > 0 ? this.pending[0].entry : this.table.usedWords;
  }

  private async answer(batch: readonly { readonly model: string; readonly entry: number }[]): Promise<void> {
    for (const model of new Set(batch.map((wanted) => wanted.model))) {
      const entries = batch.filter((wanted) => wanted.model === model).map((wanted) => wanted.entry);
      const session = this.sessions.get(model);
      if (session === undefined) throw new Error(`The model ${model} is not loaded.`);
      const rows = new Float32Array(entries.length * session.inputCount);
      entries.forEach((entry, i) => {
        const row = this.table.keyAt(entry);
        assert(
          row.length === session.inputCount,
          `a row asked of the model ${model} has ${row.length} values, and the model ${session.inputCount} inputs`,
        );
        rows.set(row, i * session.inputCount);
      });
      const answers = await session.run(rows, entries.length);
      entries.forEach((entry, i) => {
        this.table.setValue(entry, answers[i]);
      });
      this.answered += entries.length;
    }
  }
}
