import { describe, expect, it } from 'vitest';
import type { FieldPath } from '../lost-fields.ts';
import { setAt, valueAt } from './set-at.ts';

const value = { a: { b: [1, { c: 2 }] }, d: 'x' };

describe('setAt', () => {
  const cases: readonly [string, FieldPath, unknown, unknown][] = [
    ['a field', ['d'], 'y', { ...value, d: 'y' }],
    ['an item of a list', ['a', 'b', 0], 9, { ...value, a: { b: [9, { c: 2 }] } }],
    ['a field within an item', ['a', 'b', 1, 'c'], 9, { ...value, a: { b: [1, { c: 9 }] } }],
    ['beyond the end of a list, at its end', ['a', 'b', 7], 9, { ...value, a: { b: [1, { c: 2 }, 9] } }],
    ['what was not there', ['e', 'f', 0], 9, { ...value, e: { f: [9] } }],
    ['through a text', ['d', 'e'], 9, { ...value, d: { e: 9 } }],
    ['the whole', [], 9, 9],
  ];
  it.each(cases)('writes %s and leaves the value alone', (_, path, next, expected) => {
    const before = structuredClone(value);
    expect(setAt(value, path, next)).toEqual(expected);
    expect(value).toEqual(before);
  });

  const removals: readonly [string, FieldPath, unknown][] = [
    ['a field', ['d'], { a: value.a }],
    ['an item of a list', ['a', 'b', 0], { ...value, a: { b: [{ c: 2 }] } }],
  ];
  it.each(removals)('takes away %s', (_, path, expected) => {
    expect(setAt(value, path, undefined)).toStrictEqual(expected);
  });

  it('leaves no empty shells when it takes away what is not there', () => {
    expect(setAt(value, ['x', 'y', 'z'], undefined)).toBe(value);
  });

  it('keeps the order of fields, and what it did not change', () => {
    const next = setAt(value, ['a', 'b', 0], 9);
    expect(JSON.stringify(next)).toBe('{"a":{"b":[9,{"c":2}]},"d":"x"}');
    expect(valueAt(next, ['a', 'b', 1])).toBe(value.a.b[1]);
  });

  it('never reaches a prototype', () => {
    const next = setAt({}, ['__proto__', 'polluted'], true);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(valueAt(next, ['__proto__', 'polluted'])).toBe(true);
    expect(valueAt({}, ['constructor'])).toBeUndefined();
  });
});
