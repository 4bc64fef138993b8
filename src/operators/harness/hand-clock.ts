/**
 * A processing clock that moves only by hand, as Flink's TestProcessingTimeService: timers that are due ring when
 * the clock is set, also to the time it shows already, and never in between.
 */
export class HandClock {
  readonly startAtMs: number;
  private readingMs: number;
  private isRinging = false;

  constructor(startAtMs: number) {
    this.startAtMs = startAtMs;
    this.readingMs = startAtMs;
  }

  processingTime(): number {
    return this.readingMs;
  }

  /** When a timer rings, in run time: at once while the clock is being set, else not. */
  runMicros(processingTimeMs: number): number {
    return this.isRinging && processingTimeMs <= this.readingMs ? 0 : Infinity;
  }

  /** Moves the hands without ringing: what happens while an operator is not there. */
  move(toMs: number): void {
    this.readingMs = toMs;
  }

  /** Sets the clock and does what rings by it. */
  ring(toMs: number, ring: () => void): void {
    this.readingMs = toMs;
    this.isRinging = true;
    try {
      ring();
    } finally {
      this.isRinging = false;
    }
  }
}
