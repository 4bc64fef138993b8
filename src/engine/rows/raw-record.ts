import type { Field, FieldValue, RecordValue, Schema } from '../schema.ts';
import type { Dictionary } from './dictionary.ts';

/** A record outside the job: its stored numbers with the schema that reads them, and where it came from. */
export interface RawRecord {
  readonly schema: Schema;
  readonly numbers: Float64Array;
  /** Epoch ms; NaN = none. */
  readonly timestamp: number;
}

/** Predictions by the number that a deferred field holds; undefined while it is not computed. */
export type DeferredValues = (entry: number) => number | undefined;

export function decodeRecord(record: RawRecord, dictionary: Dictionary, deferred: DeferredValues): RecordValue {
  const value: Record<string, FieldValue> = {};
  record.schema.forEach((field, i) => {
    if (!field.name.startsWith('@')) value[field.name] = decodeField(field, record.numbers[i], dictionary, deferred);
  });
  return value;
}

export function decodeField(
  field: Field,
  stored: number,
  dictionary: Dictionary,
  deferred: DeferredValues,
): FieldValue {
  if (field.type === 'string') return stored < 0 ? null : dictionary.text(stored);
  if (field.type === 'boolean') return stored < 0 ? null : stored === 1;
  if (Number.isNaN(stored)) return null;
  return field.deferred === true ? (deferred(stored) ?? null) : stored;
}
