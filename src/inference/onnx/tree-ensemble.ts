import type { BoostedTrees } from '../train/gradient-boosting.ts';
import type { OnnxAttribute, OnnxGraph } from './encode-model.ts';

/**
 * Boosted trees as one `TreeEnsembleRegressor` node (ai.onnx.ml, version 3).
 * The operator takes its trees as parallel columns, one entry for every node
 * of every tree, and a second set of columns for the leaves alone.
 */
export function graphOfTrees(model: BoostedTrees, metadata: Readonly<Record<string, string>> = {}): OnnxGraph {
  return {
    name: 'boosted-trees',
    nodes: [
      {
        op: 'TreeEnsembleRegressor',
        domain: 'ai.onnx.ml',
        inputs: ['features'],
        output: 'prediction',
        attributes: { ...treeAttributes(model), ...leafAttributes(model) },
      },
    ],
    tensors: [],
    input: { name: 'features', columns: model.inputs },
    output: { name: 'prediction', columns: 1 },
    metadata,
  };
}

function treeAttributes(model: BoostedTrees): Record<string, OnnxAttribute> {
  const trees: number[] = [];
  const ids: number[] = [];
  const features: number[] = [];
  const thresholds: number[] = [];
  const modes: string[] = [];
  const whenTrue: number[] = [];
  const whenFalse: number[] = [];
  model.trees.forEach((tree, treeId) => {
    tree.feature.forEach((feature, id) => {
      const isLeaf = feature < 0;
      trees.push(treeId);
      ids.push(id);
      features.push(isLeaf ? 0 : feature);
      thresholds.push(isLeaf ? 0 : (tree.threshold[id] ?? 0));
      modes.push(isLeaf ? 'LEAF' : 'BRANCH_LEQ');
      whenTrue.push(isLeaf ? 0 : (tree.left[id] ?? 0));
      whenFalse.push(isLeaf ? 0 : (tree.right[id] ?? 0));
    });
  });
  return {
    n_targets: { kind: 'integer', value: 1 },
    aggregate_function: { kind: 'text', value: 'SUM' },
    post_transform: { kind: 'text', value: 'NONE' },
    base_values: { kind: 'floats', values: [model.base] },
    nodes_treeids: { kind: 'integers', values: trees },
    nodes_nodeids: { kind: 'integers', values: ids },
    nodes_featureids: { kind: 'integers', values: features },
    nodes_values: { kind: 'floats', values: thresholds },
    nodes_modes: { kind: 'texts', values: modes },
    nodes_truenodeids: { kind: 'integers', values: whenTrue },
    nodes_falsenodeids: { kind: 'integers', values: whenFalse },
    nodes_missing_value_tracks_true: { kind: 'integers', values: trees.map(() => 0) },
    nodes_hitrates: { kind: 'floats', values: trees.map(() => 1) },
  };
}

function leafAttributes(model: BoostedTrees): Record<string, OnnxAttribute> {
  const trees: number[] = [];
  const ids: number[] = [];
  const weights: number[] = [];
  model.trees.forEach((tree, treeId) => {
    tree.feature.forEach((feature, id) => {
      if (feature >= 0) return;
      trees.push(treeId);
      ids.push(id);
      weights.push(tree.value[id] ?? 0);
    });
  });
  return {
    target_treeids: { kind: 'integers', values: trees },
    target_nodeids: { kind: 'integers', values: ids },
    target_ids: { kind: 'integers', values: trees.map(() => 0) },
    target_weights: { kind: 'floats', values: weights },
  };
}
