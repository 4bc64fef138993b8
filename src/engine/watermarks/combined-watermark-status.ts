/**
 * The combined watermark of several parts, as Flink 2.2 computes it (`CombinedWatermarkStatus`): the minimum
 * over the parts that are not idle; when all are idle, the maximum over all of them, so that parts which fall
 * idle one after the other end at the same value whatever their order. It never regresses.
 */
export class CombinedWatermarkStatus {
  readonly #parts: PartialWatermark[] = [];
  #combined = Number.NEGATIVE_INFINITY;
  #isIdle = false;

  get watermark(): number {
    return this.#combined;
  }

  get isIdle(): boolean {
    return this.#isIdle;
  }

  add(part: PartialWatermark): void {
    this.#parts.push(part);
  }

  remove(part: PartialWatermark): void {
    const index = this.#parts.indexOf(part);
    if (index >= 0) this.#parts.splice(index, 1);
  }

  /** Combines anew and says whether the watermark advanced. Without parts nothing changes, idleness included. */
  update(): boolean {
    if (this.#parts.length === 0) return false;
    let maximum = Number.NEGATIVE_INFINITY;
    let minimumOfActive = Number.POSITIVE_INFINITY;
    let allIdle = true;
    for (const part of this.#parts) {
      if (part.watermark > maximum) maximum = part.watermark;
      if (part.isIdle) continue;
      allIdle = false;
      if (part.watermark < minimumOfActive) minimumOfActive = part.watermark;
    }
    this.#isIdle = allIdle;
    const combined = allIdle ? maximum : minimumOfActive;
    if (combined <= this.#combined) return false;
    this.#combined = combined;
    return true;
  }

  save(): CombinedSnapshot {
    return { combined: this.#combined, isIdle: this.#isIdle };
  }

  load(snapshot: CombinedSnapshot): void {
    this.#combined = snapshot.combined;
    this.#isIdle = snapshot.isIdle;
  }
}

/** What one part contributes. It keeps its watermark while idle, for later; any watermark ends its idleness. */
export class PartialWatermark {
  watermark = Number.NEGATIVE_INFINITY;
  isIdle = false;

  /** Says whether the part advanced. */
  set(watermark: number): boolean {
    this.isIdle = false;
    if (watermark <= this.watermark) return false;
    this.watermark = watermark;
    return true;
  }

  save(): PartialSnapshot {
    return { watermark: this.watermark, isIdle: this.isIdle };
  }

  load(snapshot: PartialSnapshot): void {
    this.watermark = snapshot.watermark;
    this.isIdle = snapshot.isIdle;
  }
}

export interface CombinedSnapshot {
  readonly combined: number;
  readonly isIdle: boolean;
}

export interface PartialSnapshot {
  readonly watermark: number;
  readonly isIdle: boolean;
}
