import { type Examples, measureScaling, type Scaling } from './examples.ts';
import { clearSlopes, createLayer, type DenseLayer, pushBackward, pushForward, stepLayer } from './dense-layer.ts';
import { shuffle } from './shuffle.ts';

/**
 * A network of dense layers with ReLU between them, trained for squared error
 * by Adam on small batches. Weights and the order of rows are drawn from the
 * seed, and only exact operations are used, so training gives the same bytes on
 * every machine.
 */
export function trainDenseNetwork(examples: Examples, options: DenseNetworkOptions = DEFAULT_OPTIONS): DenseNetwork {
  const { inputs, rows, features, targets } = examples;
  const scaling = measureScaling(examples);
  const goal = measureScaling({ inputs: 1, rows, features: targets, targets });
  const goalCentre = goal.centre[0] ?? 0;
  const goalInverseSpread = goal.inverseSpread[0] ?? 1;
  const widths = [inputs, ...options.hidden, 1];
  const layers = widths.slice(1).map((width, index) => createLayer(widths[index] ?? 0, width, options.seed, index));
  const input = new Float64Array(inputs);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const slope = new Float64Array(1);

  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, options.seed, epoch);
    // The rate falls in a straight line, so that the last epochs settle instead of wandering.
    const rate = options.learningRate * (1 - epoch / options.epochs);
    for (let start = 0; start < rows; start += options.batch) {
      const end = Math.min(start + options.batch, rows);
      for (const layer of layers) clearSlopes(layer);
      for (let k = start; k < end; k++) {
        const row = order[k] ?? 0;
        standardise(features, row * inputs, scaling, input);
        let values: Float64Array = input;
        layers.forEach((layer, index) => {
          values = pushForward(layer, values, index < layers.length - 1);
        });
        const wanted = ((targets[row] ?? 0) - goalCentre) * goalInverseSpread;
        slope[0] = ((values[0] ?? 0) - wanted) / (end - start);
        let slopes: Float64Array = slope;
        for (let index = layers.length - 1; index >= 0; index--) {
          const layer = layers[index];
          const below = index === 0 ? input : layers[index - 1]?.outputs;
          if (layer !== undefined && below !== undefined) {
            slopes = pushBackward(layer, below, slopes, index < layers.length - 1);
          }
        }
      }
      for (const layer of layers) stepLayer(layer, rate);
    }
  }
  return {
    inputs,
    ...scaling,
    layers: layers.map((layer, index) =>
      index < layers.length - 1 ? freezeLayer(layer, 1, 0) : freezeLayer(layer, 1 / goalInverseSpread, goalCentre),
    ),
  };
}

export interface DenseNetwork extends Scaling {
  readonly inputs: number;
  /** ReLU follows every layer but the last. */
  readonly layers: readonly FrozenLayer[];
}

export interface FrozenLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** `inputs × outputs`, row-major. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface DenseNetworkOptions {
  readonly hidden: readonly number[];
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly seed: number;
}

const DEFAULT_OPTIONS: DenseNetworkOptions = {
  hidden: [32, 32],
  epochs: 20,
  batch: 64,
  learningRate: 0.003,
  seed: 1,
};

/** Direct evaluation, which ONNX Runtime is held against. */
export function predictDenseNetwork(network: DenseNetwork, features: Float32Array): Float32Array {
  const predictions = new Float32Array(features.length / network.inputs);
  const input = new Float64Array(network.inputs);
  for (let row = 0; row < predictions.length; row++) {
    standardise(features, row * network.inputs, network, input);
    let values: Float64Array = input;
    network.layers.forEach((layer, index) => {
      const isLast = index === network.layers.length - 1;
      const next = Float64Array.from(layer.bias);
      for (let i = 0; i < layer.inputs; i++) {
        for (let j = 0; j < layer.outputs; j++) {
          next[j] = (next[j] ?? 0) + (values[i] ?? 0) * (layer.weights[i * layer.outputs + j] ?? 0);
        }
      }
      values = isLast ? next : next.map((value) => Math.max(0, value));
    });
    predictions[row] = values[0] ?? 0;
  }
  return predictions;
}

/** The last layer is put back into the unit of the targets; for the others scale is 1 and shift 0. */
function freezeLayer(layer: DenseLayer, scale: number, shift: number): FrozenLayer {
  const { inputs, width } = layer;
  const weights = new Float32Array(inputs * width);
  for (let j = 0; j < width; j++) {
    for (let i = 0; i < inputs; i++) {
      weights[i * width + j] = (layer.weights.values[j * inputs + i] ?? 0) * scale;
    }
  }
  const bias = Float32Array.from(layer.bias.values, (value) => value * scale + shift);
  return { inputs, outputs: width, weights, bias };
}

function standardise(features: Float32Array, start: number, scaling: Scaling, into: Float64Array): void {
  for (let column = 0; column < into.length; column++) {
    const centred = (features[start + column] ?? 0) - (scaling.centre[column] ?? 0);
    into[column] = centred * (scaling.inverseSpread[column] ?? 1);
  }
}
