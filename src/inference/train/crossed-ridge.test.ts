import { describe, expect, it } from 'vitest';
import { measureErrors } from '../evaluate.ts';
import { predictCrossedRidge, trainCrossedRidge } from './crossed-ridge.ts';
import { SAMPLE_EXPOSURES, sampleExamples } from './sample-examples.ts';

const train = sampleExamples(4000, 1);
const unseen = sampleExamples(2000, 2);
const p99 = (exposures: typeof SAMPLE_EXPOSURES) =>
  measureErrors(predictCrossedRidge(trainCrossedRidge(train, exposures), unseen.features), unseen.targets).p99;

describe('a crossed ridge', () => {
  it('comes close to the noise where effects multiply, which the same ridge without exposures cannot', () => {
    const withoutExposures = p99(SAMPLE_EXPOSURES.slice(0, 1));
    const withExposures = p99(SAMPLE_EXPOSURES);
    expect(withExposures).toBeLessThan(0.1);
    expect(withoutExposures).toBeGreaterThan(5 * withExposures);
  });

  it('places the knots of a column that is mostly zero where it is not', () => {
    const model = trainCrossedRidge(train, SAMPLE_EXPOSURES);
    const RAIN = 4;
    const knots = model.hinges
      .filter((hinge) => hinge.column === RAIN)
      .map((hinge) => hinge.knot / (model.inverseSpread[RAIN] ?? 1) + (model.centre[RAIN] ?? 0));
    expect(knots).toHaveLength(8);
    expect(Math.min(...knots)).toBeGreaterThan(0.01);
    expect(knots.filter((knot) => knot > 0.4 && knot < 0.6)).toHaveLength(1);
  });

  it('puts one knot on each inner value of a column of few values', () => {
    const { hinges } = trainCrossedRidge(train, SAMPLE_EXPOSURES);
    expect(hinges.filter((hinge) => hinge.column === 3)).toHaveLength(5);
  });

  it('gives the same model, bit for bit, when trained again', () => {
    const [first, second] = [trainCrossedRidge(train, SAMPLE_EXPOSURES), trainCrossedRidge(train, SAMPLE_EXPOSURES)];
    expect(second).toEqual(first);
  });

  it('never divides by less than the floor', () => {
    const model = trainCrossedRidge(train, SAMPLE_EXPOSURES);
    const at = (speed: number) => predictCrossedRidge(model, Float32Array.of(5, speed, 3, 2, 0, 0.5))[0];
    expect(Number.isFinite(at(0))).toBe(true);
  });
});
