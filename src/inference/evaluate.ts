/**
 * How far predictions are from the truth: quantiles of the absolute error by
 * nearest rank (the smallest error that at least that share does not exceed),
 * and the mean signed error, which is positive when predictions are too high.
 */
export function measureErrors(predictions: ArrayLike<number>, targets: ArrayLike<number>): ErrorMeasures {
  const rows = targets.length;
  const errors = new Float64Array(rows);
  let signed = 0;
  for (let row = 0; row < rows; row++) {
    const error = (predictions[row] ?? Number.NaN) - (targets[row] ?? Number.NaN);
    signed += error;
    errors[row] = Math.abs(error);
  }
  errors.sort();
  const atRank = (share: number) => errors[Math.max(0, Math.ceil(share * rows) - 1)] ?? Number.NaN;
  return { rows, p50: atRank(0.5), p90: atRank(0.9), p99: atRank(0.99), bias: signed / rows };
}

export interface ErrorMeasures {
  readonly rows: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly bias: number;
}
