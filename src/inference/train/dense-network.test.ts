import { describe, expect, it } from 'vitest';
import { measureErrors } from '../evaluate.ts';
import { predictDenseNetwork, trainDenseNetwork } from './dense-network.ts';
import { sampleExamples } from './sample-examples.ts';

const OPTIONS = { hidden: [16, 16], epochs: 40, batch: 32, learningRate: 0.005, seed: 1 };

describe('a dense network', () => {
  const train = sampleExamples(4000, 1);
  const unseen = sampleExamples(1000, 2);
  const p90 = (hidden: readonly number[]) => {
    const network = trainDenseNetwork(train, { ...OPTIONS, hidden });
    return measureErrors(predictDenseNetwork(network, unseen.features), unseen.targets).p90;
  };

  it('learns what multiplies with hidden layers, and cannot without', () => {
    const linear = p90([]);
    const deep = p90([16, 16]);
    expect(deep).toBeLessThan(0.2);
    expect(linear).toBeGreaterThan(2 * deep);
  });

  it('is the same, bit for bit, when trained again, and another with another seed', () => {
    const few = sampleExamples(200);
    const network = trainDenseNetwork(few, { ...OPTIONS, epochs: 2 });
    expect(trainDenseNetwork(few, { ...OPTIONS, epochs: 2 })).toEqual(network);
    expect(trainDenseNetwork(few, { ...OPTIONS, epochs: 2, seed: 2 })).not.toEqual(network);
  });
});
