/** The functions that an expression may call: each checks what it is given and builds what computes it. */
import { exp, log, sqrt } from '../exact-math.ts';
import { ExpressionMistake } from './mistake.ts';
import {
  as,
  type Evaluate,
  type ExpressionEnvironment,
  isMissingValue,
  isNumeric,
  need,
  TYPE_NAMES,
  type Typed,
  unify,
  type ValueType,
} from './values.ts';

/** Throws an {@link ExpressionMistake} for an unknown name, and for inputs of the wrong number or type. */
export function callFunction(name: string, inputs: readonly Typed[], at: number): Typed {
  const known = functions.get(name);
  if (known === undefined)
    throw new ExpressionMistake(`There is no function “${name}”. There are: ${functionNames.join(', ')}.`, at);
  const { least, most, make } = known;
  if (inputs.length < least || inputs.length > most) {
    const count = least === most ? `${least}` : most === Infinity ? `${least} or more` : `${least} to ${most}`;
    throw new ExpressionMistake(
      `${name}(…) takes ${count} value${count === '1' ? '' : 's'}, not ${inputs.length}.`,
      at,
    );
  }
  return { at, ...make(inputs) };
}

interface ExpressionFunction {
  readonly least: number;
  readonly most: number;
  make(inputs: readonly Typed[]): Omit<Typed, 'at'>;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

const functions: ReadonlyMap<string, ExpressionFunction> = new Map<string, ExpressionFunction>([
  ['abs', ofNumber(Math.abs)],
  ['round', ofNumber(Math.round, 'integer')],
  ['floor', ofNumber(Math.floor, 'integer')],
  ['ceil', ofNumber(Math.ceil, 'integer')],
  ['sqrt', ofNumber(sqrt, 'number')],
  ['exp', ofNumber(exp, 'number')],
  ['log', ofNumber(log, 'number')],
  ['min', ofNumbers(Math.min)],
  ['max', ofNumbers(Math.max)],
  ['hour', ofTime((time) => Math.floor((((time % DAY) + DAY) % DAY) / HOUR))],
  // 1970-01-01 was a Thursday; Monday is 1, as in ISO 8601.
  ['dayOfWeek', ofTime((time) => ((((Math.floor(time / DAY) + 3) % 7) + 7) % 7) + 1)],
  ['lower', ofText('text', (text, { textId }) => textId(text.toLowerCase()))],
  ['upper', ofText('text', (text, { textId }) => textId(text.toUpperCase()))],
  ['length', ofText('integer', (text) => text.length)],
  ['contains', ofTexts('boolean', (text, part) => (text.includes(part) ? 1 : 0))],
  ['startsWith', ofTexts('boolean', (text, part) => (text.startsWith(part) ? 1 : 0))],
  ['join', ofTexts('text', (first, second, { textId }) => textId(first + second))],
  ['if', { least: 3, most: 3, make: choose }],
  ['coalesce', { least: 1, most: Infinity, make: firstKnown }],
  ['isMissing', { least: 1, most: 1, make: isMissing }],
]);

export const functionNames: readonly string[] = [...functions.keys()];

function ofNumber(compute: (value: number) => number, type?: ValueType): ExpressionFunction {
  return {
    least: 1,
    most: 1,
    make: ([input]) => {
      need(input, isNumeric(input.type), 'a number');
      return {
        type: type ?? input.type,
        build: (environment) => {
          const value = input.build(environment);
          return (row) => compute(value(row));
        },
      };
    },
  };
}

/** Of two or more; one that is missing makes the result missing. */
function ofNumbers(compute: (a: number, b: number) => number): ExpressionFunction {
  return {
    least: 2,
    most: Infinity,
    make: (inputs) => {
      const type = unify(inputs);
      for (const input of inputs) need(input, isNumeric(type) || type === 'time', 'a number or a time');
      return {
        type,
        build: (environment) =>
          inputs.map((input) => input.build(environment)).reduce((a, b) => (row) => compute(a(row), b(row))),
      };
    },
  };
}

function ofTime(compute: (time: number) => number): ExpressionFunction {
  return {
    least: 1,
    most: 1,
    make: ([input]) => {
      const time = as(input, 'time');
      return {
        type: 'integer',
        build: (environment) => {
          const value = time.build(environment);
          return (row) => compute(value(row));
        },
      };
    },
  };
}

/** Computed once for each different text, however many records hold it. */
function ofText(
  type: ValueType,
  compute: (text: string, environment: ExpressionEnvironment) => number,
): ExpressionFunction {
  return {
    least: 1,
    most: 1,
    make: ([input]) => {
      const text = as(input, 'text');
      const missing = type === 'text' || type === 'boolean' ? -1 : NaN;
      return {
        type,
        build: (environment) => {
          const value = text.build(environment);
          const known = new Map<number, number>();
          return (row) => {
            const id = value(row);
            if (id < 0) return missing;
            const before = known.get(id);
            if (before !== undefined) return before;
            const result = compute(environment.text(id), environment);
            known.set(id, result);
            return result;
          };
        },
      };
    },
  };
}

function ofTexts(
  type: 'text' | 'boolean',
  compute: (first: string, second: string, environment: ExpressionEnvironment) => number,
): ExpressionFunction {
  return {
    least: 2,
    most: 2,
    make: (inputs) => {
      const [first, second] = inputs.map((input) => as(input, 'text'));
      return {
        type,
        build: (environment) => {
          const [a, b] = [first.build(environment), second.build(environment)];
          return (row) => {
            const [x, y] = [a(row), b(row)];
            return x < 0 || y < 0 ? -1 : compute(environment.text(x), environment.text(y), environment);
          };
        },
      };
    },
  };
}

/** As CASE in SQL: a condition that is missing does not hold. Only the chosen value is computed. */
function choose([condition, then, otherwise]: readonly Typed[]): Omit<Typed, 'at'> {
  const truth = as(condition, 'boolean');
  const type = unify([then, otherwise]);
  return {
    type,
    build: (environment) => {
      const holds = truth.build(environment);
      const [a, b] = sameType([then, otherwise], type, environment);
      return (row) => (holds(row) === 1 ? a(row) : b(row));
    },
  };
}

function firstKnown(inputs: readonly Typed[]): Omit<Typed, 'at'> {
  const type = unify(inputs);
  const isGone = isMissingValue(type);
  return {
    type,
    build: (environment) =>
      sameType(inputs, type, environment).reduceRight((rest, value) => (row) => {
        const found = value(row);
        return isGone(found) ? rest(row) : found;
      }),
  };
}

function isMissing([input]: readonly Typed[]): Omit<Typed, 'at'> {
  const isGone = isMissingValue(input.type);
  if (input.type === 'missing') throw new ExpressionMistake(`This is always ${TYPE_NAMES.missing}.`, input.at);
  return {
    type: 'boolean',
    build: (environment) => {
      const value = input.build(environment);
      return (row) => (isGone(value(row)) ? 1 : 0);
    },
  };
}

function sameType(
  inputs: readonly Typed[],
  type: Typed['type'],
  environment: ExpressionEnvironment,
): readonly Evaluate[] {
  return inputs.map((input) => (type === 'missing' ? input : as(input, type)).build(environment));
}
