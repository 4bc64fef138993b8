import { expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

/** Plays for as long on a clock that goes on by itself; a step costs nothing. */
function played(speed: number, ms: number, everyMs: number): { readonly at: number; readonly steps: number } {
  let now = 0;
  let at = 0;
  let steps = 0;
  const pacer = new Pacer(() => now);
  pacer.play(0, speed);
  for (; now < ms; now += everyMs) {
    const to = pacer.nextTarget(at);
    if (to > at) steps++;
    at = Math.max(at, to);
  }
  return { at, steps };
}

it('keeps in step with the clock at every speed, and takes no step that is not worth it', () => {
  for (const speed of [0.01, 0.1, 1, 20]) {
    const { at, steps } = played(speed, 2000, 0.05);
    expect(at / (speed * 1000)).toBeGreaterThan(1990);
    expect(at / (speed * 1000)).toBeLessThanOrEqual(2000);
    expect(steps).toBeLessThanOrEqual(500);
  }
});

it('takes a step at every look where the clock is further ahead', () => {
  expect(played(1, 2000, 16).steps).toBeGreaterThan(120);
});
