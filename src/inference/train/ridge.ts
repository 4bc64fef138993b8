/**
 * Ridge regression from its normal equations. Rows are added one at a time and
 * only sums are kept, so a million rows take no more memory than ten, and a
 * model can be brought up to date by adding the rows that came in since.
 */
export function createMoments(columns: number): RidgeMoments {
  return {
    columns,
    rows: 0,
    targetSum: 0,
    sums: new Float64Array(columns),
    products: new Float64Array(columns * columns),
    targetProducts: new Float64Array(columns),
  };
}

export interface RidgeMoments {
  readonly columns: number;
  rows: number;
  targetSum: number;
  readonly sums: Float64Array;
  /** Σ xᵢxⱼ for j ≤ i, row-major; what lies above the diagonal stays 0. */
  readonly products: Float64Array;
  readonly targetProducts: Float64Array;
}

export function addRow(moments: RidgeMoments, row: Float64Array, target: number): void {
  const { columns, products, sums, targetProducts } = moments;
  moments.rows += 1;
  moments.targetSum += target;
  for (let i = 0; i < columns; i++) {
    const value = row[i] ?? 0;
    // Hinges are zero for most rows, and a zero adds nothing to any product.
    if (value === 0) continue;
    sums[i] = (sums[i] ?? 0) + value;
    targetProducts[i] = (targetProducts[i] ?? 0) + value * target;
    const start = i * columns;
    for (let j = 0; j <= i; j++) {
      products[start + j] = (products[start + j] ?? 0) + value * (row[j] ?? 0);
    }
  }
}

export interface LinearModel {
  readonly weights: Float64Array;
  readonly intercept: number;
}

/**
 * The weights that minimise squared error plus `lambda` times their squares,
 * both counted on standardised columns, so that the unit in which a column is
 * written does not decide how strongly it is held back. The intercept is free.
 */
export function solveRidge(moments: RidgeMoments, lambda: number): LinearModel {
  const { columns, rows, products, sums, targetProducts, targetSum } = moments;
  const means = sums.map((sum) => sum / rows);
  const targetMean = targetSum / rows;
  const spreads = new Float64Array(columns);
  for (let i = 0; i < columns; i++) {
    const mean = means[i] ?? 0;
    const secondMoment = (products[i * columns + i] ?? 0) / rows;
    const variance = secondMoment - mean * mean;
    // A column without variation cannot be told from the intercept; it gets weight 0.
    spreads[i] = variance > VARIANCE_FLOOR * secondMoment ? Math.sqrt(variance) : 0;
  }
  const matrix = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  for (let i = 0; i < columns; i++) {
    const spread = spreads[i] ?? 0;
    if (spread === 0) {
      matrix[i * columns + i] = 1;
      continue;
    }
    const mean = means[i] ?? 0;
    right[i] = ((targetProducts[i] ?? 0) - rows * mean * targetMean) / spread;
    for (let j = 0; j <= i; j++) {
      const other = spreads[j] ?? 0;
      if (other === 0) continue;
      const covariance = (products[i * columns + j] ?? 0) - rows * mean * (means[j] ?? 0);
      matrix[i * columns + j] = covariance / (spread * other) + (i === j ? lambda : 0);
    }
  }
  const standardised = solveCholesky(matrix, right);
  const weights = new Float64Array(columns);
  let intercept = targetMean;
  for (let i = 0; i < columns; i++) {
    const spread = spreads[i] ?? 0;
    const weight = spread === 0 ? 0 : (standardised[i] ?? 0) / spread;
    weights[i] = weight;
    intercept -= weight * (means[i] ?? 0);
  }
  return { weights, intercept };
}

/** Below this share of its second moment a variance is rounding, not variation. */
const VARIANCE_FLOOR = 1e-12;

/**
 * Solves a symmetric positive definite system whose lower triangle is given.
 * The matrix is overwritten with its Cholesky factor.
 */
export function solveCholesky(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let sum = matrix[row + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (matrix[row + k] ?? 0) * (matrix[other + k] ?? 0);
      matrix[row + j] = i === j ? Math.sqrt(sum) : sum / (matrix[other + j] ?? 1);
    }
  }
  const solution = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    let sum = solution[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (matrix[i * size + k] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (matrix[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = solution[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (matrix[k * size + i] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (matrix[i * size + i] ?? 1);
  }
  return solution;
}
