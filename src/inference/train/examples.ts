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

/** The different values of one column in rising order. */
export function distinctValues(examples: Examples, column: number): Float32Array {
  const values = new Float32Array(examples.rows);
  for (let row = 0; row < examples.rows; row++) {
    values[row] = examples.features[row * examples.inputs + column] ?? 0;
  }
  values.sort();
  let kept = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (i === 0 || value !== values[kept - 1]) values[kept++] = value;
  }
  return values.slice(0, kept);
}
