import { expect, test } from 'vitest';
import { FASTEST_STEP, SLOWEST_STEP, speedOfStep, speedText, stepOfSpeed } from './speed.ts';

test('every step of the slider is a speed that leads back to the step', () => {
  for (let step = SLOWEST_STEP; step <= FASTEST_STEP; step++) expect(stepOfSpeed(speedOfStep(step))).toBe(step);
});

test.each([
  [SLOWEST_STEP, '0.01×'],
  [-20, '0.1×'],
  [0, '1×'],
  [20, '10×'],
  [39, '89×'],
  [FASTEST_STEP, 'max'],
])('step %d reads %s', (step, text) => {
  expect(speedText(speedOfStep(step))).toBe(text);
});

test('a speed between two steps takes the nearest, and only the unbounded one is max', () => {
  expect([stepOfSpeed(1.04), stepOfSpeed(5_000), stepOfSpeed(0)]).toEqual([0, 39, -40]);
});
