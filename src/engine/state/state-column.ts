import { makeValues, type Storage } from '../rows/column.ts';

/** A growable typed column of a state structure; `values` is replaced when it grows, so hold the column, not its values. */
export class StateColumn {
  readonly name: string;
  readonly storage: Storage;
  values: Float64Array | Int32Array;

  constructor(name: string, storage: Storage, size: number) {
    this.name = name;
    this.storage = storage;
    this.values = makeValues(storage, size);
  }

  grow(size: number): void {
    const old = this.values;
    this.values = makeValues(this.storage, size);
    this.values.set(old);
  }

  /** The column is long enough already. */
  load(saved: Float64Array | Int32Array): void {
    this.values.fill(0);
    this.values.set(saved);
  }
}

export type ColumnTypes = Readonly<Record<string, Storage>>;
