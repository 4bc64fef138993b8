import { spreadValues, type Examples } from './examples.ts';

/**
 * Replaces every feature by the number of the bin it falls into, column by
 * column. Trees then look for splits among a few dozen bin edges instead of
 * all values, which is what makes boosting fast enough to wait for.
 */
export function binFeatures(examples: Examples, bins: number): BinnedFeatures {
  const edges: Float32Array[] = [];
  const codes: Uint8Array[] = [];
  for (let column = 0; column < examples.inputs; column++) {
    const columnEdges = chooseEdges(spreadValues(examples, column), bins);
    edges.push(columnEdges);
    codes.push(codeColumn(examples, column, columnEdges));
  }
  return { edges, codes, bins };
}

export interface BinnedFeatures {
  /** Per column, the largest value of every bin but the last, in rising order. */
  readonly edges: readonly Float32Array[];
  /** Per column, the bin of each row. */
  readonly codes: readonly Uint8Array[];
  readonly bins: number;
}

/**
 * Edges are actual values of the column. A threshold must survive the trip
 * through single precision unchanged, or a row on the edge would go left in
 * training and right in serving.
 */
function chooseEdges(values: Float32Array, bins: number): Float32Array {
  const largest = values.at(-1) ?? 0;
  const chosen = new Set<number>();
  for (let bin = 1; bin < bins; bin++) {
    const value = values[Math.floor((bin * values.length) / bins) - 1];
    if (value !== undefined && value < largest) chosen.add(value);
  }
  return Float32Array.from(chosen);
}

function codeColumn(examples: Examples, column: number, edges: Float32Array): Uint8Array {
  const codes = new Uint8Array(examples.rows);
  for (let row = 0; row < examples.rows; row++) {
    const value = examples.features[row * examples.inputs + column] ?? 0;
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= (edges[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    codes[row] = low;
  }
  return codes;
}
