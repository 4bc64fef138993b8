/** One column of a file while it is read: each different text once, and its number per row. */
import type { FieldType } from '../../engine/schema.ts';
import type { StreamField } from '../../engine/event-stream.ts';
import { inferType, storedValue } from './infer-types.ts';
import type { TimeRules } from './read-times.ts';

export interface BuiltColumn {
  readonly field: StreamField;
  /** As an EventStream gives it: NaN = missing (−1 for a boolean), the index into `values` for a text. */
  readonly values: Float64Array;
}

export class ColumnBuilder {
  private readonly declared: FieldType | null;
  private readonly rules: TimeRules;
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];
  private codes = new Int32Array(1024);
  private rows = 0;
  private hasText = false;

  constructor(declared: FieldType | null, rules: TimeRules) {
    this.declared = declared;
    this.rules = rules;
  }

  /** False for a text that the declared type of this column cannot hold. */
  fits(text: string): boolean {
    if (this.declared === null || this.declared === 'string' || this.numbers.has(text)) return true;
    return !Number.isNaN(storedValue(text, this.declared, this.rules));
  }

  /** `null` = missing. */
  add(text: string | null, isText: boolean): void {
    if (this.rows === this.codes.length) {
      const wider = new Int32Array(2 * this.rows);
      wider.set(this.codes);
      this.codes = wider;
    }
    this.codes[this.rows++] = text === null ? -1 : this.numberOf(text);
    if (isText && text !== null) this.hasText = true;
  }

  /** For a column that came up late: the rows before it lack it. */
  addMissing(rows: number): void {
    for (let i = 0; i < rows; i++) this.add(null, false);
  }

  build(name: string): BuiltColumn {
    const type = this.declared ?? inferType(this.texts, this.hasText, this.rules);
    const values = new Float64Array(this.rows);
    const missing = type === 'boolean' ? -1 : NaN;
    if (type === 'string') {
      for (let i = 0; i < this.rows; i++) values[i] = this.codes[i] < 0 ? missing : this.codes[i];
      return { field: { name, type, values: this.texts }, values };
    }
    const stored = this.texts.map((text) => storedValue(text, type, this.rules));
    for (let i = 0; i < this.rows; i++) values[i] = this.codes[i] < 0 ? missing : stored[this.codes[i]];
    return { field: { name, type }, values };
  }

  private numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
