import type { CrossedRidge, Exposure } from '../train/crossed-ridge.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './encode-model.ts';

/**
 * A crossed ridge as standard ONNX operators: the features go in raw, and the
 * basis, the exposures and their crossing are computed inside the graph.
 *
 *     standard  = (features − centre) · inverseSpread
 *     hinges    = relu(standard · pick − knots)
 *     strengths = [standard, hinges] · weights + bias       one column per exposure
 *     prediction = Σ strengths · exposures
 */
export function graphOfCrossedRidge(model: CrossedRidge, metadata: Readonly<Record<string, string>> = {}): OnnxGraph {
  const exposures = model.exposures.map((exposure, index) => exposureGraph(exposure, `e${index}`));
  const basisSize = model.inputs + model.hinges.length;
  return {
    name: 'crossed-ridge',
    nodes: [
      { op: 'Sub', inputs: ['features', 'centre'], output: 'centred' },
      { op: 'Mul', inputs: ['centred', 'inverseSpread'], output: 'standard' },
      { op: 'Gemm', inputs: ['standard', 'pick', 'minusKnots'], output: 'aboveKnot' },
      { op: 'Relu', inputs: ['aboveKnot'], output: 'hinges' },
      concatenate(['standard', 'hinges'], 'basis'),
      { op: 'Gemm', inputs: ['basis', 'weights', 'bias'], output: 'strengths' },
      ...exposures.flatMap((exposure) => exposure.nodes),
      concatenate(
        exposures.map((exposure) => exposure.output),
        'exposures',
      ),
      { op: 'Mul', inputs: ['strengths', 'exposures'], output: 'terms' },
      {
        op: 'ReduceSum',
        inputs: ['terms', 'columnAxis'],
        output: 'prediction',
        attributes: { keepdims: { kind: 'integer', value: 1 } },
      },
    ],
    tensors: [
      floats('centre', [model.inputs], model.centre),
      floats('inverseSpread', [model.inputs], model.inverseSpread),
      floats('pick', [model.inputs, model.hinges.length], pickMatrix(model)),
      floats(
        'minusKnots',
        [model.hinges.length],
        model.hinges.map((hinge) => -hinge.knot),
      ),
      floats('weights', [basisSize, model.exposures.length], model.weights),
      floats('bias', [model.exposures.length], model.bias),
      integers('columnAxis', [1]),
      ...exposures.flatMap((exposure) => exposure.tensors),
    ],
    input: { name: 'features', columns: model.inputs },
    output: { name: 'prediction', columns: 1 },
    metadata,
  };
}

/** A matrix of zeros and ones that brings, for each hinge, its own input column. */
function pickMatrix(model: CrossedRidge): Float32Array {
  const pick = new Float32Array(model.inputs * model.hinges.length);
  model.hinges.forEach((hinge, index) => {
    pick[hinge.column * model.hinges.length + index] = 1;
  });
  return pick;
}

interface ExposureGraph {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly output: string;
}

function exposureGraph(exposure: Exposure, name: string): ExposureGraph {
  const multiplier = floats(`${name}-multiplier`, [1], [exposure.multiplier]);
  switch (exposure.kind) {
    case 'one': {
      // A column of ones has to come from the input, because only the input knows how many rows there are.
      const column = gather(0, `${name}-any`);
      const zero = floats(`${name}-zero`, [1], [0]);
      return {
        nodes: [
          ...column.nodes,
          { op: 'Mul', inputs: [column.output, zero.name], output: `${name}-zeros` },
          { op: 'Add', inputs: [`${name}-zeros`, multiplier.name], output: name },
        ],
        tensors: [...column.tensors, zero, multiplier],
        output: name,
      };
    }
    case 'column': {
      const column = gather(exposure.column, `${name}-column`);
      return {
        nodes: [...column.nodes, { op: 'Mul', inputs: [column.output, multiplier.name], output: name }],
        tensors: [...column.tensors, multiplier],
        output: name,
      };
    }
    case 'ratio': {
      const over = gather(exposure.over, `${name}-over`);
      const under = gather(exposure.under, `${name}-under`);
      const floor = floats(`${name}-floor`, [1], [exposure.floor]);
      return {
        nodes: [
          ...over.nodes,
          ...under.nodes,
          { op: 'Max', inputs: [under.output, floor.name], output: `${name}-floored` },
          { op: 'Div', inputs: [over.output, `${name}-floored`], output: `${name}-ratio` },
          { op: 'Mul', inputs: [`${name}-ratio`, multiplier.name], output: name },
        ],
        tensors: [...over.tensors, ...under.tensors, floor, multiplier],
        output: name,
      };
    }
  }
}

/** One column of the raw features, as a matrix of one column. */
function gather(column: number, name: string): ExposureGraph {
  return {
    nodes: [
      {
        op: 'Gather',
        inputs: ['features', `${name}-index`],
        output: name,
        attributes: { axis: { kind: 'integer', value: 1 } },
      },
    ],
    tensors: [integers(`${name}-index`, [column])],
    output: name,
  };
}

function concatenate(inputs: readonly string[], output: string): OnnxNode {
  return {
    op: 'Concat',
    inputs,
    output,
    attributes: { axis: { kind: 'integer', value: 1 } },
  };
}

function floats(name: string, shape: readonly number[], values: ArrayLike<number>): OnnxTensor {
  return { kind: 'float32', name, shape, values };
}

function integers(name: string, values: readonly number[]): OnnxTensor {
  return { kind: 'int64', name, shape: [values.length], values };
}
