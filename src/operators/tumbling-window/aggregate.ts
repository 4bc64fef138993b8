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
  const numbers: Readonly<Record<Aggregate, () => number>> = {
    sum: () => pane.sum,
    mean: () => pane.sum / pane.nonNull,
    min: () => pane.min,
    max: () => pane.max,
    p50: () => percentile(0.5),
    p95: () => percentile(0.95),
    p99: () => percentile(0.99),
  };
  return aggregates.map((name) => numbers[name]());
}

/** The smallest value such that at least this share of all values is not greater: position ⌈share · n⌉, from 1. */
export function nearestRank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)];
}
