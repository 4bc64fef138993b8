import {
  CombinedWatermarkStatus,
  PartialWatermark,
  type CombinedSnapshot,
  type PartialSnapshot,
} from './combined-watermark-status.ts';
import type { WatermarkStatus } from './watermark-output.ts';

/**
 * The watermark of an operator with two or more inputs (Flink's `IndexedCombinedWatermarkStatus` as
 * `AbstractStreamOperator#processWatermark1/2` and `#processWatermarkStatus1/2` use it). Each update returns
 * what the operator has to do, in this order: process the watermark, timers first, if it advanced; then
 * forward the status if the combined one changed. A watermark alone never forwards a status, even where it
 * ends the idleness of an input and so changes the combined one.
 */
export class IndexedCombinedWatermarkStatus {
  readonly #parts: readonly PartialWatermark[];
  readonly #combined = new CombinedWatermarkStatus();

  constructor(inputs: number) {
    this.#parts = Array.from({ length: inputs }, () => new PartialWatermark());
    for (const part of this.#parts) this.#combined.add(part);
  }

  get watermark(): number {
    return this.#combined.watermark;
  }

  get isIdle(): boolean {
    return this.#combined.isIdle;
  }

  inputWatermark(input: number): number {
    return this.#part(input).watermark;
  }

  isInputIdle(input: number): boolean {
    return this.#part(input).isIdle;
  }

  /** True when the operator must now process `watermark`. */
  updateWatermark(input: number, watermark: number): boolean {
    this.#part(input).set(watermark);
    return this.#combined.update();
  }

  updateStatus(input: number, status: WatermarkStatus): CombinedUpdate {
    const wasIdle = this.#combined.isIdle;
    this.#part(input).isIdle = status === 'IDLE';
    const advanced = this.#combined.update();
    return { advanced, forwardsStatus: wasIdle !== this.#combined.isIdle };
  }

  save(): IndexedCombinedSnapshot {
    return { combined: this.#combined.save(), parts: this.#parts.map((part) => part.save()) };
  }

  load(snapshot: IndexedCombinedSnapshot): void {
    this.#combined.load(snapshot.combined);
    for (const [input, part] of snapshot.parts.entries()) this.#part(input).load(part);
  }

  #part(input: number): PartialWatermark {
    const part = this.#parts[input];
    if (part === undefined) throw new Error(`input ${input} of ${this.#parts.length} does not exist`);
    return part;
  }
}

export interface CombinedUpdate {
  /** The operator must process `watermark`: fire its timers, then forward it. */
  readonly advanced: boolean;
  /** The status that caused the update must then be forwarded. */
  readonly forwardsStatus: boolean;
}

export interface IndexedCombinedSnapshot {
  readonly combined: CombinedSnapshot;
  readonly parts: readonly PartialSnapshot[];
}
