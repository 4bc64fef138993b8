/**
 * Values while an expression is computed. All are numbers, so that nothing is allocated per record: a text is its
 * number in somebody's dictionary, a truth 0 or 1. NaN is a missing number or time, −1 a missing text or truth.
 */
import { ExpressionMistake } from './mistake.ts';

export type ValueType = 'number' | 'integer' | 'time' | 'boolean' | 'text';

export interface ExpressionField {
  readonly name: string;
  readonly type: ValueType;
}

/** The value for one row, whatever a row is to the reader of the fields. */
export type Evaluate = (row: number) => number;

export interface ExpressionEnvironment {
  field(name: string): Evaluate;
  text(id: number): string;
  textId(text: string): number;
}

/** An expression, or part of one, whose types agree. `missing` alone has no type of its own. */
export interface Typed {
  readonly type: ValueType | 'missing';
  readonly at: number;
  build(environment: ExpressionEnvironment): Evaluate;
}

export function isNumeric(type: Typed['type']): boolean {
  return type === 'number' || type === 'integer' || type === 'missing';
}

export function isMissingValue(type: Typed['type']): (value: number) => boolean {
  return type === 'text' || type === 'boolean' ? (value) => value < 0 : (value) => Number.isNaN(value);
}

export function missingOf(type: Typed['type']): number {
  return type === 'text' || type === 'boolean' ? -1 : NaN;
}

export const TYPE_NAMES: Readonly<Record<Typed['type'], string>> = {
  number: 'a number',
  integer: 'a whole number',
  time: 'a time',
  boolean: 'true or false',
  text: 'text',
  missing: 'missing',
};

/** The part where `fits` is true; else the mistake that something else was wanted. */
export function need(part: Typed, fits: boolean, wanted: string): void {
  if (!fits) throw new ExpressionMistake(`Here ${wanted} is wanted, but this is ${TYPE_NAMES[part.type]}.`, part.at);
}

/** The same value as this type; a missing one gets the type's own way to be missing. */
export function as(part: Typed, type: ValueType): Typed {
  if (part.type === type || (part.type === 'integer' && type === 'number')) return { ...part, type };
  need(part, part.type === 'missing', TYPE_NAMES[type]);
  const missing = missingOf(type);
  return { type, at: part.at, build: () => () => missing };
}

/** The one type that all of these can have. */
export function unify(parts: readonly Typed[]): Typed['type'] {
  let type: Typed['type'] = 'missing';
  for (const part of parts) {
    if (part.type === 'missing' || part.type === type) continue;
    if (type === 'missing') type = part.type;
    else if (isNumeric(type) && isNumeric(part.type)) type = 'number';
    else
      throw new ExpressionMistake(
        `This is ${TYPE_NAMES[part.type]}, but it stands beside ${TYPE_NAMES[type]}.`,
        part.at,
      );
  }
  return type;
}
