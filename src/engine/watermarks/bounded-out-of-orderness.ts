import type { GeneratorSnapshot, WatermarkGenerator, WatermarkOutput } from './watermark-output.ts';

/**
 * Flink's `BoundedOutOfOrdernessWatermarks`: the highest timestamp so far, less the bound, less 1 ms, because
 * a watermark W says that no record with `ts <= W` will follow. Before any record it emits MIN, which every
 * output drops. Bound 0 is `AscendingTimestampsWatermarks` (`forMonotonousTimestamps`).
 */
export class BoundedOutOfOrderness implements WatermarkGenerator<unknown> {
  readonly boundMs: number;
  #maxTimestamp = Number.NEGATIVE_INFINITY;

  constructor(boundMs: number) {
    if (!(boundMs >= 0))
      throw new Error('IllegalArgumentException: the bound for out-of-orderness must not be negative');
    this.boundMs = boundMs;
  }

  onEvent(_event: unknown, timestamp: number): void {
    if (timestamp > this.#maxTimestamp) this.#maxTimestamp = timestamp;
  }

  onPeriodicEmit(output: WatermarkOutput): void {
    output.emitWatermark(this.#maxTimestamp - this.boundMs - 1);
  }

  save(): GeneratorSnapshot {
    return [this.#maxTimestamp];
  }

  load(snapshot: GeneratorSnapshot): void {
    this.#maxTimestamp = snapshot[0] ?? Number.NEGATIVE_INFINITY;
  }
}

/** Flink's `NoWatermarksGenerator`: never emits, not even MIN. */
export const noWatermarks: WatermarkGenerator<unknown> = {
  onEvent: () => {},
  onPeriodicEmit: () => {},
  save: () => [],
  load: () => {},
};
