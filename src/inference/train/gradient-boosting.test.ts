import { describe, expect, it } from 'vitest';
import { measureErrors } from '../evaluate.ts';
import type { Examples } from './examples.ts';
import { predictBoostedTrees, trainBoostedTrees } from './gradient-boosting.ts';
import { sampleExamples } from './sample-examples.ts';

const OPTIONS = { trees: 1, depth: 1, learningRate: 1, bins: 16, smallestLeaf: 1, lambda: 0 };

function table(rows: readonly (readonly number[])[]): Examples {
  return {
    inputs: (rows[0]?.length ?? 1) - 1,
    rows: rows.length,
    features: Float32Array.from(rows.flatMap((row) => row.slice(0, -1))),
    targets: Float32Array.from(rows, (row) => row.at(-1) ?? 0),
  };
}

describe('boosted trees', () => {
  it('split where squared error falls most, and give each side its mean', () => {
    const model = trainBoostedTrees(
      table([
        [1, 7, 10],
        [2, 1, 12],
        [3, 9, 30],
        [4, 3, 32],
      ]),
      OPTIONS,
    );
    const [tree] = model.trees;
    expect(model.base).toBe(21);
    expect(tree).toEqual({
      feature: [0, -1, -1],
      threshold: [2, 0, 0],
      left: [1, 0, 0],
      right: [2, 0, 0],
      value: [0, -10, 10],
    });
  });

  it('go left at the threshold itself', () => {
    const model = trainBoostedTrees(
      table([
        [1, 0],
        [2, 0],
        [3, 8],
        [4, 8],
      ]),
      OPTIONS,
    );
    expect([...predictBoostedTrees(model, Float32Array.of(2, 2.001))]).toEqual([0, 8]);
  });

  it('make no leaf smaller than allowed', () => {
    const model = trainBoostedTrees(
      table([
        [1, 0],
        [2, 0],
        [3, 0],
        [4, 100],
      ]),
      { ...OPTIONS, smallestLeaf: 2 },
    );
    expect(model.trees[0]?.threshold[0]).toBe(2);
  });

  it('stay a single leaf where no column varies', () => {
    const model = trainBoostedTrees(
      table([
        [5, 1],
        [5, 3],
      ]),
      OPTIONS,
    );
    expect(model.trees[0]?.feature).toEqual([-1]);
  });

  it('draw nearer to unseen truth with more trees', () => {
    const train = sampleExamples(4000, 1);
    const unseen = sampleExamples(1000, 2);
    const p90 = (trees: number) => {
      const model = trainBoostedTrees(train, { ...OPTIONS, trees, depth: 5, learningRate: 0.2, bins: 64, lambda: 1 });
      return measureErrors(predictBoostedTrees(model, unseen.features), unseen.targets).p90;
    };
    expect(p90(100)).toBeLessThan(0.3);
    expect(p90(5)).toBeGreaterThan(2 * p90(100));
  });

  it('are the same, bit for bit, when trained again', () => {
    const train = sampleExamples(1000);
    const options = { ...OPTIONS, trees: 10, depth: 4 };
    expect(trainBoostedTrees(train, options)).toEqual(trainBoostedTrees(train, options));
  });
});
