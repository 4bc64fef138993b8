import type { GeneratorSnapshot, WatermarkGenerator, WatermarkSink } from './watermark-output.ts';
import { WatermarkToDataOutput, type DataOutputSnapshot } from './watermark-to-data-output.ts';

export interface TimestampsAndWatermarksSettings<Event> {
  readonly generator: WatermarkGenerator<Event>;
  /** `pipeline.auto-watermark-interval`, ms; 0 = no periodic emission. */
  readonly intervalMs: number;
  /** False in batch execution: the generator is never asked and only MAX leaves. */
  readonly isProgressive: boolean;
  readonly sink: WatermarkSink;
}

/**
 * Watermarks made in the middle of a graph (Flink's `TimestampsAndWatermarksOperator`). What comes from
 * upstream, watermarks and statuses, is swallowed, but for MAX. A record alone never ends idleness: ACTIVE is
 * sent before the next watermark that advances.
 */
export class TimestampsAndWatermarks<Event> {
  readonly #settings: TimestampsAndWatermarksSettings<Event>;
  readonly #output: WatermarkToDataOutput;
  #nextTick: number;

  /** `now` is the processing clock at open; it fixes the phase of the ticks. */
  constructor(settings: TimestampsAndWatermarksSettings<Event>, now: number) {
    this.#settings = settings;
    this.#output = new WatermarkToDataOutput(settings.sink);
    this.#nextTick =
      settings.isProgressive && settings.intervalMs > 0 ? now + settings.intervalMs : Number.POSITIVE_INFINITY;
  }

  /** When `onTick` is to be called next; Infinity for never. */
  get nextTick(): number {
    return this.#nextTick;
  }

  get watermark(): number {
    return this.#output.watermark;
  }

  /** Call it after the record has been sent on. */
  onEvent(event: Event, timestamp: number): void {
    if (this.#settings.isProgressive) this.#settings.generator.onEvent(event, timestamp, this.#output);
  }

  /** The next tick is counted from the clock as it is now, so a late tick delays all that follow. */
  onTick(now: number): void {
    this.#settings.generator.onPeriodicEmit(this.#output, now);
    this.#nextTick = now + this.#settings.intervalMs;
  }

  onUpstreamWatermark(watermark: number): void {
    if (watermark === Number.POSITIVE_INFINITY) this.#output.emitWatermark(watermark);
  }

  /** End of input; in a job MAX has been here before, so this last emission is dropped. */
  finish(now: number): void {
    if (this.#settings.isProgressive) this.#settings.generator.onPeriodicEmit(this.#output, now);
  }

  save(): TimestampsAndWatermarksSnapshot {
    return { output: this.#output.save(), generator: this.#settings.generator.save(), nextTick: this.#nextTick };
  }

  load(snapshot: TimestampsAndWatermarksSnapshot): void {
    this.#output.load(snapshot.output);
    this.#settings.generator.load(snapshot.generator);
    this.#nextTick = snapshot.nextTick;
  }
}

export interface TimestampsAndWatermarksSnapshot {
  readonly output: DataOutputSnapshot;
  readonly generator: GeneratorSnapshot;
  readonly nextTick: number;
}
