/** Settings that tests of the engine start from. */
import type { JobSettings } from '../job-graph.ts';

export const plainSettings: JobSettings = {
  seed: 1,
  startAtMs: 1_000_000,
  chaining: false,
  taskManagers: 2,
  channelCapacity: 16,
  channelLatencyMicros: 1000,
  watermarkIntervalMs: 200,
  checkpointing: { intervalMs: 5000, mode: 'exactly-once', timeoutMs: 600_000, minPauseMs: 0, tolerableFailed: 0 },
  restart: { strategy: 'fixed-delay', attempts: 10, delayMs: 500 },
  failureDetectionMicros: 1_000_000,
  replacementMicros: 2_000_000,
};
