import type { FieldType } from '../schema.ts';

export type Storage = 'float64' | 'int32';

/** One field of all rows of a table: a ring addressed by `row & mask`, shared by the table's subtasks. */
export class Column {
  readonly storage: Storage;
  values: Float64Array | Int32Array;
  mask: number;

  constructor(storage: Storage, size: number) {
    this.storage = storage;
    this.values = makeValues(storage, size);
    this.mask = size - 1;
  }
}

/** Int32 for what is the number of something (a text, a truth), float64 for what is measured or counted. */
export function storageOf(type: FieldType): Storage {
  return type === 'string' || type === 'boolean' ? 'int32' : 'float64';
}

export function makeValues(storage: Storage, size: number): Float64Array | Int32Array {
  return storage === 'int32' ? new Int32Array(size) : new Float64Array(size);
}
