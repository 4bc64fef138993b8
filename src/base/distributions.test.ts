import { expect, test } from 'vitest';
import { beta, draw, exponential, gamma, lognormal, normal, type QuantileTable, tabulate } from './distributions.ts';
import { normalQuantile } from './normal-quantile.ts';
import { unit } from './seeded-hash.ts';

interface Case {
  readonly name: string;
  readonly table: QuantileTable;
  readonly mean: number;
  readonly deviation: number;
}

const cases: readonly Case[] = [
  { name: 'normal(35, 3.2)', table: normal(35, 3.2), mean: 35, deviation: 3.2 },
  { name: 'exponential(6)', table: exponential(6), mean: 6, deviation: 6 },
  lognormalCase(1.2, 0.9),
  lognormalCase(Math.log(0.4), 1),
  gammaCase(1, 3),
  gammaCase(2, 2.2),
  gammaCase(2, 0.05),
  gammaCase(7.5, 1),
  betaCase(1, 1),
  betaCase(14, 3),
  betaCase(9, 11),
  betaCase(5, 3),
];

// Evenly spaced numbers integrate the quantile function: no sampling error, so the tolerance can be narrow.
test.each(cases)('$name has its mean and deviation', ({ table, mean, deviation }) => {
  const count = 1 << 20;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const value = draw(table, (i + 0.5) / count);
    sum += value;
    squares += (value - mean) * (value - mean);
  }
  expect(Math.abs(sum / count - mean)).toBeLessThan(2e-4 * deviation);
  expect(Math.abs(Math.sqrt(squares / count) / deviation - 1)).toBeLessThan(2e-3);
});

test.each(cases)('$name never falls as u rises, across every octave of both tails', ({ table }) => {
  const inputs: number[] = [0];
  for (let power = 32; power >= 2; power--) {
    for (const step of [0, 0.001, 0.25, 0.5, 0.999]) inputs.push(2 ** -power * (1 + step));
  }
  inputs.push(...inputs.map((u) => 1 - 2 ** -32 - u).reverse());
  let last = Number.NEGATIVE_INFINITY;
  for (const u of inputs) {
    const value = draw(table, u);
    expect(value).toBeGreaterThanOrEqual(last);
    last = value;
  }
});

test('a draw is within 3e-5 deviations of the exact quantile, far tails included', () => {
  const table = normal(0, 1);
  for (let i = 0; i < 20_000; i++) {
    const u = unit(7, 1, 0, i) * (i & 1 ? 1 : 2 ** -(i % 24));
    const rounded = Math.max(Math.floor(u * 2 ** 32), 0.5) / 2 ** 32;
    expect(Math.abs(draw(table, u) - normalQuantile(rounded))).toBeLessThan(3e-5);
  }
});

// Regularised incomplete beta and gamma with whole parameters are sums, so the share below is known exactly.
test('beta(9, 11) and gamma(2, 1) have the exact share below their quantiles', () => {
  const betaTable = beta(9, 11);
  const gammaTable = gamma(2, 1);
  for (const share of [1e-7, 1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999]) {
    // A uniform number is a multiple of 2^-32: the share asked for must be one, too.
    const u = Math.floor(share * 2 ** 32) / 2 ** 32;
    expect(Math.abs(betaBelow(9, 11, draw(betaTable, u)) / u - 1)).toBeLessThan(1e-4);
    const x = draw(gammaTable, u);
    expect(Math.abs((-Math.expm1(-x) - x * Math.exp(-x)) / u - 1)).toBeLessThan(1e-4);
  }
});

test('a distribution that is cut off keeps its ends', () => {
  const table = tabulate((u) => Math.min(Math.max(35 + 3.2 * normalQuantile(u), 26), 44));
  expect(draw(table, 0)).toBe(26);
  expect(draw(table, 1 - 2 ** -32)).toBe(44);
});

test('shapes whose density has no bound are refused', () => {
  expect(() => gamma(0.5, 1)).toThrow('shape 0.5');
  expect(() => beta(0.5, 2)).toThrow('beta(0.5, 2)');
});

function lognormalCase(mu: number, sigma: number): Case {
  const mean = Math.exp(mu + (sigma * sigma) / 2);
  const deviation = mean * Math.sqrt(Math.expm1(sigma * sigma));
  return { name: `lognormal(${mu.toFixed(2)}, ${sigma})`, table: lognormal(mu, sigma), mean, deviation };
}

function gammaCase(shape: number, scale: number): Case {
  const name = `gamma(${shape}, ${scale})`;
  return { name, table: gamma(shape, scale), mean: shape * scale, deviation: Math.sqrt(shape) * scale };
}

function betaCase(a: number, b: number): Case {
  const deviation = Math.sqrt((a * b) / ((a + b) * (a + b) * (a + b + 1)));
  return { name: `beta(${a}, ${b})`, table: beta(a, b), mean: a / (a + b), deviation };
}

/** P(X < x): at least `a` of a + b − 1 tosses succeed. */
function betaBelow(a: number, b: number, x: number): number {
  const tosses = a + b - 1;
  let below = 0;
  for (let k = a; k <= tosses; k++) {
    let ways = 1;
    for (let i = 0; i < k; i++) ways = (ways * (tosses - i)) / (i + 1);
    below += ways * x ** k * (1 - x) ** (tosses - k);
  }
  return below;
}
