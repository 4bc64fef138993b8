import type { WatermarkOutput, WatermarkSink } from './watermark-output.ts';

/**
 * The last step before the channel (Flink's `WatermarkToDataOutput`, and the `WatermarkEmitter` of
 * `TimestampsAndWatermarksOperator`): drops a watermark that is not greater than the last, announces ACTIVE
 * before a watermark that follows idleness, and says IDLE and ACTIVE once each.
 */
export class WatermarkToDataOutput implements WatermarkOutput {
  readonly #sink: WatermarkSink;
  readonly #listener: EffectiveWatermarkListener | null;
  #lastWatermark = Number.NEGATIVE_INFINITY;
  #isIdle = false;

  constructor(sink: WatermarkSink, listener: EffectiveWatermarkListener | null = null) {
    this.#sink = sink;
    this.#listener = listener;
  }

  get watermark(): number {
    return this.#lastWatermark;
  }

  get isIdle(): boolean {
    return this.#isIdle;
  }

  emitWatermark(watermark: number): void {
    if (watermark <= this.#lastWatermark) return;
    this.#lastWatermark = watermark;
    this.#listener?.onEffectiveWatermark(watermark);
    this.markActive();
    this.#sink.emitWatermark(watermark);
  }

  markIdle(): void {
    if (this.#isIdle) return;
    this.#isIdle = true;
    this.#sink.emitStatus('IDLE');
  }

  markActive(): void {
    if (!this.#isIdle) return;
    this.#isIdle = false;
    this.#sink.emitStatus('ACTIVE');
  }

  save(): DataOutputSnapshot {
    return { lastWatermark: this.#lastWatermark, isIdle: this.#isIdle };
  }

  load(snapshot: DataOutputSnapshot): void {
    this.#lastWatermark = snapshot.lastWatermark;
    this.#isIdle = snapshot.isIdle;
  }
}

/** Told of each watermark before it is sent; the alignment of sources reports it to the coordinator. */
export interface EffectiveWatermarkListener {
  onEffectiveWatermark(watermark: number): void;
}

export interface DataOutputSnapshot {
  readonly lastWatermark: number;
  readonly isIdle: boolean;
}
