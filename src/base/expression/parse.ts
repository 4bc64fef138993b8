/**
 * From words to a tree. Weakest first: `a ? b : c`, `or`, `and`, `not`, comparisons (which do not chain),
 * `+ -`, `* / %`, the sign. `&& || ! =` and `<>` are other spellings.
 */
import { ExpressionMistake } from './mistake.ts';
import { readTokens, type Token } from './tokens.ts';

export type Arithmetic = '+' | '-' | '*' | '/' | '%';
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Tree = { readonly at: number } & (
  | { readonly kind: 'number'; readonly value: number; readonly isWhole: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'missing' }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'sign' | 'not'; readonly operand: Tree }
  | { readonly kind: 'arithmetic'; readonly operator: Arithmetic; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'comparison'; readonly operator: Comparison; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'and' | 'or'; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'choice'; readonly condition: Tree; readonly then: Tree; readonly otherwise: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Tree[] }
);

/** Throws an {@link ExpressionMistake} where the text is no expression. */
export function parseExpression(source: string): Tree {
  if (source.length > LONGEST) throw new ExpressionMistake(`An expression has at most ${LONGEST} characters.`, LONGEST);
  const parser = new Parser(readTokens(source));
  const tree = parser.choice();
  parser.expectEnd();
  return tree;
}

const LONGEST = 4000;
const DEEPEST = 100;

const spellings = new Map<string, Comparison>([
  ['=', '=='],
  ['==', '=='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

class Parser {
  private readonly tokens: readonly Token[];
  private place = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  choice(): Tree {
    return this.nested(() => {
      const condition = this.or();
      const { at } = this.token;
      if (!this.takes('?')) return condition;
      const then = this.choice();
      this.expect(':');
      return { kind: 'choice', condition, then, otherwise: this.choice(), at };
    });
  }

  expectEnd(): void {
    const { kind, text, at } = this.token;
    if (kind !== 'end') throw new ExpressionMistake(`“${text}” does not belong here.`, at);
  }

  private or(): Tree {
    let left = this.and();
    for (let { at } = this.token; this.takes('or', '||'); { at } = this.token)
      left = { kind: 'or', left, right: this.and(), at };
    return left;
  }

  private and(): Tree {
    let left = this.not();
    for (let { at } = this.token; this.takes('and', '&&'); { at } = this.token)
      left = { kind: 'and', left, right: this.not(), at };
    return left;
  }

  private not(): Tree {
    const { at } = this.token;
    if (!this.takes('not', '!')) return this.comparison();
    return this.nested(() => ({ kind: 'not', operand: this.not(), at }));
  }

  private comparison(): Tree {
    const left = this.sum();
    const { text, kind, at } = this.token;
    const operator = kind === 'symbol' ? spellings.get(text) : undefined;
    if (operator === undefined) return left;
    this.place++;
    const right = this.sum();
    const next = this.token;
    if (next.kind === 'symbol' && spellings.has(next.text))
      throw new ExpressionMistake('Comparisons do not chain: join two of them with and.', next.at);
    return { kind: 'comparison', operator, left, right, at };
  }

  private sum(): Tree {
    let left = this.product();
    for (let operator = this.operator('+', '-'); operator !== null; operator = this.operator('+', '-')) {
      left = { kind: 'arithmetic', ...operator, left, right: this.product() };
    }
    return left;
  }

  private product(): Tree {
    let left = this.signed();
    for (let operator = this.operator('*', '/', '%'); operator !== null; operator = this.operator('*', '/', '%')) {
      left = { kind: 'arithmetic', ...operator, left, right: this.signed() };
    }
    return left;
  }

  private signed(): Tree {
    const { at } = this.token;
    return this.takes('-') ? this.nested(() => ({ kind: 'sign', operand: this.signed(), at })) : this.primary();
  }

  private primary(): Tree {
    const { kind, text, at } = this.token;
    this.place++;
    if (kind === 'number') return { kind, value: Number(text), isWhole: /^\d+$/.test(text), at };
    if (kind === 'text') return { kind, value: text, at };
    if (kind === 'field') return { kind, name: text, at };
    if (kind === 'name') return this.named(text, at);
    if (kind === 'symbol' && text === '(') {
      const inner = this.choice();
      this.expect(')');
      return inner;
    }
    throw new ExpressionMistake(
      kind === 'end' ? 'The expression ends too early.' : `A value is missing before “${text}”.`,
      at,
    );
  }

  private named(name: string, at: number): Tree {
    if (name === 'true' || name === 'false') return { kind: 'boolean', value: name === 'true', at };
    if (name === 'missing') return { kind: 'missing', at };
    if (name === 'and' || name === 'or' || name === 'not')
      throw new ExpressionMistake(`A value is missing before “${name}”.`, at);
    if (!this.takes('(')) return { kind: 'field', name, at };
    const inputs: Tree[] = [];
    if (!this.takes(')')) {
      do inputs.push(this.choice());
      while (this.takes(','));
      this.expect(')');
    }
    return { kind: 'call', name, inputs, at };
  }

  private get token(): Token {
    return this.tokens[this.place];
  }

  private operator<Known extends Arithmetic>(
    ...known: readonly Known[]
  ): { readonly operator: Known; readonly at: number } | null {
    const { kind, text, at } = this.token;
    const operator = kind === 'symbol' ? known.find((candidate) => candidate === text) : undefined;
    if (operator === undefined) return null;
    this.place++;
    return { operator, at };
  }

  private takes(...texts: readonly string[]): boolean {
    const { kind, text } = this.token;
    if ((kind !== 'symbol' && kind !== 'name') || !texts.includes(text)) return false;
    this.place++;
    return true;
  }

  private expect(symbol: string): void {
    const { at, kind, text } = this.token;
    if (!this.takes(symbol))
      throw new ExpressionMistake(`“${symbol}” is missing ${kind === 'end' ? 'at the end' : `before “${text}”`}.`, at);
  }

  /** The tree is walked by recursion: its depth has a bound. */
  private nested(read: () => Tree): Tree {
    if (++this.depth > DEEPEST) throw new ExpressionMistake('The expression is nested too deeply.', this.token.at);
    const tree = read();
    this.depth--;
    return tree;
  }
}
