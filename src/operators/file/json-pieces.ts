/** How a file of JSON falls into the texts of its rows: one a line, or the elements of one list. */

export interface JsonPiece {
  /** Physical line where it starts, from 1. */
  readonly line: number;
  readonly text: string;
}

export interface JsonPieces {
  /** What a piece is called in sentences about it. */
  readonly called: 'line' | 'element';
  next(): JsonPiece | null;
}

export class JsonLines implements JsonPieces {
  readonly called = 'line';
  private readonly text: string;
  private at = 0;
  private line = 0;
  private nextLineFeed = -1;

  constructor(text: string) {
    this.text = text.trimEnd();
  }

  next(): JsonPiece | null {
    const { text } = this;
    if (this.at >= text.length) return null;
    // Both searches are bounded, or a file without one of the two would be searched to its end at every line.
    if (this.nextLineFeed < this.at) this.nextLineFeed = endOr(text.indexOf('\n', this.at), text);
    const lf = this.nextLineFeed;
    const cr = text.slice(this.at, lf).indexOf('\r');
    const to = cr < 0 ? lf : this.at + cr;
    const piece = { line: ++this.line, text: text.slice(this.at, to) };
    this.at = to === lf - 1 && lf < text.length ? lf + 1 : to + 1;
    return piece;
  }
}

const [QUOTE, ESCAPE, COLON, COMMA] = codesOf('"\\:,');
const [OPEN_OBJECT, END_OBJECT, OPEN_LIST, END_LIST] = codesOf('{}[]');
const [LINE_FEED, RETURN, SPACE] = codesOf('\n\r ');

/**
 * An element ends at a comma or a bracket outside of it, and where the next one must begin, for then it is broken: at an
 * object in place of a name, or behind what is complete. A text left open ends with its line, as JSON has none of
 * several; a closing sign closes the nearest of its kind. So one broken element seldom costs another.
 */
export class JsonListElements implements JsonPieces {
  readonly called = 'element';
  private readonly text: string;
  private at: number;
  private line = 1;
  /** How far the lines have been counted. */
  private counted = 0;
  /** The list has ended; another may begin. */
  private isBehindEnd = false;

  constructor(text: string) {
    this.text = text.trimEnd();
    this.at = text.indexOf('[') + 1;
  }

  next(): JsonPiece | null {
    const { text } = this;
    for (;;) {
      const start = this.skipSpace(this.at);
      if (start >= text.length) return null;
      if (this.isBehindEnd && text[start] === '[') {
        this.at = start + 1;
        this.isBehindEnd = false;
        continue;
      }
      const end = this.endOfElement(start);
      this.at = text[end] === '{' ? end : end + 1;
      this.isBehindEnd = text[end] === ']';
      // Nothing stands before the end of an empty list, or behind a last comma.
      if (end > start || !this.isBehindEnd) return this.piece(start, end);
    }
  }

  private piece(from: number, to: number): JsonPiece {
    this.line += this.text.slice(this.counted, from).match(/\r\n|\n|\r/g)?.length ?? 0;
    this.counted = from;
    return { line: this.line, text: this.text.slice(from, to).trimEnd() };
  }

  private skipSpace(from: number): number {
    const space = /\S/g;
    space.lastIndex = from;
    return space.exec(this.text)?.index ?? this.text.length;
  }

  private endOfElement(from: number): number {
    const { text } = this;
    const open: number[] = [];
    let before = 0;
    for (let at = from; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      if (sign <= SPACE) continue;
      const around = open.length === 0 ? 0 : open[open.length - 1];
      if (sign === QUOTE) at = this.endOfText(at);
      else if (sign === OPEN_OBJECT) {
        if (at > from && (around === 0 || (around === OPEN_OBJECT && before !== COLON))) return at;
        open.push(sign);
      } else if (sign === OPEN_LIST) open.push(sign);
      else if (sign === END_OBJECT) closeNearest(open, OPEN_OBJECT);
      else if (sign === END_LIST && !closeNearest(open, OPEN_LIST)) return at;
      else if (sign === COMMA && around === 0) return at;
      before = sign;
    }
    return text.length;
  }

  /** The closing quote, or the end of the line before it. */
  private endOfText(quote: number): number {
    const { text } = this;
    for (let at = quote + 1; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      if (sign === ESCAPE) at++;
      else if (sign === QUOTE || sign === LINE_FEED || sign === RETURN) return at;
    }
    return text.length;
  }
}

/** What was left open inside of it is closed with it: all that is open, and false, if nothing of its kind is. */
function closeNearest(open: number[], kind: number): boolean {
  const nearest = open.lastIndexOf(kind);
  open.length = Math.max(0, nearest);
  return nearest >= 0;
}

function codesOf(signs: string): readonly number[] {
  return Array.from(signs, (sign) => sign.charCodeAt(0));
}

function endOr(index: number, text: string): number {
  return index < 0 ? text.length : index;
}
