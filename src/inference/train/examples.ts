/** Rows to learn from: raw features, row after row, and the value to predict for each. */
export interface Examples {
  /** How many features a row has. */
  readonly inputs: number;
  readonly rows: number;
  /** `rows × inputs`, row-major. */
  readonly features: Float32Array;
  readonly targets: Float32Array;
}

/** The mean and the inverse of the standard deviation of every column, as a model carries them. */
export interface Scaling {
  readonly centre: Float32Array;
  readonly inverseSpread: Float32Array;
}

/** A column that never varies is only centred: dividing by its spread would divide by zero. */
export function measureScaling(examples: Examples): Scaling {
  const { inputs, rows, features } = examples;
  const centre = new Float32Array(inputs);
  const inverseSpread = new Float32Array(inputs);
  for (let column = 0; column < inputs; column++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += features[row * inputs + column] ?? 0;
    const mean = sum / rows;
    let squares = 0;
    for (let row = 0; row < rows; row++) {
      const distance = (features[row * inputs + column] ?? 0) - mean;
      squares += distance * distance;
    }
    const spread = Math.sqrt(squares / rows);
    centre[column] = mean;
    inverseSpread[column] = spread > 0 ? 1 / spread : 1;
  }
  return { centre, inverseSpread };
}

/**
 * The values of one column in rising order, each at most as often as a small
 * share of the rows. Quantiles of these lie where the values differ: a column
 * that is zero most of the time (rain) does not put all of them at zero, and one
 * of few values (weekdays) gives each its turn.
 */
export function spreadValues(examples: Examples, column: number): Float32Array {
  const values = new Float32Array(examples.rows);
  for (let row = 0; row < examples.rows; row++) {
    values[row] = examples.features[row * examples.inputs + column] ?? 0;
  }
  values.sort();
  const mostOften = Math.max(1, Math.floor(examples.rows * LARGEST_SHARE));
  let kept = 0;
  let repeated = 0;
  let last = Number.NaN;
  for (const value of values) {
    repeated = value === last ? repeated + 1 : 1;
    last = value;
    if (repeated <= mostOften) values[kept++] = value;
  }
  return values.slice(0, kept);
}

/** Of the rows, for a single value. */
const LARGEST_SHARE = 1 / 64;
