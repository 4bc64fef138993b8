import type { WatermarkOutput } from './watermark-output.ts';

/**
 * Flink's `IdlenessManager` inside `ProgressiveTimestampsAndWatermarks`: a reader has a main output and its
 * splits, and uses one or both. Both count as idle until they emit, and the real output is marked idle only
 * when both are: the generator of the one that is not used cannot make the source idle.
 */
export class IdlenessManager {
  readonly main: WatermarkOutput;
  readonly splits: WatermarkOutput;
  #isMainIdle = true;
  #areSplitsIdle = true;

  constructor(underlying: WatermarkOutput) {
    const aware = (setIdle: (isIdle: boolean) => void): WatermarkOutput => ({
      emitWatermark: (watermark) => {
        underlying.emitWatermark(watermark);
        setIdle(false);
      },
      markIdle: () => {
        setIdle(true);
        if (this.#isMainIdle && this.#areSplitsIdle) underlying.markIdle();
      },
      markActive: () => {
        setIdle(false);
        underlying.markActive();
      },
    });
    this.main = aware((isIdle) => {
      this.#isMainIdle = isIdle;
    });
    this.splits = aware((isIdle) => {
      this.#areSplitsIdle = isIdle;
    });
  }

  save(): IdlenessManagerSnapshot {
    return { isMainIdle: this.#isMainIdle, areSplitsIdle: this.#areSplitsIdle };
  }

  load(snapshot: IdlenessManagerSnapshot): void {
    this.#isMainIdle = snapshot.isMainIdle;
    this.#areSplitsIdle = snapshot.areSplitsIdle;
  }
}

export interface IdlenessManagerSnapshot {
  readonly isMainIdle: boolean;
  readonly areSplitsIdle: boolean;
}
