import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExpression } from './expression.ts';
import type { ExpressionEnvironment, ExpressionField } from './values.ts';

const texts = ['Z07', 'rain', 'Rain and snow', ''];
const values: Readonly<Record<string, readonly [ExpressionField['type'], number]>> = {
  zone: ['text', 0],
  sky: ['text', 2],
  gone: ['text', -1],
  weight: ['number', 2.5],
  parcels: ['integer', 7],
  unknown: ['number', NaN],
  fragile: ['boolean', 1],
  maybe: ['boolean', -1],
  at: ['time', Date.UTC(2026, 0, 5, 13, 30)],
  'meta.at': ['time', Date.UTC(1969, 11, 31, 23)],
  'Flight Date': ['integer', 3],
};
const fields = Object.entries(values).map(([name, [type]]): ExpressionField => ({ name, type }));

function environment(): ExpressionEnvironment {
  const known = [...texts];
  return {
    field: (name) => () => values[name][1],
    text: (id) => known[id],
    textId: (text) => (known.includes(text) ? known.indexOf(text) : known.push(text) - 1),
  };
}

function evaluate(source: string): unknown {
  const read = readExpression(source, fields);
  if (read.kind === 'mistake') return `${read.at}: ${read.message}`;
  const around = environment();
  const value = read.expression.build(around)(0);
  if (read.expression.type === 'text') return value < 0 ? null : around.text(value);
  if (read.expression.type === 'boolean') return value < 0 ? null : value === 1;
  return Number.isNaN(value) ? null : value;
}

describe('values', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 2 - 3', 5],
    ['-parcels % 4', -3],
    ['- - 1', 1],
    ['7 / 2', 3.5],
    ['1 / 0', null],
    ['parcels % 0', null],
    ['1e308 * 10', null],
    ['0 * -1', 0],
    ['.5 + 1.', 1.5],
    ['weight * parcels', 17.5],
    ['unknown + 1', null],
    ['`Flight Date` * 2', 6],
    ['weight > 2 and parcels <= 7', true],
    ['not fragile or weight < 1', false],
    ['!fragile || weight >= 2.5 && true', true],
    ['unknown > 1', null],
    ['unknown > 1 and false', false],
    ['unknown > 1 or true', true],
    ['not maybe', null],
    ['maybe and true', null],
    ['zone == "Z07"', true],
    ["zone = 'Z08'", false],
    ['zone <> "Z08"', true],
    ['gone == "x"', null],
    ['zone < "Z08"', true],
    ['"b" > "a"', true],
    ['fragile != true', false],
    ['weight > 2 ? "heavy" : "light"', 'heavy'],
    ['maybe ? 1 : 2', 2],
    ['true ? missing : 5', null],
    ['false ? 1 : true ? 2 : 3', 2],
    ['if(weight > 3, 1, 2.5)', 2.5],
    ['coalesce(unknown, missing, 3)', 3],
    ['coalesce(gone, "none")', 'none'],
    ['isMissing(unknown)', true],
    ['isMissing(zone)', false],
    ['abs(-2)', 2],
    ['min(3, 1, 2)', 1],
    ['max(weight, parcels)', 7],
    ['max(1, unknown)', null],
    ['round(2.5) + floor(-0.5) + ceil(0.2)', 3],
    ['sqrt(9)', 3],
    ['sqrt(-1)', null],
    ['log(0)', null],
    ['exp(0)', 1],
    ['lower(sky)', 'rain and snow'],
    ['upper(gone)', null],
    ['length(zone)', 3],
    ['contains(sky, "snow")', true],
    ['startsWith(sky, "snow")', false],
    ['zone + "-" + sky', 'Z07-Rain and snow'],
    ['zone + gone', null],
    ['hour(at)', 13],
    ['dayOfWeek(at)', 1],
    ['hour(meta.at)', 23],
    ['dayOfWeek(meta.at)', 3],
    ['at - meta.at > 0', true],
    ['hour(at + 3600000)', 14],
    ['"a\\"b\\n"', 'a"b\n'],
  ];
  it.each(cases)('%s', (source, value) => {
    const found = evaluate(source);
    expect(found).toEqual(value);
    expect(Object.is(found, -0)).toBe(false);
  });
});

describe('mistakes point at their place', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /^0: .*ends too early/],
    ['1 +', /^3: .*ends too early/],
    ['1 + wieght', /^4: There is no field “wieght”.*weight/],
    ['weight > "a"', /^9: This is text, but it stands beside a number/],
    ['zone * 2', /^5: “\*” does not go with text and a whole number/],
    ['zone and true', /^0: Here true or false is wanted, but this is text/],
    ['1 < 2 < 3', /^6: Comparisons do not chain/],
    ['(1 + 2', /^6: “\)” is missing at the end/],
    ['1 2', /^2: “2” does not belong here/],
    ['"abc', /^0: The quote " is never closed/],
    ['a # b', /^2: “#” means nothing/],
    ['eval("1")', /^0: There is no function “eval”.*coalesce/],
    ['abs(1, 2)', /^0: abs\(…\) takes 1 value, not 2/],
    ['hour(5)', /^5: Here a time is wanted/],
    ['unknown == missing', /^8: .*isMissing/],
    ['missing', /^0: .*always missing/],
    ['true < false', /^5: Truths have no order/],
    ['at + at', /^3: “\+” does not go with a time and a time/],
    ['1 and and 2', /^6: A value is missing before “and”/],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, /nested too deeply/],
    [`1${' + 1'.repeat(2000)}`, /at most 4000/],
    ['constructor', /^0: There is no field/],
    ['toString()', /^0: There is no function/],
  ];
  it.each(cases)('%s', (source, mistake) => {
    expect(evaluate(source)).toMatch(mistake);
  });
});

it('answers any text with a value or a mistake within it, and never in another way', () => {
  const word = fc.constantFrom(
    '1',
    '2.5',
    '"a"',
    'zone',
    'weight',
    'at',
    'maybe',
    'missing',
    '+',
    '-',
    '*',
    '/',
    '%',
    '<',
    '==',
    'and',
    'or',
    'not',
    '?',
    ':',
    '(',
    ')',
    ',',
    'if',
    'min',
    'lower',
    'coalesce',
    '!',
    ' ',
  );
  const source = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(source, (text) => {
      const read = readExpression(text, fields);
      if (read.kind === 'expression') expect(typeof read.expression.build(environment())(0)).toBe('number');
      else expect(read.at >= 0 && read.at <= Math.max(text.length, 1)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
