/**
 * Rows of a CSV file after RFC 4180: fields may be quoted, quoted fields may hold delimiters, line ends and doubled
 * quotes. LF, CRLF and CR each end a line. A row that breaks the rules is given with what is wrong with it, and
 * reading goes on with the next line.
 */
import { isTooLong, type RawRow } from './raw-row.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

export class CsvReader {
  private readonly text: string;
  private readonly delimiter: number;
  private readonly lastQuote: number;
  /** Where the last row ends: what follows are empty lines. */
  private readonly end: number;
  private readonly fields: string[] = [];
  private at = 0;
  /** Physical line at `at`. */
  private line = 1;
  private fault: string | null = null;

  constructor(text: string, delimiter: string) {
    this.text = text;
    this.delimiter = delimiter.charCodeAt(0);
    this.lastQuote = text.lastIndexOf('"');
    this.end = lastLineEnd(text);
  }

  /** The next row; null at the end. Empty lines at the very end of the file are no rows. */
  next(): RawRow | null {
    if (this.at >= this.end) return null;
    const line = this.line;
    this.fields.length = 0;
    this.fault = null;
    let isOpen = true;
    while (isOpen) isOpen = this.text.charCodeAt(this.at) === QUOTE ? this.readQuoted() : this.readPlain();
    return { line, fields: this.fields, isText: null, fault: this.fault };
  }

  /** Reads a field without quotes and what follows it; true if another field follows. */
  private readPlain(): boolean {
    const { text, delimiter } = this;
    const from = this.at;
    let to = from;
    let code = text.charCodeAt(to);
    // Past the end the code is NaN, which equals nothing: the length is asked only then.
    while (code !== delimiter && code !== LF && code !== CR && to < text.length) code = text.charCodeAt(++to);
    this.take(from, to);
    return this.passEnd(to);
  }

  private readQuoted(): boolean {
    const { text } = this;
    const from = this.at + 1;
    let close = from;
    let isDoubled = false;
    for (;;) {
      close = close > this.lastQuote ? -1 : text.indexOf('"', close);
      if (close < 0) {
        // The quote would swallow the rest of the file: only its own line is given up.
        this.fault = 'a quote is opened and never closed';
        this.skipLine(this.at);
        return false;
      }
      if (text.charCodeAt(close + 1) !== QUOTE) break;
      isDoubled = true;
      close += 2;
    }
    const after = text.charCodeAt(close + 1);
    if (close + 1 >= text.length || after === this.delimiter || after === LF || after === CR) {
      this.take(from, close, isDoubled);
      this.line += countLineEnds(text, from, close);
      return this.passEnd(close + 1);
    }
    // The closing quote may be one that opens a field far below: here, too, only the field's own line is given up.
    this.fault = 'text follows a closing quote';
    this.skipLine(this.at);
    return false;
  }

  private take(from: number, to: number, isDoubled = false): void {
    // A line of megabytes is never copied: it makes its row bad anyway.
    if (to - from > LONGEST_SLICE) {
      this.fault ??= TOO_LONG;
      return;
    }
    const slice = this.text.slice(from, to);
    const field = isDoubled ? slice.replaceAll('""', '"') : slice;
    if (isTooLong(field)) this.fault ??= TOO_LONG;
    this.fields.push(field);
  }

  /** Steps over a delimiter (true) or the end of the line (false). */
  private passEnd(to: number): boolean {
    const { text } = this;
    const code = text.charCodeAt(to);
    if (code === this.delimiter && to < text.length) {
      this.at = to + 1;
      return true;
    }
    this.at = code === CR && text.charCodeAt(to + 1) === LF ? to + 2 : to + 1;
    this.line++;
    return false;
  }

  private skipLine(from: number): void {
    const { text } = this;
    let to = from;
    while (to < text.length && text.charCodeAt(to) !== LF && text.charCodeAt(to) !== CR) to++;
    this.passEnd(to);
  }
}

/** Twice the limit: doubled quotes count once. */
const LONGEST_SLICE = 2_097_152;
const TOO_LONG = 'a field is longer than 1 MiB';

/** Line ends within a quoted field; CRLF is one. */
function countLineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) count++;
  }
  return count;
}

function lastLineEnd(text: string): number {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === LF || text.charCodeAt(end - 1) === CR)) end--;
  return end;
}
