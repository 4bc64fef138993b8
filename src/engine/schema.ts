/**
 * What a stream's records look like. A record is a row of typed columns; a schema names them.
 * Numbers, integers and times are float64 (`NaN` = missing); strings and booleans are int32
 * (a string is its number in the run's {@link Dictionary}, `-1` = missing).
 */
export type FieldType = 'number' | 'integer' | 'boolean' | 'string' | 'time';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Shown beside every value: `lb`, `mi`, `min`, `ms`. */
  readonly unit?: string;
  /** A prediction: stored as the number of a memo entry, known before anything may read it. */
  readonly deferred?: boolean;
  /** All texts that it can be, where they are known. */
  readonly values?: readonly string[];
  /** Nobody said its type: its values told. */
  readonly isJudged?: boolean;
}

export type Schema = readonly Field[];

/** A decoded value, as pages, files and logs show it; `null` = missing. */
export type FieldValue = number | string | boolean | null;

export type RecordValue = Readonly<Record<string, FieldValue>>;

export function findField(schema: Schema, name: string): Field | undefined {
  return schema.find((field) => field.name === name);
}
