/**
 * A small language for conditions and computed fields, without `eval`: parsed, checked against the fields there are,
 * and compiled to functions. The same text gives the same values everywhere; it can neither loop nor reach anything
 * but its fields.
 *
 * Missing values: arithmetic and comparisons with one are missing, `and` and `or` follow SQL, `if` takes its second
 * branch. Numbers that are not finite (a division by zero, the logarithm of nothing) are missing.
 */
import { checkTree } from './check.ts';
import { ExpressionMistake } from './mistake.ts';
import { parseExpression } from './parse.ts';
import type { Evaluate, ExpressionEnvironment, ExpressionField, ValueType } from './values.ts';

export interface Expression {
  readonly type: ValueType;
  build(environment: ExpressionEnvironment): Evaluate;
}

export type ReadExpression =
  | { readonly kind: 'expression'; readonly expression: Expression }
  /** `at`: index of the character where it is. */
  | { readonly kind: 'mistake'; readonly message: string; readonly at: number };

export function readExpression(source: string, fields: readonly ExpressionField[]): ReadExpression {
  try {
    const typed = checkTree(parseExpression(source), fields);
    if (typed.type === 'missing') throw new ExpressionMistake('The value is always missing, so it has no type.', 0);
    const { type } = typed;
    const isNumber = type === 'number' || type === 'integer' || type === 'time';
    const build = (environment: ExpressionEnvironment) =>
      isNumber ? finite(typed.build(environment)) : typed.build(environment);
    return { kind: 'expression', expression: { type, build } };
  } catch (error) {
    if (error instanceof ExpressionMistake) return { kind: 'mistake', message: error.message, at: error.at };
    throw error;
  }
}

function finite(value: Evaluate): Evaluate {
  return (row) => {
    const number = value(row);
    // Adding 0 takes the sign off a negative zero.
    return Number.isFinite(number) ? number + 0 : NaN;
  };
}
