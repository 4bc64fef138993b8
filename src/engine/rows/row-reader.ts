import { assert } from '../../base/assert.ts';
import type { Column } from './column.ts';
import type { FieldReader } from './field-access.ts';

/** Reads several fields of one input's rows at once: it walks up to the ancestors once for all of them. */
export class RowReader {
  /** What was read last, in the order of the fields (for the numbers see FieldReader#read). */
  readonly values: Float64Array;
  private readonly ancestors: readonly Column[];
  /** The fields' columns from the row upwards, with how far up each stands and its place among the values. */
  private readonly columns: readonly Column[];
  private readonly heights: Int32Array;
  private readonly places: Int32Array;

  constructor(readers: readonly FieldReader[]) {
    const height = (place: number) => readers[place].ancestors.length;
    const places = readers.map((_, place) => place).sort((a, b) => height(a) - height(b));
    this.values = new Float64Array(readers.length);
    this.places = Int32Array.from(places);
    this.heights = Int32Array.from(places, height);
    this.columns = places.map((place) => readers[place].column);
    this.ancestors = readers[places[places.length - 1]]?.ancestors ?? [];
    for (const { ancestors } of readers)
      assert(
        ancestors.every((column, i) => column === this.ancestors[i]),
        'the fields are those of one table',
      );
  }

  read(row: number): void {
    const { values, ancestors, columns, heights, places } = this;
    let at = row;
    let height = 0;
    for (let i = 0; i < columns.length; i++) {
      for (; height < heights[i]; height++) at = ancestors[height].values[at & ancestors[height].mask];
      values[places[i]] = columns[i].values[at & columns[i].mask];
    }
  }
}
