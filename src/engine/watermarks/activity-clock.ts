/**
 * Flink's `PausableRelativeClock`: the clock by which idleness is measured. It stands still while the input
 * cannot be read (back-pressure, or a split held back by watermark alignment), so neither makes a source idle.
 * Pauses nest: it runs again when every pause has ended.
 */
export class ActivityClock {
  #pauses = 0;
  #pausedAt = 0;
  #pausedForMs = 0;

  pause(now: number): void {
    if (this.#pauses === 0) this.#pausedAt = now;
    this.#pauses += 1;
  }

  unPause(now: number): void {
    if (this.#pauses === 0) throw new Error('IllegalStateException: the activity clock is not paused');
    this.#pauses -= 1;
    if (this.#pauses === 0) this.#pausedForMs += now - this.#pausedAt;
  }

  /** Time that has counted towards inactivity until `now`, ms. */
  read(now: number): number {
    return (this.#pauses > 0 ? this.#pausedAt : now) - this.#pausedForMs;
  }

  save(): ActivityClockSnapshot {
    return { pauses: this.#pauses, pausedAt: this.#pausedAt, pausedForMs: this.#pausedForMs };
  }

  load(snapshot: ActivityClockSnapshot): void {
    this.#pauses = snapshot.pauses;
    this.#pausedAt = snapshot.pausedAt;
    this.#pausedForMs = snapshot.pausedForMs;
  }
}

export interface ActivityClockSnapshot {
  readonly pauses: number;
  readonly pausedAt: number;
  readonly pausedForMs: number;
}
