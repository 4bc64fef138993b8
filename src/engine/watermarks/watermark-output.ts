/** Where watermarks go: `StreamStatus` is what travels in a channel, the rest is what generators write to. */

export type WatermarkStatus = 'ACTIVE' | 'IDLE';

/** The end that writes into channels (Flink's `Output`, `DataOutput`). Times are epoch ms, ±Infinity for MIN and MAX. */
export interface WatermarkSink {
  emitWatermark(watermark: number): void;
  emitStatus(status: WatermarkStatus): void;
}

/** What a generator sees (Flink's `WatermarkOutput`). */
export interface WatermarkOutput {
  emitWatermark(watermark: number): void;
  markIdle(): void;
  markActive(): void;
}

/**
 * Makes watermarks out of the records of one split or stream (Flink's `WatermarkGenerator`).
 * It is asked after the record was sent on, so a punctuated watermark follows its record.
 */
export interface WatermarkGenerator<Event> {
  onEvent(event: Event, timestamp: number, output: WatermarkOutput): void;
  /** `now` is the clock by which idleness is measured, ms; it stands still while the input cannot be read. */
  onPeriodicEmit(output: WatermarkOutput, now: number): void;
  /** All that the generator remembers; `load` takes it back into an instance made with the same settings. */
  save(): GeneratorSnapshot;
  load(snapshot: GeneratorSnapshot): void;
}

export type GeneratorSnapshot = readonly number[];
