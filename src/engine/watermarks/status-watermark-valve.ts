import type { WatermarkSink, WatermarkStatus } from './watermark-output.ts';

/**
 * Combines the watermarks and statuses of all channels of one input gate (Flink's `StatusWatermarkValve`).
 * The output is the minimum over the ALIGNED channels. A channel leaves them when it falls idle; back again
 * but behind the output, it is not waited for until it has caught up. A union of streams is one gate.
 */
export class StatusWatermarkValve {
  readonly #sink: WatermarkSink;
  readonly #watermarks: number[];
  readonly #isActive: boolean[];
  readonly #isAligned: boolean[];
  #lastOutput = Number.NEGATIVE_INFINITY;
  #outputStatus: WatermarkStatus = 'ACTIVE';

  constructor(channels: number, sink: WatermarkSink) {
    this.#sink = sink;
    this.#watermarks = new Array<number>(channels).fill(Number.NEGATIVE_INFINITY);
    this.#isActive = new Array<boolean>(channels).fill(true);
    this.#isAligned = new Array<boolean>(channels).fill(true);
  }

  /** The last watermark that left the valve. */
  get watermark(): number {
    return this.#lastOutput;
  }

  get status(): WatermarkStatus {
    return this.#outputStatus;
  }

  channelWatermark(channel: number): number {
    return this.#watermarks[channel] ?? Number.NEGATIVE_INFINITY;
  }

  channelStatus(channel: number): WatermarkStatus {
    return this.#isActive[channel] === true ? 'ACTIVE' : 'IDLE';
  }

  isAligned(channel: number): boolean {
    return this.#isAligned[channel] === true;
  }

  inputWatermark(channel: number, watermark: number): void {
    if (this.#outputStatus === 'IDLE' || this.#isActive[channel] !== true) return;
    if (watermark <= this.channelWatermark(channel)) return;
    this.#watermarks[channel] = watermark;
    if (watermark >= this.#lastOutput) this.#isAligned[channel] = true;
    this.#emitMinimumOfAligned();
  }

  inputStatus(channel: number, status: WatermarkStatus): void {
    if (status === this.channelStatus(channel)) return;
    if (status === 'IDLE') this.#becomeIdle(channel);
    else this.#becomeActive(channel);
  }

  save(): ValveSnapshot {
    return {
      watermarks: [...this.#watermarks],
      isActive: [...this.#isActive],
      isAligned: [...this.#isAligned],
      lastOutput: this.#lastOutput,
      outputStatus: this.#outputStatus,
    };
  }

  load(snapshot: ValveSnapshot): void {
    replace(this.#watermarks, snapshot.watermarks);
    replace(this.#isActive, snapshot.isActive);
    replace(this.#isAligned, snapshot.isAligned);
    this.#lastOutput = snapshot.lastOutput;
    this.#outputStatus = snapshot.outputStatus;
  }

  /**
   * The output moves only if the channel held the minimum. For the last active channel that means a flush to
   * the highest watermark of all channels, as nothing else will advance; if another channel held the minimum
   * before, it has been passed already and there is no flush.
   */
  #becomeIdle(channel: number): void {
    const heldMinimum = this.channelWatermark(channel) === this.#lastOutput;
    this.#isActive[channel] = false;
    this.#isAligned[channel] = false;
    if (this.#isActive.includes(true)) {
      if (heldMinimum) this.#emitMinimumOfAligned();
      return;
    }
    if (heldMinimum) this.#emitMaximumOfAll();
    this.#outputStatus = 'IDLE';
    this.#sink.emitStatus('IDLE');
  }

  #becomeActive(channel: number): void {
    this.#isActive[channel] = true;
    this.#isAligned[channel] = this.channelWatermark(channel) >= this.#lastOutput;
    if (this.#outputStatus === 'ACTIVE') return;
    this.#outputStatus = 'ACTIVE';
    this.#sink.emitStatus('ACTIVE');
  }

  #emitMinimumOfAligned(): void {
    let minimum = Number.POSITIVE_INFINITY;
    let hasAligned = false;
    for (let channel = 0; channel < this.#watermarks.length; channel += 1) {
      if (this.#isAligned[channel] !== true) continue;
      hasAligned = true;
      const watermark = this.channelWatermark(channel);
      if (watermark < minimum) minimum = watermark;
    }
    if (hasAligned) this.#emitIfGreater(minimum);
  }

  #emitMaximumOfAll(): void {
    let maximum = Number.NEGATIVE_INFINITY;
    for (const watermark of this.#watermarks) if (watermark > maximum) maximum = watermark;
    this.#emitIfGreater(maximum);
  }

  #emitIfGreater(watermark: number): void {
    if (watermark <= this.#lastOutput) return;
    this.#lastOutput = watermark;
    this.#sink.emitWatermark(watermark);
  }
}

export interface ValveSnapshot {
  readonly watermarks: readonly number[];
  readonly isActive: readonly boolean[];
  readonly isAligned: readonly boolean[];
  readonly lastOutput: number;
  readonly outputStatus: WatermarkStatus;
}

function replace<T>(target: T[], source: readonly T[]): void {
  target.splice(0, target.length, ...source);
}
