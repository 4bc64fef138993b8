import type { GeneratorSnapshot, WatermarkGenerator, WatermarkOutput } from './watermark-output.ts';

/**
 * Flink's `WatermarksWithIdleness`: asks the inner generator while events come, and marks the output idle,
 * once, when none has come for the timeout. Idleness is looked at in the periodic tick only, and the inner
 * generator is not asked while idle.
 */
export class WatermarksWithIdleness<Event> implements WatermarkGenerator<Event> {
  readonly #inner: WatermarkGenerator<Event>;
  readonly #timer: IdlenessTimer;
  #isIdleNow = false;

  constructor(inner: WatermarkGenerator<Event>, timeoutMs: number) {
    this.#inner = inner;
    this.#timer = new IdlenessTimer(timeoutMs);
  }

  onEvent(event: Event, timestamp: number, output: WatermarkOutput): void {
    this.#inner.onEvent(event, timestamp, output);
    this.#timer.activity();
    this.#isIdleNow = false;
  }

  onPeriodicEmit(output: WatermarkOutput, now: number): void {
    if (!this.#timer.checkIfIdle(now)) {
      this.#inner.onPeriodicEmit(output, now);
    } else if (!this.#isIdleNow) {
      output.markIdle();
      this.#isIdleNow = true;
    }
  }

  save(): GeneratorSnapshot {
    return [this.#isIdleNow ? 1 : 0, ...this.#timer.save(), ...this.#inner.save()];
  }

  load(snapshot: GeneratorSnapshot): void {
    this.#isIdleNow = snapshot[0] === 1;
    this.#timer.load(snapshot.slice(1, 3));
    this.#inner.load(snapshot.slice(3));
  }
}

/**
 * Flink's `WatermarksWithIdleness.IdlenessTimer`. The first check without a new event only starts the timer;
 * a later one is idle when strictly more than the timeout has passed since. Flink stores "not started" as
 * clock reading 0; here it is null, so that a reading of 0 is a reading.
 */
export class IdlenessTimer {
  readonly timeoutMs: number;
  #sawEvent = false;
  #startOfInactivity: number | null = null;

  constructor(timeoutMs: number) {
    if (!(timeoutMs > 0)) throw new Error('IllegalArgumentException: the idleness timeout must be greater than zero');
    this.timeoutMs = timeoutMs;
  }

  activity(): void {
    this.#sawEvent = true;
  }

  checkIfIdle(now: number): boolean {
    if (this.#sawEvent) {
      this.#sawEvent = false;
      this.#startOfInactivity = null;
      return false;
    }
    if (this.#startOfInactivity === null) {
      this.#startOfInactivity = now;
      return false;
    }
    return now - this.#startOfInactivity > this.timeoutMs;
  }

  /** Two numbers: whether an event came since the last check, and the start of inactivity or NaN. */
  save(): GeneratorSnapshot {
    return [this.#sawEvent ? 1 : 0, this.#startOfInactivity ?? Number.NaN];
  }

  load(snapshot: GeneratorSnapshot): void {
    const start = snapshot[1] ?? Number.NaN;
    this.#sawEvent = snapshot[0] === 1;
    this.#startOfInactivity = Number.isNaN(start) ? null : start;
  }
}
