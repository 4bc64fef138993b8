import type { DenseNetwork } from '../train/dense-network.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './encode-model.ts';

/**
 * A network of dense layers with ReLU between them. The scaling of the inputs
 * is part of the graph, so that the model takes raw features and no caller can
 * forget to scale them. With no hidden layer it is a plain linear model.
 */
export function graphOfNetwork(network: DenseNetwork, metadata: Readonly<Record<string, string>> = {}): OnnxGraph {
  const nodes: OnnxNode[] = [
    { op: 'Sub', inputs: ['features', 'centre'], output: 'centred' },
    { op: 'Mul', inputs: ['centred', 'inverseSpread'], output: 'layer-0' },
  ];
  const tensors: OnnxTensor[] = [
    floatTensor('centre', [network.inputs], network.centre),
    floatTensor('inverseSpread', [network.inputs], network.inverseSpread),
  ];
  network.layers.forEach((layer, index) => {
    const isLast = index === network.layers.length - 1;
    const weights = `weights-${index}`;
    const bias = `bias-${index}`;
    const sum = isLast ? 'prediction' : `sum-${index}`;
    tensors.push(floatTensor(weights, [layer.inputs, layer.outputs], layer.weights));
    tensors.push(floatTensor(bias, [layer.outputs], layer.bias));
    nodes.push({ op: 'Gemm', inputs: [`layer-${index}`, weights, bias], output: sum });
    if (!isLast) nodes.push({ op: 'Relu', inputs: [sum], output: `layer-${index + 1}` });
  });
  return {
    name: 'dense-network',
    nodes,
    tensors,
    input: { name: 'features', columns: network.inputs },
    output: { name: 'prediction', columns: 1 },
    metadata,
  };
}

function floatTensor(name: string, shape: readonly number[], values: ArrayLike<number>): OnnxTensor {
  return { kind: 'float32', name, shape, values };
}
