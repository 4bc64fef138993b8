/**
 * Run time is integer microseconds from 0; the processing clock is epoch ms and stands at `startAt` when the
 * run begins. Both are simulated: nothing here reads a clock.
 */
export class VirtualClock {
  readonly startAtMs: number;

  constructor(startAtMs: number) {
    this.startAtMs = startAtMs;
  }

  processingTime(runMicros: number): number {
    return this.startAtMs + Math.floor(runMicros / 1000);
  }

  /** First instant of run time at which the processing clock shows this time or later. */
  runMicros(processingTimeMs: number): number {
    return (processingTimeMs - this.startAtMs) * 1000;
  }
}
