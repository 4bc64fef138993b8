import { type Examples, measureScaling, type Scaling, spreadValues } from './examples.ts';
import { addRow, createMoments, solveRidge } from './ridge.ts';

/**
 * A varying-coefficient model fitted by ridge: the prediction is a sum over
 * exposures (a constant, a column, a quotient of two columns), each multiplied
 * by its own additive piecewise-linear function of all features.
 *
 * Nothing of the world's formula is written here: where a slope may change is
 * read from the quantiles of the examples, and how much it changes is learned.
 * What a caller states is only which quantities everything else acts upon: for
 * a delivery, the time on the road and the number of stops.
 */
export function trainCrossedRidge(
  examples: Examples,
  exposures: readonly Exposure[],
  options: CrossedRidgeOptions = DEFAULT_OPTIONS,
): CrossedRidge {
  const scaling = measureScaling(examples);
  const hinges = placeHinges(examples, scaling, options.quantiles);
  const inputs = examples.inputs;
  const basisSize = inputs + hinges.length;
  const shape: BasisShape = { inputs, ...scaling, hinges, exposures };

  // A constant exposure crossed with the constant basis is the intercept, which ridge fits by itself.
  const columns = (basisSize + 1) * exposures.length;
  const moments = createMoments(columns);
  const basis = new Float64Array(basisSize + 1);
  const row = new Float64Array(columns);
  for (let index = 0; index < examples.rows; index++) {
    const start = index * inputs;
    fillBasis(shape, examples.features, start, basis);
    exposures.forEach((exposure, e) => {
      const amount = measureExposure(exposure, examples.features, start);
      const first = e * (basisSize + 1);
      for (let i = 0; i <= basisSize; i++) row[first + i] = (basis[i] ?? 0) * amount;
    });
    addRow(moments, row, examples.targets[index] ?? 0);
  }
  const solution = solveRidge(moments, options.lambda);

  const weights = new Float32Array(basisSize * exposures.length);
  const bias = new Float32Array(exposures.length);
  exposures.forEach((exposure, e) => {
    const first = e * (basisSize + 1);
    for (let i = 0; i < basisSize; i++) {
      weights[i * exposures.length + e] = solution.weights[first + i] ?? 0;
    }
    const own = solution.weights[first + basisSize] ?? 0;
    bias[e] = exposure.kind === 'one' ? own + solution.intercept / exposure.multiplier : own;
  });
  return { ...shape, weights, bias };
}

export interface CrossedRidge extends BasisShape {
  /** `(inputs + hinges) × exposures`, row-major. */
  readonly weights: Float32Array;
  /** One per exposure. */
  readonly bias: Float32Array;
}

/** What the rest of the model acts upon. A ratio's divisor never goes below `floor`. */
export type Exposure =
  | { readonly kind: 'one'; readonly multiplier: number }
  | { readonly kind: 'column'; readonly column: number; readonly multiplier: number }
  | {
      readonly kind: 'ratio';
      readonly over: number;
      readonly under: number;
      readonly floor: number;
      readonly multiplier: number;
    };

/** A place on a standardised column where the slope may change. */
export interface Hinge {
  readonly column: number;
  readonly knot: number;
}

export interface CrossedRidgeOptions {
  /** The strength of the penalty on standardised columns. */
  readonly lambda: number;
  /** Where knots lie, as quantiles of a column's values. */
  readonly quantiles: readonly number[];
}

/** Closer together towards the tails, where few examples decide large effects. */
const DEFAULT_OPTIONS: CrossedRidgeOptions = {
  lambda: 1,
  quantiles: [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98],
};

/** Direct evaluation in single precision, in the order of the graph: what ONNX Runtime is held against. */
export function predictCrossedRidge(model: CrossedRidge, features: Float32Array): Float32Array {
  const { inputs, exposures, weights, bias } = model;
  const basisSize = inputs + model.hinges.length;
  const basis = new Float64Array(basisSize + 1);
  const predictions = new Float32Array(features.length / inputs);
  for (let row = 0; row < predictions.length; row++) {
    fillBasis(model, features, row * inputs, basis);
    let prediction = 0;
    exposures.forEach((exposure, e) => {
      let strength = bias[e] ?? 0;
      for (let i = 0; i < basisSize; i++) {
        strength += (basis[i] ?? 0) * (weights[i * exposures.length + e] ?? 0);
      }
      prediction += strength * measureExposure(exposure, features, row * inputs);
    });
    predictions[row] = prediction;
  }
  return predictions;
}

interface BasisShape extends Scaling {
  readonly inputs: number;
  readonly hinges: readonly Hinge[];
  readonly exposures: readonly Exposure[];
}

/** Fills the standardised features, the hinges above them, and a closing 1 for the constant. */
function fillBasis(shape: BasisShape, features: Float32Array, start: number, basis: Float64Array): void {
  const { inputs, centre, inverseSpread, hinges } = shape;
  for (let column = 0; column < inputs; column++) {
    const centred = Math.fround((features[start + column] ?? 0) - (centre[column] ?? 0));
    basis[column] = Math.fround(centred * (inverseSpread[column] ?? 1));
  }
  for (let i = 0; i < hinges.length; i++) {
    const hinge = hinges[i];
    if (hinge === undefined) continue;
    basis[inputs + i] = Math.max(0, Math.fround((basis[hinge.column] ?? 0) - hinge.knot));
  }
  basis[inputs + hinges.length] = 1;
}

function measureExposure(exposure: Exposure, features: Float32Array, start: number): number {
  switch (exposure.kind) {
    case 'one':
      return exposure.multiplier;
    case 'column':
      return (features[start + exposure.column] ?? 0) * exposure.multiplier;
    case 'ratio': {
      const under = Math.max(features[start + exposure.under] ?? 0, exposure.floor);
      return ((features[start + exposure.over] ?? 0) / under) * exposure.multiplier;
    }
  }
}

/**
 * Knots are quantiles of the values of a column, see {@link spreadValues}. Its
 * two ends get none: a hinge at the least value is the column itself, and one at
 * the largest is nothing.
 */
function placeHinges(examples: Examples, scaling: Scaling, quantiles: readonly number[]): readonly Hinge[] {
  const hinges: Hinge[] = [];
  for (let column = 0; column < examples.inputs; column++) {
    const values = spreadValues(examples, column);
    const inner = values.filter((value) => value > (values[0] ?? 0) && value < (values.at(-1) ?? 0));
    const places = quantiles.map((quantile) => inner[Math.floor(quantile * inner.length)] ?? Number.NaN);
    for (const value of new Set(places)) {
      if (Number.isNaN(value)) continue;
      const centred = value - (scaling.centre[column] ?? 0);
      hinges.push({ column, knot: Math.fround(centred * (scaling.inverseSpread[column] ?? 1)) });
    }
  }
  return hinges;
}
