import { BucketTimerQueue, type TimersSnapshot } from './bucket-timer-queue.ts';

/**
 * The timers of one keyed operator in both time domains (Flink's `InternalTimerServiceImpl`). It never calls
 * anyone: the scheduler asks for one due timer, fires it, lets its output drain, and asks for the next, so
 * that timers which a callback registers or deletes meanwhile take or leave their place in time order.
 */
export class InternalTimerService {
  /** The timer taken by the last poll that returned true. */
  dueTimestamp = 0;
  dueKey = 0;
  dueNamespace = 0;
  readonly #event = new BucketTimerQueue();
  readonly #processing = new BucketTimerQueue();
  #watermark = Number.NEGATIVE_INFINITY;
  #clockTimer = Number.POSITIVE_INFINITY;

  /** −Infinity before the first watermark and after a restore; already W while the timers of W fire. */
  get currentWatermark(): number {
    return this.#watermark;
  }

  get eventTimers(): number {
    return this.#event.size;
  }

  get processingTimers(): number {
    return this.#processing.size;
  }

  /** An event timer at or before the current watermark fires with the next watermark, not at once. */
  registerEventTimer(timestamp: number, key: number, namespace: number): void {
    this.#event.register(timestamp, key, namespace);
  }

  deleteEventTimer(timestamp: number, key: number, namespace: number): void {
    this.#event.delete(timestamp, key, namespace);
  }

  registerProcessingTimer(timestamp: number, key: number, namespace: number): void {
    const head = this.#processing.nextTimestamp;
    if (this.#processing.register(timestamp, key, namespace) && timestamp < head) this.#clockTimer = timestamp;
  }

  deleteProcessingTimer(timestamp: number, key: number, namespace: number): void {
    this.#processing.delete(timestamp, key, namespace);
  }

  hasEventTimer(timestamp: number, key: number, namespace: number): boolean {
    return this.#event.has(timestamp, key, namespace);
  }

  hasProcessingTimer(timestamp: number, key: number, namespace: number): boolean {
    return this.#processing.has(timestamp, key, namespace);
  }

  /** Call it until it returns false, then forward the watermark. True: the `due…` fields hold a timer to fire. */
  pollDueEventTimer(watermark: number): boolean {
    if (watermark > this.#watermark) this.#watermark = watermark;
    return this.#take(this.#event, watermark);
  }

  /** Call it until it returns false. True: the `due…` fields hold a timer with `ts <= now` to fire. */
  pollDueProcessingTimer(now: number): boolean {
    if (this.#take(this.#processing, now)) return true;
    if (this.#clockTimer <= now) this.#clockTimer = this.#processing.nextTimestamp;
    return false;
  }

  /**
   * For when Flink has its one physical timer scheduled, once no timer is due; Infinity = it has none. An earlier head of the queue
   * replaces it, but nothing cancels it: after the head was deleted it rings for nobody, and only then is the next
   * head scheduled.
   */
  get clockTimer(): number {
    return this.#clockTimer;
  }

  /** When the first timer is due, and so the scheduler must be awake; Infinity = never. */
  nextProcessingTime(): number {
    return this.#processing.nextTimestamp;
  }

  /** Timestamp of the next event timer; Infinity = none, or only at MAX. */
  nextEventTime(): number {
    return this.#event.nextTimestamp;
  }

  forEachEventTimer(visit: (timestamp: number, key: number, namespace: number) => void): void {
    this.#event.forEach(visit);
  }

  forEachProcessingTimer(visit: (timestamp: number, key: number, namespace: number) => void): void {
    this.#processing.forEach(visit);
  }

  save(): TimerServiceSnapshot {
    return {
      event: this.#event.save(),
      processing: this.#processing.save(),
      watermark: this.#watermark,
      clockTimer: this.#clockTimer,
    };
  }

  /** Back to the very instant of the snapshot, watermark included: for seeking in a run. */
  load(snapshot: TimerServiceSnapshot): void {
    this.#event.load(snapshot.event);
    this.#processing.load(snapshot.processing);
    this.#watermark = snapshot.watermark;
    this.#clockTimer = snapshot.clockTimer;
  }

  /**
   * Recovery from checkpoints: timers are keyed state, the watermark is not in a checkpoint and starts at
   * MIN. With another parallelism each subtask takes the timers of its own keys out of several snapshots.
   */
  restore(snapshots: readonly TimerServiceSnapshot[], ownsKey?: (key: number) => boolean): void {
    this.#event.clear();
    this.#processing.clear();
    this.#watermark = Number.NEGATIVE_INFINITY;
    for (const snapshot of snapshots) {
      this.#event.registerAll(snapshot.event, ownsKey);
      this.#processing.registerAll(snapshot.processing, ownsKey);
    }
    this.#clockTimer = this.#processing.nextTimestamp;
  }

  #take(queue: BucketTimerQueue, limit: number): boolean {
    if (!queue.poll(limit)) return false;
    this.dueTimestamp = queue.polledTimestamp;
    this.dueKey = queue.polledKey;
    this.dueNamespace = queue.polledNamespace;
    return true;
  }
}

export interface TimerServiceSnapshot {
  readonly event: TimersSnapshot;
  readonly processing: TimersSnapshot;
  readonly watermark: number;
  readonly clockTimer: number;
}
