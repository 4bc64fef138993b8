import { expect, test } from 'vitest';
import { hashBoolean, hashDouble, hashInteger, hashLong, hashString } from './java-hash.ts';

const strings: readonly (readonly [string, number])[] = [
  ['', 0],
  ['a', 97],
  ['key1', 3288498],
  ['shipment-1', 2023979198],
  ['driver-7', -598264878],
  ['user_42', -147134606],
  ['été', 227742],
  ['polygenelubricants', -2147483648],
];

test.each(strings)('String %j hashes to %i', (text, hash) => {
  expect(hashString(text)).toBe(hash);
});

test('an Integer is its own hash', () => {
  for (const value of [0, 1, -1, 2147483647, -2147483648]) expect(hashInteger(value)).toBe(value);
});

const longs: readonly (readonly [bigint, number])[] = [
  [0n, 0],
  [1n, 1],
  [-1n, 0],
  [4294967296n, 1],
  [9007199254740993n, 2097153],
  [-9223372036854775808n, -2147483648],
];

test.each(longs)('Long %s hashes to %i', (value, hash) => {
  expect(hashLong(value)).toBe(hash);
});

// Double.hashCode of Java: the high word xor the low word of the IEEE bits.
const doubles: readonly (readonly [number, number])[] = [
  [0, 0],
  [-0, -2147483648],
  [1, 1072693248],
  [0.1, -1507852285],
  [Math.PI, 340593891],
  [Number.NaN, 2146959360],
  [Number.POSITIVE_INFINITY, 2146435072],
];

test.each(doubles)('Double %f hashes to %i', (value, hash) => {
  expect(hashDouble(value)).toBe(hash);
});

test('a NaN of any payload is one key', () => {
  const strange = new Float64Array(new Uint32Array([7, 0xfff80001]).buffer)[0] ?? 0;
  expect(hashDouble(strange)).toBe(hashDouble(Number.NaN));
});

test('Boolean hashes as in Java', () => {
  expect([hashBoolean(true), hashBoolean(false)]).toEqual([1231, 1237]);
});
