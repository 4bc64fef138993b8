import type { WatermarkSink, WatermarkStatus } from './watermark-output.ts';

/**
 * The rule at the mouth of every channel, chained or not (Flink's `RecordWriterOutput`, `ChainingOutput`): a
 * status is announced when it changes, and while the last one announced is IDLE every watermark is dropped,
 * MAX included. So the MAX of a bounded source that ends idle, and a watermark by which a two-input operator
 * leaves idleness, never arrive unless ACTIVE goes first.
 */
export class RecordWriterOutput implements WatermarkSink {
  readonly #channels: WatermarkSink;
  #announced: WatermarkStatus = 'ACTIVE';

  constructor(channels: WatermarkSink) {
    this.#channels = channels;
  }

  get announced(): WatermarkStatus {
    return this.#announced;
  }

  emitWatermark(watermark: number): void {
    if (this.#announced === 'ACTIVE') this.#channels.emitWatermark(watermark);
  }

  emitStatus(status: WatermarkStatus): void {
    if (status === this.#announced) return;
    this.#announced = status;
    this.#channels.emitStatus(status);
  }

  save(): WatermarkStatus {
    return this.#announced;
  }

  load(snapshot: WatermarkStatus): void {
    this.#announced = snapshot;
  }
}
