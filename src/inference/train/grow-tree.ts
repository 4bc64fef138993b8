import type { Examples } from './examples.ts';
import { type BinnedFeatures, binFeatures } from './histogram-bins.ts';

/** A tree as parallel columns, one entry per node; node 0 is the root. */
export interface RegressionTree {
  /** The column asked about, or −1 in a leaf. */
  readonly feature: readonly number[];
  /** A row goes left when its value is at most this. */
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What a leaf adds to the prediction. */
  readonly value: readonly number[];
}

export interface BoostingOptions {
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  /** At most 256: a bin's number is one byte. */
  readonly bins: number;
  readonly smallestLeaf: number;
  readonly lambda: number;
}

/** What every tree of one training shares: the binned features and the working order of the rows. */
export interface Grower {
  readonly binned: BinnedFeatures;
  readonly options: BoostingOptions;
  /** Row numbers, arranged so that the rows of a node lie side by side. */
  readonly order: Int32Array;
  readonly aside: Int32Array;
}

export function createGrower(examples: Examples, options: BoostingOptions): Grower {
  return {
    binned: binFeatures(examples, options.bins),
    options,
    order: new Int32Array(examples.rows),
    aside: new Int32Array(examples.rows),
  };
}

/** Fits one tree to the residuals and adds what its leaves say to the predictions. */
export function growTree(grower: Grower, residuals: Float64Array, predictions: Float64Array): RegressionTree {
  const { order, options, binned } = grower;
  for (let row = 0; row < order.length; row++) order[row] = row;
  const tree: GrowingTree = { feature: [], threshold: [], left: [], right: [], value: [] };
  growNode(0, order.length, 0, sumHistogram(grower, residuals, 0, order.length));
  return tree;

  /** Grows the node whose rows are `order[start, end)` and returns its number. */
  function growNode(start: number, end: number, depth: number, histogram: Histogram): number {
    const node = addNode(tree);
    const split = depth < options.depth ? findSplit(grower, histogram, end - start) : undefined;
    if (split === undefined) {
      const value = leafValue(histogram, end - start, options);
      tree.value[node] = value;
      for (let k = start; k < end; k++) {
        const row = order[k] ?? 0;
        predictions[row] = (predictions[row] ?? 0) + value;
      }
      return node;
    }
    const middle = partition(grower, split, start, end);
    // Only the smaller side is counted; the larger is what remains of the parent.
    const leftIsSmaller = middle - start <= end - middle;
    const smaller = leftIsSmaller
      ? sumHistogram(grower, residuals, start, middle)
      : sumHistogram(grower, residuals, middle, end);
    subtract(histogram, smaller);
    tree.feature[node] = split.column;
    tree.threshold[node] = binned.edges[split.column]?.[split.bin] ?? 0;
    tree.left[node] = growNode(start, middle, depth + 1, leftIsSmaller ? smaller : histogram);
    tree.right[node] = growNode(middle, end, depth + 1, leftIsSmaller ? histogram : smaller);
    return node;
  }
}

interface GrowingTree {
  readonly feature: number[];
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
}

/** Per column and bin, the sum of the residuals and the number of rows. */
interface Histogram {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
}

interface Split {
  readonly column: number;
  /** The last bin that goes left. */
  readonly bin: number;
}

function addNode(tree: GrowingTree): number {
  tree.threshold.push(0);
  tree.left.push(0);
  tree.right.push(0);
  tree.value.push(0);
  return tree.feature.push(-1) - 1;
}

function sumHistogram(grower: Grower, residuals: Float64Array, start: number, end: number): Histogram {
  const { codes, bins } = grower.binned;
  const sums = new Float64Array(codes.length * bins);
  const counts = new Int32Array(codes.length * bins);
  codes.forEach((code, column) => {
    const first = column * bins;
    for (let k = start; k < end; k++) {
      const row = grower.order[k] ?? 0;
      const slot = first + (code[row] ?? 0);
      sums[slot] = (sums[slot] ?? 0) + (residuals[row] ?? 0);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
  });
  return { sums, counts };
}

function subtract(histogram: Histogram, part: Histogram): void {
  for (let slot = 0; slot < part.sums.length; slot++) {
    histogram.sums[slot] = (histogram.sums[slot] ?? 0) - (part.sums[slot] ?? 0);
    histogram.counts[slot] = (histogram.counts[slot] ?? 0) - (part.counts[slot] ?? 0);
  }
}

/** The sum over all rows of the node, which every column's bins add up to; column 0 is as good as any. */
function residualSum(histogram: Histogram, bins: number): number {
  let sum = 0;
  for (let bin = 0; bin < bins; bin++) sum += histogram.sums[bin] ?? 0;
  return sum;
}

function leafValue(histogram: Histogram, rows: number, options: BoostingOptions): number {
  const sum = residualSum(histogram, options.bins);
  return Math.fround((options.learningRate * sum) / (rows + options.lambda));
}

/** The split that lowers squared error most; of equal ones the first column and bin. */
function findSplit(grower: Grower, histogram: Histogram, rows: number): Split | undefined {
  const { binned, options } = grower;
  const total = residualSum(histogram, options.bins);
  let bestScore = (total * total) / (rows + options.lambda) + LEAST_GAIN;
  let best: Split | undefined;
  binned.edges.forEach((edges, column) => {
    let leftSum = 0;
    let leftRows = 0;
    for (let bin = 0; bin < edges.length; bin++) {
      leftSum += histogram.sums[column * binned.bins + bin] ?? 0;
      leftRows += histogram.counts[column * binned.bins + bin] ?? 0;
      const rightRows = rows - leftRows;
      if (leftRows < options.smallestLeaf) continue;
      if (rightRows < options.smallestLeaf) break;
      const rightSum = total - leftSum;
      const score =
        (leftSum * leftSum) / (leftRows + options.lambda) + (rightSum * rightSum) / (rightRows + options.lambda);
      if (score > bestScore) {
        bestScore = score;
        best = { column, bin };
      }
    }
  });
  return best;
}

const LEAST_GAIN = 1e-9;

/** Brings the rows that go left before those that go right, each in their old order; returns where right begins. */
function partition(grower: Grower, split: Split, start: number, end: number): number {
  const { order, aside } = grower;
  const code = grower.binned.codes[split.column];
  let left = start;
  let right = 0;
  for (let k = start; k < end; k++) {
    const row = order[k] ?? 0;
    if ((code?.[row] ?? 0) <= split.bin) order[left++] = row;
    else aside[right++] = row;
  }
  order.set(aside.subarray(0, right), left);
  return left;
}
