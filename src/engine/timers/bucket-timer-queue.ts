import { grown, TimestampBuckets } from './timestamp-buckets.ts';

/**
 * Timers by time, equal times in the order of their registration (Flink leaves that order open; this is the
 * one we choose). A timer is the triple (timestamp, key, namespace) and is held once, as in Flink's
 * `HeapPriorityQueueSet`: key an int32, namespace an integer from 0 to below 2^21. Each timestamp has a bucket
 * with a linked list; a hash set over all timers makes registration and deletion O(1).
 */
export class BucketTimerQueue {
  /** The timer that `poll` took out last. Fields, as passing doubles through calls would box them. */
  polledTimestamp = 0;
  polledKey = 0;
  polledNamespace = 0;

  readonly #buckets = new TimestampBuckets();
  #size = 0;
  #used = 0;
  #freeHead = -1;
  #key = new Int32Array(64);
  #namespace = new Int32Array(64);
  #bucket = new Int32Array(64);
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  /** Open addressing, linear probing; timer + 1, 0 = free, and beside it the timer's hash. */
  #slots = new Int32Array(128);
  #slotHash = new Int32Array(128);

  get size(): number {
    return this.#size;
  }

  /** The smallest timestamp; Infinity when there is no timer (and when all are at MAX). */
  get nextTimestamp(): number {
    const bucket = this.#firstBucket();
    return bucket < 0 ? Number.POSITIVE_INFINITY : (this.#buckets.time[bucket] ?? 0);
  }

  /** False if the timer is registered already. */
  register(timestamp: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.findOrAdd(timestamp);
    if ((this.#size + 1) * 2 > this.#slots.length) this.#growSlots();
    const hash = hashTimer(bucket, key, namespace);
    const slot = this.#findSlot(bucket, key, namespace, hash);
    if (this.#slots[slot] !== 0) return false;
    const timer = this.#takeFree();
    this.#slots[slot] = timer + 1;
    this.#slotHash[slot] = hash;
    this.#key[timer] = key;
    this.#namespace[timer] = namespace;
    this.#bucket[timer] = bucket;
    this.#append(bucket, timer);
    this.#size += 1;
    return true;
  }

  /** False if there is no such timer. */
  delete(timestamp: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.find(timestamp);
    if (bucket < 0) return false;
    const slot = this.#findSlot(bucket, key, namespace, hashTimer(bucket, key, namespace));
    const timer = (this.#slots[slot] ?? 0) - 1;
    if (timer < 0) return false;
    this.#remove(timer, slot);
    return true;
  }

  has(timestamp: number, key: number, namespace: number): boolean {
    const bucket = this.#buckets.find(timestamp);
    return bucket >= 0 && this.#slots[this.#findSlot(bucket, key, namespace, hashTimer(bucket, key, namespace))] !== 0;
  }

  /** Takes the first timer out if its time is at or before `limit`, and leaves it in the `polled…` fields. */
  poll(limit: number): boolean {
    const bucket = this.#firstBucket();
    if (bucket < 0) return false;
    const timestamp = this.#buckets.time[bucket] ?? 0;
    if (timestamp > limit) return false;
    const timer = this.#buckets.head[bucket] ?? 0;
    const key = this.#key[timer] ?? 0;
    const namespace = this.#namespace[timer] ?? 0;
    this.polledTimestamp = timestamp;
    this.polledKey = key;
    this.polledNamespace = namespace;
    this.#remove(timer, this.#findSlot(bucket, key, namespace, hashTimer(bucket, key, namespace)));
    return true;
  }

  clear(): void {
    this.#buckets.clear();
    this.#size = 0;
    this.#used = 0;
    this.#freeHead = -1;
    this.#slots.fill(0);
  }

  /** In the order in which they would fire. The queue must not change meanwhile. */
  forEach(visit: (timestamp: number, key: number, namespace: number) => void): void {
    for (const bucket of this.#buckets.inOrder()) {
      const timestamp = this.#buckets.time[bucket] ?? 0;
      for (let timer = this.#buckets.head[bucket] ?? -1; timer >= 0; timer = this.#next[timer] ?? -1) {
        visit(timestamp, this.#key[timer] ?? 0, this.#namespace[timer] ?? 0);
      }
    }
  }

  /** The timers in firing order, so that equal queues give equal bytes whatever their history. */
  save(): TimersSnapshot {
    const size = this.#size;
    const snapshot = {
      timestamps: new Float64Array(size),
      keys: new Int32Array(size),
      namespaces: new Int32Array(size),
    };
    let at = 0;
    for (const bucket of this.#buckets.inOrder()) {
      const timestamp = this.#buckets.time[bucket] ?? 0;
      for (let timer = this.#buckets.head[bucket] ?? -1; timer >= 0; timer = this.#next[timer] ?? -1) {
        snapshot.timestamps[at] = timestamp;
        snapshot.keys[at] = this.#key[timer] ?? 0;
        snapshot.namespaces[at] = this.#namespace[timer] ?? 0;
        at += 1;
      }
    }
    return snapshot;
  }

  load(snapshot: TimersSnapshot): void {
    this.clear();
    this.registerAll(snapshot);
  }

  /** Adds the timers of a snapshot, those of other keys left out: state is handed out by key group. */
  registerAll(snapshot: TimersSnapshot, ownsKey: (key: number) => boolean = () => true): void {
    const { timestamps, keys, namespaces } = snapshot;
    for (let at = 0; at < timestamps.length; at += 1) {
      const key = keys[at] ?? 0;
      if (ownsKey(key)) this.register(timestamps[at] ?? 0, key, namespaces[at] ?? 0);
    }
  }

  /** A bucket emptied by deletions stays until it comes first. */
  #firstBucket(): number {
    for (;;) {
      const bucket = this.#buckets.first();
      if (bucket < 0 || this.#buckets.head[bucket] !== -1) return bucket;
      this.#buckets.removeFirst();
    }
  }

  #append(bucket: number, timer: number): void {
    const last = this.#buckets.tail[bucket] ?? -1;
    this.#next[timer] = -1;
    this.#previous[timer] = last;
    if (last >= 0) this.#next[last] = timer;
    else this.#buckets.head[bucket] = timer;
    this.#buckets.tail[bucket] = timer;
  }

  #remove(timer: number, slot: number): void {
    const bucket = this.#bucket[timer] ?? 0;
    const next = this.#next[timer] ?? -1;
    const previous = this.#previous[timer] ?? -1;
    if (previous >= 0) this.#next[previous] = next;
    else this.#buckets.head[bucket] = next;
    if (next >= 0) this.#previous[next] = previous;
    else this.#buckets.tail[bucket] = previous;
    this.#next[timer] = this.#freeHead;
    this.#freeHead = timer;
    this.#size -= 1;
    this.#leaveSlot(slot);
  }

  /** The slot that holds the timer, or the free one where it belongs. */
  #findSlot(bucket: number, key: number, namespace: number, hash: number): number {
    const slots = this.#slots;
    const slotHash = this.#slotHash;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const timer = (slots[slot] ?? 0) - 1;
      if (timer < 0) return slot;
      if (
        slotHash[slot] === hash &&
        this.#key[timer] === key &&
        this.#namespace[timer] === namespace &&
        this.#bucket[timer] === bucket
      )
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** Closes the gap by moving back what probing had pushed on, so that no tombstones pile up. */
  #leaveSlot(slot: number): void {
    const slots = this.#slots;
    const slotHash = this.#slotHash;
    const mask = slots.length - 1;
    let gap = slot;
    for (let at = (gap + 1) & mask; ; at = (at + 1) & mask) {
      const timer = slots[at] ?? 0;
      if (timer === 0) break;
      const hash = slotHash[at] ?? 0;
      if (((at - hash) & mask) < ((at - gap) & mask)) continue;
      slots[gap] = timer;
      slotHash[gap] = hash;
      gap = at;
    }
    slots[gap] = 0;
  }

  #takeFree(): number {
    const free = this.#freeHead;
    if (free >= 0) {
      this.#freeHead = this.#next[free] ?? -1;
      return free;
    }
    if (this.#used === this.#key.length) this.#growTimers();
    return this.#used++;
  }

  #growTimers(): void {
    const size = this.#key.length * 2;
    this.#key = grown(this.#key, size);
    this.#namespace = grown(this.#namespace, size);
    this.#bucket = grown(this.#bucket, size);
    this.#next = grown(this.#next, size);
    this.#previous = grown(this.#previous, size);
  }

  #growSlots(): void {
    const slots = this.#slots;
    const slotHash = this.#slotHash;
    const size = slots.length * 2;
    const mask = size - 1;
    this.#slots = new Int32Array(size);
    this.#slotHash = new Int32Array(size);
    for (let at = 0; at < slots.length; at += 1) {
      const timer = slots[at] ?? 0;
      if (timer === 0) continue;
      const hash = slotHash[at] ?? 0;
      let slot = hash & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = timer;
      this.#slotHash[slot] = hash;
    }
  }
}

/** Plain columns, one entry for each timer; never shared with a live queue. */
export interface TimersSnapshot {
  readonly timestamps: Float64Array;
  readonly keys: Int32Array;
  readonly namespaces: Int32Array;
}

function hashTimer(bucket: number, key: number, namespace: number): number {
  let mixed = Math.imul(key, 0x9e3779b1) ^ Math.imul(bucket, 0x85ebca6b) ^ Math.imul(namespace, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 15);
}
