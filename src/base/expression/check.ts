/** Gives every part of a tree its type, or says which part does not fit; the typed parts build what computes them. */
import { callFunction } from './functions.ts';
import { ExpressionMistake } from './mistake.ts';
import type { Arithmetic, Comparison, Tree } from './parse.ts';
import { as, type Evaluate, type ExpressionField, isNumeric, need, TYPE_NAMES, type Typed, unify } from './values.ts';

/** Throws an {@link ExpressionMistake} where types do not agree. */
export function checkTree(tree: Tree, fields: readonly ExpressionField[]): Typed {
  const { at } = tree;
  const check = (part: Tree) => checkTree(part, fields);
  switch (tree.kind) {
    case 'number':
      return constant(tree.isWhole && Number.isSafeInteger(tree.value) ? 'integer' : 'number', tree.value, at);
    case 'boolean':
      return constant('boolean', tree.value ? 1 : 0, at);
    case 'missing':
      return constant('missing', NaN, at);
    case 'text':
      return {
        type: 'text',
        at,
        build: (environment) => {
          const id = environment.textId(tree.value);
          return () => id;
        },
      };
    case 'field':
      return checkField(tree.name, at, fields);
    case 'sign':
      return checkSign(check(tree.operand), at);
    case 'not':
      return checkNot(check(tree.operand), at);
    case 'and':
    case 'or':
      return checkJunction(tree.kind, check(tree.left), check(tree.right), at);
    case 'arithmetic':
      return checkArithmetic(tree.operator, check(tree.left), check(tree.right), at);
    case 'comparison':
      return checkComparison(tree.operator, check(tree.left), check(tree.right), at);
    case 'choice':
      return callFunction('if', [check(tree.condition), check(tree.then), check(tree.otherwise)], at);
    case 'call':
      return callFunction(tree.name, tree.inputs.map(check), at);
  }
}

function constant(type: Typed['type'], value: number, at: number): Typed {
  return { type, at, build: () => () => value };
}

function checkField(name: string, at: number, fields: readonly ExpressionField[]): Typed {
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined) {
    const known = fields.map((candidate) => candidate.name).join(', ');
    throw new ExpressionMistake(`There is no field “${name}”. The fields are: ${known}.`, at);
  }
  return { type: field.type, at, build: (environment) => environment.field(name) };
}

function checkSign(operand: Typed, at: number): Typed {
  need(operand, isNumeric(operand.type), 'a number');
  return {
    type: operand.type,
    at,
    build: (environment) => {
      const value = operand.build(environment);
      return (row) => -value(row);
    },
  };
}

function checkNot(operand: Typed, at: number): Typed {
  const truth = as(operand, 'boolean');
  return {
    type: 'boolean',
    at,
    build: (environment) => {
      const value = truth.build(environment);
      return (row) => {
        const known = value(row);
        return known < 0 ? -1 : 1 - known;
      };
    },
  };
}

/** Of three truths, as in SQL: what is missing matters only where the other side does not decide. */
function checkJunction(kind: 'and' | 'or', left: Typed, right: Typed, at: number): Typed {
  const parts = [as(left, 'boolean'), as(right, 'boolean')] as const;
  const decides = kind === 'and' ? 0 : 1;
  return {
    type: 'boolean',
    at,
    build: (environment) => {
      const [first, second] = [parts[0].build(environment), parts[1].build(environment)];
      return (row) => {
        const a = first(row);
        if (a === decides) return decides;
        const b = second(row);
        return b === decides ? decides : a < 0 || b < 0 ? -1 : 1 - decides;
      };
    },
  };
}

function checkArithmetic(operator: Arithmetic, left: Typed, right: Typed, at: number): Typed {
  if (operator === '+' && left.type === 'text' && right.type === 'text') return callFunction('join', [left, right], at);
  const type = arithmeticType(operator, left, right, at);
  return {
    type,
    at,
    build: (environment) => {
      const value = compute(operator, left.build(environment), right.build(environment));
      return type === 'time' ? (row) => Math.floor(value(row)) : value;
    },
  };
}

function arithmeticType(operator: Arithmetic, left: Typed, right: Typed, at: number): Typed['type'] {
  if (isNumeric(left.type) && isNumeric(right.type)) {
    if (operator === '/' || left.type === 'number' || right.type === 'number') return 'number';
    return 'integer';
  }
  if (left.type === 'time' && right.type === 'time' && operator === '-') return 'integer';
  if (left.type === 'time' && isNumeric(right.type) && (operator === '+' || operator === '-')) return 'time';
  if (isNumeric(left.type) && right.type === 'time' && operator === '+') return 'time';
  const message = `“${operator}” does not go with ${TYPE_NAMES[left.type]} and ${TYPE_NAMES[right.type]}.`;
  throw new ExpressionMistake(message, at);
}

/** NaN goes through all of these, so a missing number makes the result missing; so does a division by zero. */
function compute(operator: Arithmetic, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case '+':
      return (row) => left(row) + right(row);
    case '-':
      return (row) => left(row) - right(row);
    case '*':
      return (row) => left(row) * right(row);
    case '/':
      return (row) => {
        const divisor = right(row);
        return divisor === 0 ? NaN : left(row) / divisor;
      };
    case '%':
      return (row) => left(row) % right(row);
  }
}

function checkComparison(operator: Comparison, left: Typed, right: Typed, at: number): Typed {
  if (left.type === 'missing' || right.type === 'missing')
    throw new ExpressionMistake('Nothing is equal to missing: ask isMissing(…).', at);
  const type = unify([left, right]);
  const isOrder = operator !== '==' && operator !== '!=';
  if (isOrder && type === 'boolean')
    throw new ExpressionMistake('Truths have no order: compare them with == or !=.', at);
  return {
    type: 'boolean',
    at,
    build: (environment) => {
      const [a, b] = [left.build(environment), right.build(environment)];
      if (type !== 'text' && type !== 'boolean') return compareNumbers(operator, a, b);
      const order = (x: number, y: number) => (environment.text(x) < environment.text(y) ? -1 : 1);
      const holds = outcomes[operator];
      return (row) => {
        const [x, y] = [a(row), b(row)];
        if (x < 0 || y < 0) return -1;
        // Equal texts have one number; only an order needs the texts themselves.
        return holds(x === y ? 0 : isOrder ? order(x, y) : 1) ? 1 : 0;
      };
    },
  };
}

const outcomes: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compareNumbers(operator: Comparison, a: Evaluate, b: Evaluate): Evaluate {
  const holds = outcomes[operator];
  return (row) => {
    const order = a(row) - b(row);
    return Number.isNaN(order) ? -1 : holds(order) ? 1 : 0;
  };
}
