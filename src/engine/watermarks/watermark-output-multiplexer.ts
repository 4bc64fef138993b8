import {
  CombinedWatermarkStatus,
  PartialWatermark,
  type CombinedSnapshot,
  type PartialSnapshot,
} from './combined-watermark-status.ts';
import type { WatermarkOutput } from './watermark-output.ts';

/** Told when the watermark or the idleness of one output changes; the reader's alignment listens to its splits. */
export interface PartialWatermarkListener {
  onWatermarkUpdate(id: string, watermark: number): void;
  onIdleUpdate(id: string, isIdle: boolean): void;
}

/**
 * Combines the watermarks of the splits of one reader (Flink's `WatermarkOutputMultiplexer`, as of 2.2).
 * An immediate output combines at once; a deferred one only notes its value, and `onPeriodicEmit` combines
 * them all once every split has been asked. Both ends of one id share one value.
 */
export class WatermarkOutputMultiplexer {
  readonly #underlying: WatermarkOutput;
  readonly #listener: PartialWatermarkListener | null;
  readonly #parts = new Map<string, PartialWatermark>();
  readonly #combined = new CombinedWatermarkStatus();

  constructor(underlying: WatermarkOutput, listener: PartialWatermarkListener | null = null) {
    this.#underlying = underlying;
    this.#listener = listener;
  }

  /** A new output starts at MIN and so holds the combined watermark where it is. */
  registerNewOutput(id: string): void {
    if (this.#parts.has(id)) throw new Error(`IllegalStateException: an output for ${id} exists already`);
    const part = new PartialWatermark();
    this.#parts.set(id, part);
    this.#combined.add(part);
  }

  /** Emits nothing by itself: an advance comes with the next combination. */
  unregisterOutput(id: string): boolean {
    const part = this.#parts.get(id);
    if (part === undefined) return false;
    this.#parts.delete(id);
    this.#combined.remove(part);
    return true;
  }

  getImmediateOutput(id: string): WatermarkOutput {
    const part = this.#part(id);
    return {
      emitWatermark: (watermark) => {
        if (this.#setWatermark(id, part, watermark) && watermark > this.#combined.watermark) this.#combine();
      },
      markIdle: () => {
        this.#setIdle(id, part, true);
        this.#combine();
      },
      markActive: () => {
        this.#setIdle(id, part, false);
        this.#combine();
      },
    };
  }

  getDeferredOutput(id: string): WatermarkOutput {
    const part = this.#part(id);
    return {
      emitWatermark: (watermark) => {
        this.#setWatermark(id, part, watermark);
      },
      markIdle: () => this.#setIdle(id, part, true),
      markActive: () => this.#setIdle(id, part, false),
    };
  }

  onPeriodicEmit(): void {
    this.#combine();
  }

  /** What one output holds now. */
  state(id: string): { readonly watermark: number; readonly isIdle: boolean } {
    const { watermark, isIdle } = this.#part(id);
    return { watermark, isIdle };
  }

  /** The outputs in the order of their registration, with what they hold. */
  save(): MultiplexerSnapshot {
    return { parts: [...this.#parts].map(([id, part]) => [id, part.save()]), combined: this.#combined.save() };
  }

  /** The outputs of the snapshot must be registered already; others keep what they have. */
  load(snapshot: MultiplexerSnapshot): void {
    for (const [id, part] of snapshot.parts) this.#part(id).load(part);
    this.#combined.load(snapshot.combined);
  }

  #combine(): void {
    if (this.#combined.update()) this.#underlying.emitWatermark(this.#combined.watermark);
    if (this.#combined.isIdle) this.#underlying.markIdle();
  }

  #setWatermark(id: string, part: PartialWatermark, watermark: number): boolean {
    const wasIdle = part.isIdle;
    const advanced = part.set(watermark);
    if (wasIdle) this.#listener?.onIdleUpdate(id, false);
    if (advanced) this.#listener?.onWatermarkUpdate(id, watermark);
    return advanced;
  }

  #setIdle(id: string, part: PartialWatermark, isIdle: boolean): void {
    if (part.isIdle === isIdle) return;
    part.isIdle = isIdle;
    this.#listener?.onIdleUpdate(id, isIdle);
  }

  #part(id: string): PartialWatermark {
    const part = this.#parts.get(id);
    if (part === undefined) throw new Error(`IllegalArgumentException: no output registered under ${id}`);
    return part;
  }
}

export interface MultiplexerSnapshot {
  readonly parts: readonly (readonly [string, PartialSnapshot])[];
  readonly combined: CombinedSnapshot;
}
