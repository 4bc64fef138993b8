/** What an operator must do, as data: streams in, records out. One harness plays them all on the real engine. */
import type { FieldValue, RecordValue, Schema } from '../engine/schema.ts';

export interface OperatorCase {
  /** A sentence about behaviour. */
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** One stream for each input port, in port order; none for a source. */
  readonly inputs: readonly CaseStream[];
  /** Texts of the files that the configuration names. */
  readonly files?: Readonly<Record<string, string>>;
  /** How far the sources' watermarks stay behind their newest event time, ms. */
  readonly outOfOrderness?: number;
  /** Records that leave, in order, with the fields that matter; for a source its first records. */
  readonly expect: readonly RecordValue[];
  /** Records that were left out as late. */
  readonly late?: number;
}

export interface CaseStream {
  readonly fields: Schema;
  /** `at`: arrival on the run's clock, ms; `time`: event time, ms after the start; then the fields in order. */
  readonly records: readonly { readonly at: number; readonly time: number; readonly values: readonly FieldValue[] }[];
}

/** Shortens cases: `[at, time, …values]`. */
export function stream(fields: Schema, ...rows: readonly (readonly [number, number, ...FieldValue[]])[]): CaseStream {
  return { fields, records: rows.map(([at, time, ...values]) => ({ at, time, values })) };
}
