import type { FieldType } from './schema.ts';

/** A field as a stream outside the job declares it; enumerated strings are read as an index into `values`. */
export interface StreamField {
  readonly name: string;
  readonly type: FieldType;
  readonly unit?: string;
  readonly values?: readonly string[];
}

/**
 * A partitioned log that a source reads: random access by (partition, offset), so that a source can be
 * rewound to any offset and holds no state but its offsets (Flink: a split and its next offset).
 */
export interface EventStream {
  readonly partitions: number;
  readonly fields: readonly StreamField[];
  /** Number of records in a partition; absent or Infinity = unbounded. */
  length?(partition: number): number;
  /** Run time at which the record can be read, integer microseconds, non-decreasing in offset. */
  arrivalMicros(partition: number, offset: number): number;
  /** Fills `out[i]` for field i (strings: index into `values`) and returns the event time in epoch ms (NaN = none). */
  read(partition: number, offset: number, out: Float64Array): number;
}
