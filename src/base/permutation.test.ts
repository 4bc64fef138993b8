import { expect, test } from 'vitest';
import { invertPermutation, permutation } from './permutation.ts';

test('every number appears once, and the inverse finds its place', () => {
  for (let entity = 0; entity < 200; entity++) {
    const order = permutation(60, 42, entity);
    const places = invertPermutation(order);
    for (let value = 0; value < 60; value++) expect(order[places[value] ?? -1]).toBe(value);
  }
});

test('each of the orders of three comes up equally often', () => {
  const seen = new Map<string, number>();
  const count = 60_000;
  for (let entity = 0; entity < count; entity++) {
    const order = permutation(3, 7, entity).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect(seen.size).toBe(6);
  // Binomial with p = 1/6: standard deviation 91.
  for (const times of seen.values()) expect(Math.abs(times - count / 6)).toBeLessThan(5 * 91);
});
