import { createExponentialDelay } from './exponential-delay.ts';

export type RestartStrategySpec =
  | { readonly kind: 'none' }
  /** Attempts: Infinity = unlimited. */
  | { readonly kind: 'fixed-delay'; readonly attempts: number; readonly delayMs: number }
  | {
      readonly kind: 'failure-rate';
      readonly maxFailures: number;
      readonly intervalMs: number;
      readonly delayMs: number;
    }
  | ExponentialDelaySpec;

export interface ExponentialDelaySpec {
  readonly kind: 'exponential-delay';
  readonly initialMs: number;
  readonly maxMs: number;
  readonly multiplier: number;
  /** A job that runs this long after its planned restart starts again from the initial backoff. */
  readonly resetThresholdMs: number;
  /** Share of the backoff by which it may go up or down, 0 to 1. */
  readonly jitter: number;
  /** Infinity = unlimited. */
  readonly attempts: number;
}

/** Flink's defaults with checkpointing on; without checkpointing the default is `none`. */
export const defaultExponentialDelay: ExponentialDelaySpec = {
  kind: 'exponential-delay',
  initialMs: 1000,
  maxMs: 60_000,
  multiplier: 1.5,
  resetThresholdMs: 3_600_000,
  jitter: 0.1,
  attempts: Number.POSITIVE_INFINITY,
};

/** Flink's `RestartBackoffTimeStrategy`. Tell it of each failure, then ask. `now` is the job manager's clock, ms. */
export interface RestartStrategy {
  /** False if the failure was merged into the attempt that is still waiting to restart. */
  notifyFailure(now: number): boolean;
  canRestart(now: number): boolean;
  /** Time to wait from `now` until the restart, ms. */
  backoffMs(now: number): number;
  save(): RestartSnapshot;
  load(snapshot: RestartSnapshot): void;
}

export type RestartSnapshot = readonly number[];

/** `random` gives a number in [0, 1), for the jitter. */
export function createRestartStrategy(spec: RestartStrategySpec, random: () => number): RestartStrategy {
  switch (spec.kind) {
    case 'none':
      return noRestart;
    case 'fixed-delay':
      return createFixedDelay(spec.attempts, spec.delayMs);
    case 'failure-rate':
      return createFailureRate(spec.maxFailures, spec.intervalMs, spec.delayMs);
    case 'exponential-delay':
      return createExponentialDelay(spec, random);
  }
}

const noRestart: RestartStrategy = {
  notifyFailure: () => true,
  canRestart: () => false,
  backoffMs: () => 0,
  save: () => [],
  load: () => {},
};

/** `FixedDelayRestartBackoffTimeStrategy`: counts every failure of the job's life and never forgets one. */
function createFixedDelay(attempts: number, delayMs: number): RestartStrategy {
  let failures = 0;
  return {
    notifyFailure: () => {
      failures += 1;
      return true;
    },
    canRestart: () => failures <= attempts,
    backoffMs: () => delayMs,
    save: () => [failures],
    load: ([saved]) => {
      failures = saved ?? 0;
    },
  };
}

/** `FailureRateRestartBackoffTimeStrategy`: keeps the times of the last max + 1 failures. */
function createFailureRate(maxFailures: number, intervalMs: number, delayMs: number): RestartStrategy {
  let failures: readonly number[] = [];
  return {
    notifyFailure: (now) => {
      failures = [...failures, now].slice(-(maxFailures + 1));
      return true;
    },
    canRestart: (now) => failures.length <= maxFailures || now - (failures[0] ?? now) > intervalMs,
    backoffMs: () => delayMs,
    save: () => failures,
    load: (snapshot) => {
      failures = [...snapshot];
    },
  };
}
