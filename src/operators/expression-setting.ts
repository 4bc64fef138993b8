/** Expressions in a configuration: read against a schema, their mistakes told as problems, their values from rows. */
import { type Expression, readExpression } from '../base/expression/expression.ts';
import type { ExpressionEnvironment, ExpressionField } from '../base/expression/values.ts';
import { assert } from '../base/assert.ts';
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

/** What is wrong with a setting that must be true or false for each record. */
export function conditionProblems(field: string, source: string, schema: Schema): readonly Problem[] {
  const read = readSetting(field, source, schema);
  if (read.kind === 'problem') return [read.problem];
  if (read.type === 'boolean') return [];
  const message = 'The condition must be true or false for each record.';
  const hint = 'Compare the value with another, for instance with > 0 or == "text".';
  return [{ where: '', field, message, hint }];
}

/** Whether a row of an input meets a condition that was checked before the run; one that is missing does not hold. */
export function openCondition(context: OperatorContext, source: string, port: number): (row: number) => boolean {
  const read = readSetting('condition', source, context.input(port).schema);
  assert(read.kind === 'expression', 'the condition was checked before the run');
  const holds = read.expression.build(rowEnvironment(context, port));
  return (row) => holds(row) === 1;
}

/** Where an operator's expressions take their values from: the rows of one of its inputs. */
export function rowEnvironment(context: OperatorContext, port: number): ExpressionEnvironment {
  const input = context.input(port);
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
