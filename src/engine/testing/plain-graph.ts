/** Small parts for tests of the engine: a deterministic stream and graphs made by hand. */
import type { EventStream } from '../event-stream.ts';
import type { JobGraph, JobNode, JobSettings } from '../job-graph.ts';
import { hash32 } from '../../base/seeded-hash.ts';

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

/** Keys `key` 0…keys−1 and whole numbers `value`; event times up to `disorderMs` behind the clock. */
export function plainStream(options: {
  readonly partitions: number;
  readonly length: number;
  readonly gapMicros: number;
  readonly keys: number;
  readonly disorderMs: number;
  readonly seed: number;
}): EventStream {
  const { partitions, length, gapMicros, keys, disorderMs, seed } = options;
  return {
    partitions,
    fields: [
      { name: 'key', type: 'integer' },
      { name: 'value', type: 'number' },
    ],
    length: () => length,
    arrivalMicros: (partition, offset) => offset * gapMicros + partition * 37,
    read: (partition, offset, out) => {
      out[0] = hash32(seed, 1, partition, offset) % keys;
      out[1] = hash32(seed, 2, partition, offset) % 1000;
      return (
        plainSettings.startAtMs +
        Math.floor((offset * gapMicros) / 1000) -
        (disorderMs === 0 ? 0 : hash32(seed, 3, partition, offset) % disorderMs)
      );
    },
  };
}

export function plainGraph(nodes: readonly JobNode[], settings: Partial<JobSettings> = {}): JobGraph {
  return { nodes, settings: { ...plainSettings, ...settings } };
}
