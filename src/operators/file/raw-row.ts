/** What a reader gives for each row of a file, before anything is known of its columns. */

/** A file with a row as wide as this is no table that anybody means to look at. */
export const MOST_COLUMNS = 500;

/** A field of more than 1 MiB (in UTF-8) makes its row bad. */
const MOST_FIELD_BYTES = 1_048_576;

export interface RawRow {
  /** Physical line where the row starts, from 1. */
  readonly line: number;
  /** Null where a JSON object lacks the field. Reused from row to row: read it before asking for the next. */
  readonly fields: readonly (string | null)[];
  /** Per field: it is text by its own notation (a JSON string), whatever it looks like. */
  readonly isText: readonly boolean[] | null;
  /** Why the row cannot be used; null if nothing is wrong so far. */
  readonly fault: string | null;
}

export function isTooLong(text: string): boolean {
  if (text.length * 3 <= MOST_FIELD_BYTES) return false;
  return text.length > MOST_FIELD_BYTES || new TextEncoder().encode(text).length > MOST_FIELD_BYTES;
}

/** A few characters of a field, for a sentence about it. */
export function excerpt(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `“${shown}”`;
}
