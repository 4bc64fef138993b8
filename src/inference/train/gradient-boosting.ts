import type { Examples } from './examples.ts';
import { type BoostingOptions, createGrower, growTree, type RegressionTree } from './grow-tree.ts';

/**
 * Gradient boosting for squared error: each tree is fitted to what the trees
 * before it got wrong. There is no sampling of rows or columns, so there is no
 * randomness: equal examples give equal trees, bit for bit.
 */
export function trainBoostedTrees(examples: Examples, options: BoostingOptions = DEFAULT_OPTIONS): BoostedTrees {
  let sum = 0;
  for (const target of examples.targets) sum += target;
  const base = Math.fround(sum / examples.rows);
  const predictions = new Float64Array(examples.rows).fill(base);
  const residuals = new Float64Array(examples.rows);
  const grower = createGrower(examples, options);
  const trees: RegressionTree[] = [];
  for (let round = 0; round < options.trees; round++) {
    for (let row = 0; row < examples.rows; row++) {
      residuals[row] = (examples.targets[row] ?? 0) - (predictions[row] ?? 0);
    }
    trees.push(growTree(grower, residuals, predictions));
  }
  return { inputs: examples.inputs, base, trees };
}

export interface BoostedTrees {
  readonly inputs: number;
  /** The mean of the targets, from which the trees start. */
  readonly base: number;
  readonly trees: readonly RegressionTree[];
}

const DEFAULT_OPTIONS: BoostingOptions = {
  trees: 100,
  depth: 6,
  learningRate: 0.1,
  bins: 64,
  smallestLeaf: 20,
  lambda: 1,
};

/** Direct evaluation, which ONNX Runtime is held against. */
export function predictBoostedTrees(model: BoostedTrees, features: Float32Array): Float32Array {
  const predictions = new Float32Array(features.length / model.inputs);
  for (let row = 0; row < predictions.length; row++) {
    let prediction = model.base;
    for (const tree of model.trees) {
      let node = 0;
      let feature = tree.feature[0] ?? -1;
      while (feature >= 0) {
        const goesLeft = (features[row * model.inputs + feature] ?? 0) <= (tree.threshold[node] ?? 0);
        node = (goesLeft ? tree.left[node] : tree.right[node]) ?? 0;
        feature = tree.feature[node] ?? -1;
      }
      prediction += tree.value[node] ?? 0;
    }
    predictions[row] = prediction;
  }
  return predictions;
}
