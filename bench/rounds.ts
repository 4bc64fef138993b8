/** Medians of interleaved rounds: on a machine that others use, only what ran side by side is compared. */

/** Milliseconds of each run by `clock`, as the median of the rounds after one that warms up. */
export function medianTimes(
  runs: readonly (() => unknown)[],
  rounds: number,
  clock: () => number = () => performance.now(),
): readonly number[] {
  const times = runs.map((): number[] => []);
  for (let round = 0; round <= rounds; round++)
    runs.forEach((run, i) => {
      const began = clock();
      run();
      if (round > 0) times[i].push(clock() - began);
    });
  return times.map((all) => shareOf(all, 0.5));
}

/** The least value that `share` of all do not exceed: 0.5 is the median, 0.95 the p95. */
export function shareOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}
