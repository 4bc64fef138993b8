import { unit } from '../../base/seeded-hash.ts';

/** One layer while it learns: what it is, what it last gave, and where Adam stands. */
export interface DenseLayer {
  readonly inputs: number;
  readonly width: number;
  /** `width × inputs`, row-major: the weights of one output lie side by side. */
  readonly weights: Learned;
  readonly bias: Learned;
  readonly outputs: Float64Array;
  readonly inputSlopes: Float64Array;
}

/** Values under Adam (Kingma and Ba, 2015), with their slopes and the running means of these. */
interface Learned {
  readonly values: Float64Array;
  readonly slopes: Float64Array;
  readonly means: Float64Array;
  readonly squares: Float64Array;
  /** β₁ᵗ and β₂ᵗ after t steps, kept by multiplication. */
  firstDecay: number;
  secondDecay: number;
}

/** Uniform weights of He's spread, which keeps the size of values through ReLU layers. */
export function createLayer(inputs: number, width: number, seed: number, index: number): DenseLayer {
  const reach = Math.sqrt(6 / inputs);
  const weights = createLearned(width * inputs);
  for (let k = 0; k < weights.values.length; k++) {
    weights.values[k] = reach * (2 * unit(seed, FIRST_WEIGHTS, index, k) - 1);
  }
  return {
    inputs,
    width,
    weights,
    bias: createLearned(width),
    outputs: new Float64Array(width),
    inputSlopes: new Float64Array(inputs),
  };
}

export function pushForward(layer: DenseLayer, input: Float64Array, relu: boolean): Float64Array {
  const { inputs, width, outputs } = layer;
  const weights = layer.weights.values;
  for (let j = 0; j < width; j++) {
    let sum = layer.bias.values[j] ?? 0;
    const first = j * inputs;
    for (let i = 0; i < inputs; i++) sum += (weights[first + i] ?? 0) * (input[i] ?? 0);
    outputs[j] = relu && sum < 0 ? 0 : sum;
  }
  return outputs;
}

/** Adds this row's slopes to the layer's, and returns the slopes of what went in. */
export function pushBackward(
  layer: DenseLayer,
  input: Float64Array,
  outputSlopes: Float64Array,
  relu: boolean,
): Float64Array {
  const { inputs, width, outputs, inputSlopes } = layer;
  const weights = layer.weights.values;
  const weightSlopes = layer.weights.slopes;
  const biasSlopes = layer.bias.slopes;
  inputSlopes.fill(0);
  for (let j = 0; j < width; j++) {
    const slope = outputSlopes[j] ?? 0;
    if (slope === 0 || (relu && outputs[j] === 0)) continue;
    biasSlopes[j] = (biasSlopes[j] ?? 0) + slope;
    const first = j * inputs;
    for (let i = 0; i < inputs; i++) {
      weightSlopes[first + i] = (weightSlopes[first + i] ?? 0) + slope * (input[i] ?? 0);
      inputSlopes[i] = (inputSlopes[i] ?? 0) + slope * (weights[first + i] ?? 0);
    }
  }
  return inputSlopes;
}

export function clearSlopes(layer: DenseLayer): void {
  layer.weights.slopes.fill(0);
  layer.bias.slopes.fill(0);
}

export function stepLayer(layer: DenseLayer, rate: number): void {
  stepLearned(layer.weights, rate);
  stepLearned(layer.bias, rate);
}

/** The name of the draws of first weights among all that are made of the same seed. */
const FIRST_WEIGHTS = 0x5f02;

const FIRST_BETA = 0.9;
const SECOND_BETA = 0.999;
const EPSILON = 1e-8;

function createLearned(size: number): Learned {
  return {
    values: new Float64Array(size),
    slopes: new Float64Array(size),
    means: new Float64Array(size),
    squares: new Float64Array(size),
    firstDecay: 1,
    secondDecay: 1,
  };
}

function stepLearned(learned: Learned, rate: number): void {
  const { values, slopes, means, squares } = learned;
  learned.firstDecay *= FIRST_BETA;
  learned.secondDecay *= SECOND_BETA;
  const step = (rate * Math.sqrt(1 - learned.secondDecay)) / (1 - learned.firstDecay);
  for (let k = 0; k < values.length; k++) {
    const slope = slopes[k] ?? 0;
    const mean = FIRST_BETA * (means[k] ?? 0) + (1 - FIRST_BETA) * slope;
    const square = SECOND_BETA * (squares[k] ?? 0) + (1 - SECOND_BETA) * slope * slope;
    means[k] = mean;
    squares[k] = square;
    values[k] = (values[k] ?? 0) - (step * mean) / (Math.sqrt(square) + EPSILON);
  }
}
