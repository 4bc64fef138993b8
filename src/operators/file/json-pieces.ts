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

/** An element ends at a comma outside of it. A quote left open ends with its line: JSON has no texts of several lines. */
export class JsonListElements implements JsonPieces {
  readonly called = 'element';
  private readonly text: string;
  private at: number;
  private line = 1;
  /** How far the lines have been counted. */
  private counted = 0;
  private isOver = false;

  constructor(text: string) {
    this.text = text.trimEnd();
    this.at = text.indexOf('[') + 1;
  }

  next(): JsonPiece | null {
    const { text } = this;
    const start = this.skipSpace(this.at);
    if (start >= text.length) return null;
    if (this.isOver) {
      this.at = text.length;
      return this.piece(start, text.length);
    }
    const end = this.endOfElement(start);
    this.isOver = text[end] === ']';
    this.at = end + 1;
    // A list without elements, or the end of one after a last comma.
    return this.isOver && end === start ? this.next() : this.piece(start, end);
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
    const sign = /["[\]{},]/g;
    sign.lastIndex = from;
    let depth = 0;
    for (let found = sign.exec(this.text); found !== null; found = sign.exec(this.text)) {
      const [character] = found;
      if (character === '"') sign.lastIndex = this.endOfText(found.index);
      else if (character === '[' || character === '{') depth++;
      else if (depth === 0 && character !== '}') return found.index;
      else if (character !== ',') depth = Math.max(0, depth - 1);
    }
    return this.text.length;
  }

  /** Behind the closing quote, or where the line ends without one. */
  private endOfText(quote: number): number {
    const end = /["\n\r]|\\./g;
    end.lastIndex = quote + 1;
    for (let found = end.exec(this.text); found !== null; found = end.exec(this.text))
      if (found[0].length === 1) return end.lastIndex;
    return this.text.length;
  }
}

function endOr(index: number, text: string): number {
  return index < 0 ? text.length : index;
}
