import { expect, test } from 'vitest';
import { choose, weightedChoice, zipfWeights } from './weighted-choice.ts';

const cases: readonly (readonly number[])[] = [[1], [1, 1], [3, 1, 0, 6], [0.1, 0.2, 0.3, 0.4], zipfWeights(60, 0.9)];

test.each(cases.map((weights) => [weights.length, weights] as const))('%i weights get their shares', (_, weights) => {
  const choice = weightedChoice(weights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const count = 1_000_000;
  const seen = weights.map(() => 0);
  for (let i = 0; i < count; i++) {
    const index = choose(choice, (i + 0.5) / count);
    seen[index] = (seen[index] ?? 0) + 1;
  }
  weights.forEach((weight, i) => {
    // Evenly spaced numbers miss a share by at most two of their steps for each slot.
    expect(Math.abs((seen[i] ?? 0) / count - weight / total)).toBeLessThan((2 * weights.length) / count);
  });
});

test('Zipf with exponent 0.9 over 60 gives 17.7 % to the first, 43 % to five, 57 % to ten', () => {
  const weights = zipfWeights(60, 0.9);
  const share = (count: number) => weights.slice(0, count).reduce((sum, weight) => sum + weight, 0);
  expect(share(1)).toBeCloseTo(0.177, 3);
  expect(share(5)).toBeCloseTo(0.43, 2);
  expect(share(10)).toBeCloseTo(0.57, 2);
  expect(share(60)).toBeCloseTo(1, 12);
});
