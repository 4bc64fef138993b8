/**
 * Rows of a file of JSON objects, one per line or all in one list. Fields of nested objects are named by their path
 * (`meta.time`); lists stay JSON text. Columns come up as the file goes on: a row lacks those that come up after it.
 */
import type { JsonPieces } from './json-pieces.ts';
import { excerpt, isTooLong, MOST_COLUMNS, type RawRow } from './raw-row.ts';

const DEEPEST = 6;

export class JsonReader {
  /** Column names found so far. */
  readonly names: string[] = [];
  private readonly pieces: JsonPieces;
  private readonly columns = new Map<string, number>();
  private fields: (string | null)[] = [];
  private isText: boolean[] = [];

  constructor(pieces: JsonPieces) {
    this.pieces = pieces;
  }

  next(): RawRow | null {
    const piece = this.pieces.next();
    if (piece === null) return null;
    this.fields = this.names.map(() => null);
    this.isText = this.names.map(() => false);
    const fault = this.readObject(piece.text);
    return { line: piece.line, fields: this.fields, isText: this.isText, fault };
  }

  private readObject(source: string): string | null {
    const { called } = this.pieces;
    if (source.trim() === '') return `the ${called} is empty`;
    const parsed = parseJson(source);
    if (parsed === undefined) return `the ${called} is no JSON: ${excerpt(source)}`;
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      return `the ${called} is no JSON object: ${excerpt(source)}`;
    return this.readFields(parsed, '', 0);
  }

  private readFields(object: object, prefix: string, depth: number): string | null {
    for (const [name, value] of Object.entries(object)) {
      const path = prefix + name;
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      const fault =
        isObject && depth < DEEPEST ? this.readFields(value, `${path}.`, depth + 1) : this.take(path, value);
      if (fault !== null) return fault;
    }
    return null;
  }

  private take(name: string, value: unknown): string | null {
    const index = this.columns.get(name) ?? this.addColumn(name);
    if (index < 0) return `more than ${MOST_COLUMNS} different fields`;
    if (value === null || value === undefined) return null;
    const text = typeof value === 'string' ? value : jsonText(value);
    if (text === null) return 'a field is nested too deeply';
    if (isTooLong(text)) return 'a field is longer than 1 MiB';
    this.fields[index] = text;
    this.isText[index] = typeof value === 'string' || typeof value === 'object';
    return null;
  }

  private addColumn(name: string): number {
    if (this.names.length >= MOST_COLUMNS) return -1;
    const index = this.names.length;
    this.columns.set(name, index);
    this.names.push(name);
    this.fields.push(null);
    this.isText.push(false);
    return index;
  }
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    // A nesting too deep for the parser is no JSON that we can read either.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Null where a value is nested too deeply to be written: the parser reads deeper than the writer writes. */
function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
