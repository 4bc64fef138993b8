import type { JobSettings } from '../job-graph.ts';
import type { RestartStrategySpec } from '../restart/restart-strategies.ts';

/** Without checkpoints Flink's default is not to restart at all. */
export function restartSpec({ restart, checkpointing }: JobSettings): RestartStrategySpec {
  switch (restart.strategy) {
    case 'none':
      return { kind: 'none' };
    case 'fixed-delay':
      return { kind: 'fixed-delay', attempts: restart.attempts, delayMs: restart.delayMs };
    case 'failure-rate':
      return {
        kind: 'failure-rate',
        maxFailures: restart.maxFailures,
        intervalMs: restart.intervalMs,
        delayMs: restart.delayMs,
      };
    case 'exponential-delay':
      if (checkpointing.intervalMs === 0) return { kind: 'none' };
      return { ...restart, kind: 'exponential-delay', resetThresholdMs: restart.resetMs, attempts: Infinity };
  }
}
