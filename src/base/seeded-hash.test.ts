import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive, hash32, hashAt, mix, streamKey, unit, unitAt } from './seeded-hash.ts';

test('a draw depends on its name alone', () => {
  const forwards = Array.from({ length: 100 }, (_, n) => hash32(42, 3, 7, n));
  const backwards = Array.from({ length: 100 }, (_, n) => hash32(42, 3, 7, 99 - n)).reverse();
  expect(forwards).toEqual(backwards);
});

test('the draws of a fixed name never change between releases', () => {
  expect([hash32(42, 1, 0, 0), hash32(42, 1, 0, 1), hash32(11, 2, 59, 123_456), hash32(0, 0, -1, 2 ** 40)]).toEqual([
    3324957964, 1101244170, 1858341507, 713167114,
  ]);
});

test('a part of a name given ahead makes no difference', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.nat(1000),
      fc.maxSafeInteger(),
      fc.maxSafeInteger(),
      (seed, stream, entity, n) => {
        const key = streamKey(seed, stream);
        expect(hashAt(key, entity, n)).toBe(hash32(seed, stream, entity, n));
        expect(unitAt(key, entity, n)).toBe(unit(seed, stream, entity, n));
        expect(unit(seed, stream, entity, n)).toBe(hash32(seed, stream, entity, n) / 4294967296);
      },
    ),
  );
});

const far = [0, 1, -1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, -(2 ** 32), 2 ** 40, 2 ** 52];

test('entities and counters above 2^32 are told apart', () => {
  const draws = far.flatMap((entity) => far.map((n) => hash32(1, 1, entity, n)));
  expect(new Set(draws).size).toBe(draws.length);
});

test('mix loses nothing: neighbours keep different hashes', () => {
  const seen = new Set<number>();
  for (let i = 0; i < 200_000; i++) seen.add(mix(i));
  expect(seen.size).toBe(200_000);
});

type Walk = readonly [name: string, draw: (i: number) => number];
const walks: readonly Walk[] = [
  ['the counter', (i) => hash32(42, 1, 7, i)],
  ['the entity', (i) => hash32(42, 1, i, 7)],
  ['the stream', (i) => hash32(42, i, 3, 7)],
  ['the seed', (i) => hash32(i, 1, 3, 7)],
  ['the facts of one entity', (i) => derive(hash32(42, 1, i >>> 3, 0), i & 7)],
];

test.each(walks)('draws along %s are uniform and unrelated to their neighbours', (_name, draw) => {
  const count = 400_000;
  const cells = new Float64Array(4096);
  let sum = 0;
  let products = 0;
  let previous = 0;
  for (let i = 0; i < count; i++) {
    const bits = draw(i);
    // The high and the low bits by turns: both must be good.
    const cell = i & 1 ? bits >>> 20 : bits & 4095;
    cells[cell] = (cells[cell] ?? 0) + 1;
    const value = bits / 4294967296 - 0.5;
    sum += value;
    products += value * previous;
    previous = value;
  }
  const expected = count / cells.length;
  let chiSquare = 0;
  for (const seen of cells) chiSquare += ((seen - expected) * (seen - expected)) / expected;
  // 4095 degrees of freedom: standard deviation 90.5. The variance of a uniform draw is 1/12.
  expect(Math.abs(chiSquare - 4095)).toBeLessThan(5 * 90.5);
  expect(Math.abs(sum / count)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
  expect(Math.abs((products / count) * 12)).toBeLessThan(5 / Math.sqrt(count));
});
