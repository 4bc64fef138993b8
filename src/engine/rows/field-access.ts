import type { Field } from '../schema.ts';
import type { Column } from './column.ts';

/** Reads one field of a row, walking up to the ancestor that holds it. */
export class FieldReader {
  readonly field: Field;
  /** Lead from the row to the one that holds the field. */
  readonly ancestors: readonly Column[];
  readonly column: Column;

  constructor(field: Field, ancestors: readonly Column[], column: Column) {
    this.field = field;
    this.ancestors = ancestors;
    this.column = column;
  }

  /** Float64 of a number, integer or time (NaN = missing); int32 of a string's id (−1 = missing) or a boolean (0, 1; −1 = missing). */
  read(row: number): number {
    let at = row;
    const ancestors = this.ancestors;
    for (let i = 0; i < ancestors.length; i++) {
      const step = ancestors[i];
      at = step.values[at & step.mask];
    }
    return this.column.values[at & this.column.mask];
  }

  /** The same field seen from a table whose rows name their ancestor in `ancestor`. */
  below(ancestor: Column): FieldReader {
    return new FieldReader(this.field, [ancestor, ...this.ancestors], this.column);
  }
}

/** Writes one of a table's own fields. */
export class FieldWriter {
  private readonly column: Column;

  constructor(column: Column) {
    this.column = column;
  }

  write(row: number, value: number): void {
    this.column.values[row & this.column.mask] = value;
  }
}
