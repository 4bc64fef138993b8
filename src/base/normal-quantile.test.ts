import { expect, test } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

// Known to 16 digits from tables of the normal distribution.
const known: readonly (readonly [number, number])[] = [
  [0.5, 0],
  [0.75, 0.6744897501960817],
  [0.841344746068543, 1],
  [0.975, 1.959963984540054],
  [0.99, 2.3263478740408408],
  [0.999, 3.090232306167814],
  [1e-6, -4.753424308822899],
  [1e-10, -6.361340902404056],
  [1e-20, -9.262340089798409],
];

test.each(known)('a share of %d lies below %d', (u, z) => {
  expect(Math.abs(normalQuantile(u) - z)).toBeLessThanOrEqual(2e-15 * Math.max(1, Math.abs(z)));
});

test('its ends are infinite', () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});

test('it undoes the distribution function between the known values, too', () => {
  for (let z = -7.9; z < 0; z += 0.1) expect(Math.abs(normalQuantile(lowerTail(z)) - z)).toBeLessThan(1e-11);
});

test('it rises with u and is symmetric', () => {
  for (let i = 1; i < 10_000; i++) {
    const u = i / 20_000;
    expect(normalQuantile(u)).toBeGreaterThan(normalQuantile((i - 1) / 20_000));
    expect(normalQuantile(u) + normalQuantile(1 - u)).toBeCloseTo(0, 10);
  }
});

/** P(Z < z) for z < 0: Laplace's continued fraction far out, Simpson's rule near the middle. */
function lowerTail(z: number): number {
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (z < -2) {
    let fraction = -z;
    for (let k = 400; k >= 1; k--) fraction = -z + k / fraction;
    return density(z) / fraction;
  }
  const steps = 2000;
  const width = -z / steps;
  let area = 0;
  for (let i = 0; i < steps; i++) {
    const left = z + i * width;
    area += (width / 6) * (density(left) + 4 * density(left + width / 2) + density(left + width));
  }
  return 0.5 - area;
}
