/** Keeps run time in step with a real clock that it is given: how far to play now, at which speed it really goes. */
const LONGEST_STEP_MICROS = 20_000_000;
const AIM_MS = 6;
/** Real time whose run time is worth a step; less is left to become more, and the processor to the page. */
const LEAST_STEP_MS = 4;

export class Pacer {
  isPlaying = false;
  private readonly now: () => number;
  private speed = 1;
  /** The instant of run time and of the real clock from which the target is counted. */
  private fromMicros = 0;
  private fromMs = 0;
  /** Run µs that one real ms of work achieves, smoothed. */
  private pace = 20_000;
  private measured: { readonly ms: number; readonly micros: number }[] = [];

  constructor(now: () => number) {
    this.now = now;
  }

  play(at: number, speed: number): void {
    this.isPlaying = true;
    this.setSpeed(at, speed);
    this.measured = [];
  }

  setSpeed(at: number, speed: number): void {
    this.speed = speed;
    this.fromMicros = at;
    this.fromMs = this.now();
  }

  pause(): void {
    this.isPlaying = false;
  }

  /** How far to run in one go: not beyond what the speed allows, nor longer than a few ms of work. */
  nextTarget(at: number): number {
    const now = this.now();
    const affordable = at + Math.max(1000, Math.min(LONGEST_STEP_MICROS, this.pace * AIM_MS));
    if (this.speed === Infinity) return Math.floor(affordable);
    const due = this.fromMicros + (now - this.fromMs) * 1000 * this.speed;
    if (due - at < LEAST_STEP_MS * 1000 * this.speed) return at;
    // A machine that cannot keep up does not run after the clock for ever.
    if (due - at > this.pace * 1000) this.setSpeed(at, this.speed);
    return Math.floor(Math.min(due, affordable));
  }

  learn(micros: number, ms: number): void {
    if (ms > 0.2) this.pace = this.pace * 0.8 + (micros / ms) * 0.2;
  }

  /** Run seconds per real second over about the last second; 0 when paused. */
  measuredSpeed(at: number): number {
    if (!this.isPlaying) return 0;
    const now = this.now();
    this.measured.push({ ms: now, micros: at });
    while (this.measured.length > 2 && now - this.measured[0].ms > 1000) this.measured.shift();
    const [first] = this.measured;
    return now === first.ms ? 0 : (at - first.micros) / 1000 / (now - first.ms);
  }
}
