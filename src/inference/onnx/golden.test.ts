import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelSession } from '../run-model.ts';
import { openModel } from '../session.node.ts';
import { predictCrossedRidge, trainCrossedRidge } from '../train/crossed-ridge.ts';
import { predictDenseNetwork, trainDenseNetwork } from '../train/dense-network.ts';
import { predictBoostedTrees, trainBoostedTrees } from '../train/gradient-boosting.ts';
import { SAMPLE_EXPOSURES, SAMPLE_INPUTS, sampleExamples } from '../train/sample-examples.ts';
import { graphOfCrossedRidge } from './crossed-ridge.ts';
import { graphOfNetwork } from './dense-network.ts';
import { encodeModel, type OnnxGraph } from './encode-model.ts';
import { graphOfTrees } from './tree-ensemble.ts';

const train = sampleExamples(2000, 1);
const unseen = sampleExamples(1024, 2);

const network = (hidden: readonly number[]) =>
  trainDenseNetwork(train, { hidden, epochs: 5, batch: 32, learningRate: 0.005, seed: 1 });
const ridge = trainCrossedRidge(train, SAMPLE_EXPOSURES);
const trees = trainBoostedTrees(train);
const linear = network([]);
const deep = network([24, 24]);

const families: readonly { name: string; graph: OnnxGraph; direct: Float32Array }[] = [
  { name: 'a crossed ridge', graph: graphOfCrossedRidge(ridge), direct: predictCrossedRidge(ridge, unseen.features) },
  { name: 'boosted trees', graph: graphOfTrees(trees), direct: predictBoostedTrees(trees, unseen.features) },
  { name: 'a linear model', graph: graphOfNetwork(linear), direct: predictDenseNetwork(linear, unseen.features) },
  { name: 'a deep network', graph: graphOfNetwork(deep), direct: predictDenseNetwork(deep, unseen.features) },
];

describe.each(families)('$name in ONNX Runtime', ({ graph, direct }) => {
  let session: ModelSession;
  beforeAll(async () => {
    const opened = await openModel(encodeModel(graph), 'golden');
    if (opened.kind === 'problem') throw new Error(opened.problem.message);
    session = opened.session;
  });
  afterAll(() => session.release());

  it('predicts what direct evaluation predicts, to 1e-4', async () => {
    const predictions = await session.run(unseen.features, unseen.rows);
    let largest = 0;
    predictions.forEach((prediction, row) => {
      largest = Math.max(largest, Math.abs(prediction - (direct[row] ?? Number.NaN)));
    });
    expect(largest).toBeLessThan(1e-4);
  });

  it('gives a row the same bits in a batch of any size, at any place', async () => {
    const whole = await session.run(unseen.features, unseen.rows);
    for (const size of [1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 32, 33, 50, 51, 100, 127, 128, 129, 256, 511]) {
      for (const first of [0, 1, 6, unseen.rows - size]) {
        const from = unseen.features.subarray(first * SAMPLE_INPUTS, (first + size) * SAMPLE_INPUTS);
        const part = await session.run(from, size);
        expect(part, `${size} rows from row ${first}`).toEqual(whole.subarray(first, first + size));
      }
    }
  });
});
