import { unit } from '../../base/seeded-hash.ts';
import type { Examples } from './examples.ts';
import type { Exposure } from './crossed-ridge.ts';

/**
 * A small regression problem for tests, with everything that makes a real one
 * hard: a quotient, a slope that changes, a column that multiplies another, a
 * column of few values, one without effect, one that is mostly zero.
 */
export function sampleExamples(rows: number, seed = 1, noise = 0.05): Examples {
  const features = new Float32Array(rows * SAMPLE_INPUTS);
  const targets = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const draw = (column: number) => unit(seed, SAMPLE, row, column);
    const distance = Math.fround(10 * draw(0));
    const speed = Math.fround(2 + 3 * draw(1));
    const stops = Math.floor(8 * draw(2));
    const weekday = Math.floor(7 * draw(3));
    const rain = draw(4) < 0.7 ? 0 : Math.fround(draw(5));
    features.set([distance, speed, stops, weekday, rain, draw(6)], row * SAMPLE_INPUTS);
    const drive = (distance / speed) * (1 + 0.5 * rain + (weekday >= 5 ? -0.2 : 0));
    const unloading = 0.4 * stops * (1 + Math.max(0, rain - 0.5));
    targets[row] = drive + unloading + noise * (2 * draw(7) - 1);
  }
  return { inputs: SAMPLE_INPUTS, rows, features, targets };
}

export const SAMPLE_INPUTS = 6;

const SAMPLE = 0x5f03;

/** What everything else acts upon in the sample: itself, the time on the road, the number of stops. */
export const SAMPLE_EXPOSURES: readonly Exposure[] = [
  { kind: 'one', multiplier: 1 },
  { kind: 'ratio', over: 0, under: 1, floor: 0.5, multiplier: 1 },
  { kind: 'column', column: 2, multiplier: 1 },
];
