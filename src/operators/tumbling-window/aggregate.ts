import type { Aggregate } from './spec.ts';

interface PaneContents {
  readonly nonNull: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  copyValues(to: Float64Array): number;
}

/** The chosen aggregates of a pane's values, in their order; NaN where there is no value. */
export function aggregateValues(aggregates: readonly Aggregate[], pane: PaneContents): readonly number[] {
  if (pane.nonNull === 0) return aggregates.map(() => NaN);
  let sorted: Float64Array | null = null;
  const percentile = (share: number): number => {
    if (sorted === null) {
      sorted = new Float64Array(pane.nonNull);
      pane.copyValues(sorted);
      sorted.sort();
    }
    return nearestRank(sorted, share);
  };
  return aggregates.map((name) => {
    switch (name) {
      case 'sum':
        return pane.sum;
      case 'mean':
        return pane.sum / pane.nonNull;
      case 'min':
        return pane.min;
      case 'max':
        return pane.max;
      case 'p50':
        return percentile(0.5);
      case 'p95':
        return percentile(0.95);
      case 'p99':
        return percentile(0.99);
    }
  });
}

/** The smallest value such that at least this share of all values is not greater: position ⌈share · n⌉, from 1. */
export function nearestRank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)];
}
