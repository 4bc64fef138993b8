/** Expressions in a configuration: read against a schema, their mistakes told as problems, their values from rows. */
import { type Expression, readExpression } from '../base/expression/expression.ts';
import type { ExpressionEnvironment, ExpressionField } from '../base/expression/values.ts';
import type { Problem } from '../base/problem.ts';
import type { OperatorContext } from '../engine/operator.ts';
import type { FieldType, Schema } from '../engine/schema.ts';

export type ReadSetting =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly type: FieldType }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** `field` is the setting that holds the expression. Fields of the engine itself (`@…`) cannot be named. */
export function readSetting(field: string, source: string, schema: Schema): ReadSetting {
  const read = readExpression(source, schema.filter(({ name }) => !name.startsWith('@')).map(expressionField));
  if (read.kind === 'expression')
    return { ...read, type: read.expression.type === 'text' ? 'string' : read.expression.type };
  const message = `At character ${read.at + 1}: ${read.message}`;
  return { kind: 'problem', problem: { where: '', field, message, hint: pointAt(source, read.at) } };
}

/** Where an operator's expressions take their values from: the rows of its first input. */
export function rowEnvironment(context: OperatorContext): ExpressionEnvironment {
  const input = context.input(0);
  return {
    field(name) {
      const reader = input.field(name);
      return (row) => reader.read(row);
    },
    text: (id) => context.text(id),
    textId: (text) => context.textId(text),
  };
}

function expressionField({ name, type }: Schema[number]): ExpressionField {
  return { name, type: type === 'string' ? 'text' : type };
}

function pointAt(source: string, at: number): string {
  const before = source.slice(Math.max(0, at - 20), at);
  const after = source.slice(at, at + 20);
  return source.trim() === '' ? 'Write for instance weight_lb > 50.' : `It is here: ${before}▸${after}`;
}
