/** The words of an expression. */
import { ExpressionMistake } from './mistake.ts';

export interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'field' | 'symbol' | 'end';
  /** A text without its quotes, a field without its backticks, everything else as written. */
  readonly text: string;
  readonly at: number;
}

export function readTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const start = source[at];
    if (/\s/.test(start)) {
      at++;
      continue;
    }
    const [token, end] = readToken(source, at);
    tokens.push(token);
    at = end;
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy;
const SYMBOL = /&&|\|\||==|!=|<>|<=|>=|[-+*/%<>=!?:(),]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

function readToken(source: string, at: number): readonly [Token, number] {
  const quote = source[at];
  if (quote === '"' || quote === "'" || quote === '`') return readQuoted(source, at, quote);
  for (const [kind, pattern] of [
    ['number', NUMBER],
    ['name', NAME],
    ['symbol', SYMBOL],
  ] as const) {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0];
    if (text !== undefined) return [{ kind, text, at }, at + text.length];
  }
  throw new ExpressionMistake(`“${String.fromCodePoint(source.codePointAt(at) ?? 32)}” means nothing here.`, at);
}

function readQuoted(source: string, from: number, quote: string): readonly [Token, number] {
  let text = '';
  for (let at = from + 1; at < source.length; at++) {
    const character = source[at];
    if (character === quote) return [{ kind: quote === '`' ? 'field' : 'text', text, at: from }, at + 1];
    if (character === '\\' && at + 1 < source.length) {
      at++;
      text += ESCAPES[source[at]] ?? source[at];
    } else text += character;
  }
  throw new ExpressionMistake(`The quote ${quote} is never closed.`, from);
}
