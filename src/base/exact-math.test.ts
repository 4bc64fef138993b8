import { expect, test } from 'vitest';
import { digest } from './digest.ts';
import { cos, exp, log, pow, sin } from './exact-math.ts';

/** Evenly spaced, both ends included. */
function spread(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

function worst(inputs: readonly number[], error: (x: number) => number): number {
  let most = 0;
  for (const x of inputs) most = Math.max(most, error(x));
  return most;
}

// Math's own functions are within one unit in the last place (1.1e-16), so they serve as the reference.
test('exp is right to 4e-16, relatively, over its whole range', () => {
  const inputs = [...spread(-708, 709, 100_003), ...spread(-1, 1, 100_003)];
  expect(worst(inputs, (x) => Math.abs(exp(x) / Math.exp(x) - 1))).toBeLessThan(4e-16);
});

test('log is right to 5e-16, relatively, over its whole range and close to 1', () => {
  const inputs = [...spread(1e-9, 20, 100_003), ...spread(0.99, 1.01, 100_003), 1e-308, 5e-324, 1.7e308];
  expect(worst(inputs, (x) => (x === 1 ? Math.abs(log(x)) : Math.abs(log(x) / Math.log(x) - 1)))).toBeLessThan(5e-16);
});

test('sin and cos are right to 3e-16 up to a million', () => {
  const inputs = [...spread(-10, 10, 100_003), ...spread(-1e6, 1e6, 100_003)];
  expect(worst(inputs, (x) => Math.abs(sin(x) - Math.sin(x)))).toBeLessThan(3e-16);
  expect(worst(inputs, (x) => Math.abs(cos(x) - Math.cos(x)))).toBeLessThan(3e-16);
});

test('pow is right to 1e-14 while the result is ordinary', () => {
  for (const y of [-2.5, -0.9, 0, 0.5, 1.1, 3]) {
    expect(worst(spread(0.01, 60, 10_007), (x) => Math.abs(pow(x, y) / x ** y - 1))).toBeLessThan(1e-14);
  }
});

const edges: readonly (readonly [string, number, number])[] = [
  ['exp(0)', exp(0), 1],
  ['exp(−∞)', exp(Number.NEGATIVE_INFINITY), 0],
  ['exp(710)', exp(710), Number.POSITIVE_INFINITY],
  ['exp(−746)', exp(-746), 0],
  ['exp(−745), the least number there is', exp(-745), 5e-324],
  ['exp(NaN)', exp(Number.NaN), Number.NaN],
  ['log(0)', log(0), Number.NEGATIVE_INFINITY],
  ['log(1)', log(1), 0],
  ['log(−1)', log(-1), Number.NaN],
  ['log(∞)', log(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY],
  ['sin(0)', sin(0), 0],
  ['cos(0)', cos(0), 1],
  ['sin past the range in which it is exact', sin(1e7), Number.NaN],
];

test.each(edges)('%s', (_name, actual, expected) => {
  expect(actual).toBe(expected);
});

test('the bits are those of every other machine', () => {
  const bits = digest();
  for (const x of spread(-30, 30, 4001))
    bits
      .number(exp(x))
      .number(log(Math.abs(x) + 1e-3))
      .number(sin(x))
      .number(cos(x));
  expect(bits.hex()).toBe('677abc2c8d54eb61');
});
