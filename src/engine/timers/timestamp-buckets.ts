/**
 * The distinct timestamps of a timer queue: a binary heap over numbered buckets and an index from timestamp
 * to bucket. A bucket keeps the two ends of the list of its timers. Typed arrays throughout: timers come and
 * go by the million, and an object for each would cost more than the work itself.
 */
export class TimestampBuckets {
  /** By bucket: its timestamp, and the first and last timer of its list (−1 = none). */
  time = new Float64Array(16);
  head = new Int32Array(16);
  tail = new Int32Array(16);
  #hash = new Int32Array(16);
  #heap = new Int32Array(16);
  #heapSize = 0;
  #used = 0;
  readonly #free: number[] = [];
  /** Open addressing, linear probing; bucket + 1, 0 = free. */
  #index = new Int32Array(64);
  #lastFound = -1;

  get count(): number {
    return this.#heapSize;
  }

  /** The bucket with the smallest timestamp, or −1. */
  first(): number {
    return this.#heapSize === 0 ? -1 : (this.#heap[0] ?? -1);
  }

  find(timestamp: number): number {
    const last = this.#lastFound;
    if (last >= 0 && this.time[last] === timestamp) return last;
    const index = this.#index;
    const mask = index.length - 1;
    let slot = hashTimestamp(timestamp) & mask;
    for (;;) {
      const bucket = (index[slot] ?? 0) - 1;
      if (bucket < 0) return -1;
      if (this.time[bucket] === timestamp) {
        this.#lastFound = bucket;
        return bucket;
      }
      slot = (slot + 1) & mask;
    }
  }

  findOrAdd(timestamp: number): number {
    const found = this.find(timestamp);
    if (found >= 0) return found;
    if (Number.isNaN(timestamp)) throw new Error('a timer needs a timestamp, and NaN is none');
    const bucket = this.#free.pop() ?? this.#used++;
    if (bucket >= this.time.length) this.#growBuckets();
    if ((this.#heapSize + 1) * 2 > this.#index.length) this.#growIndex();
    this.time[bucket] = timestamp + 0;
    this.head[bucket] = -1;
    this.tail[bucket] = -1;
    this.#hash[bucket] = hashTimestamp(timestamp);
    this.#enterIndex(bucket);
    this.#pushHeap(bucket, timestamp);
    this.#lastFound = bucket;
    return bucket;
  }

  /** Takes the smallest timestamp out; its bucket number may be given to another one from now on. */
  removeFirst(): void {
    const bucket = this.first();
    this.#popHeap();
    this.#leaveIndex(bucket);
    this.#free.push(bucket);
    this.#lastFound = -1;
    this.time[bucket] = Number.NaN;
  }

  clear(): void {
    this.#heapSize = 0;
    this.#used = 0;
    this.#free.length = 0;
    this.#index.fill(0);
    this.#lastFound = -1;
  }

  /** All buckets, by ascending timestamp. */
  inOrder(): Int32Array {
    const time = this.time;
    return this.#heap.slice(0, this.#heapSize).sort((a, b) => compare(time[a] ?? 0, time[b] ?? 0));
  }

  #pushHeap(bucket: number, timestamp: number): void {
    const heap = this.#heap;
    const time = this.time;
    let at = this.#heapSize++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] ?? 0;
      if ((time[parent] ?? 0) <= timestamp) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = bucket;
  }

  #popHeap(): void {
    const heap = this.#heap;
    const time = this.time;
    const size = --this.#heapSize;
    const moved = heap[size] ?? 0;
    const movedTime = time[moved] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && (time[heap[right] ?? 0] ?? 0) < (time[heap[child] ?? 0] ?? 0)) child = right;
      const smallest = heap[child] ?? 0;
      if ((time[smallest] ?? 0) >= movedTime) break;
      heap[at] = smallest;
      at = child;
    }
    heap[at] = moved;
  }

  #enterIndex(bucket: number): void {
    const index = this.#index;
    const mask = index.length - 1;
    let slot = (this.#hash[bucket] ?? 0) & mask;
    while (index[slot] !== 0) slot = (slot + 1) & mask;
    index[slot] = bucket + 1;
  }

  /** Closes the gap by moving back what probing had pushed on, so that no tombstones pile up. */
  #leaveIndex(bucket: number): void {
    const index = this.#index;
    const mask = index.length - 1;
    let gap = (this.#hash[bucket] ?? 0) & mask;
    while (index[gap] !== bucket + 1) gap = (gap + 1) & mask;
    for (let slot = (gap + 1) & mask; ; slot = (slot + 1) & mask) {
      const other = index[slot] ?? 0;
      if (other === 0) break;
      const home = (this.#hash[other - 1] ?? 0) & mask;
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
      index[gap] = other;
      gap = slot;
    }
    index[gap] = 0;
  }

  #growBuckets(): void {
    const size = this.time.length * 2;
    this.time = grownFloats(this.time, size);
    this.head = grown(this.head, size);
    this.tail = grown(this.tail, size);
    this.#hash = grown(this.#hash, size);
    this.#heap = grown(this.#heap, size);
  }

  #growIndex(): void {
    this.#index = new Int32Array(this.#index.length * 2);
    for (let at = 0; at < this.#heapSize; at += 1) this.#enterIndex(this.#heap[at] ?? 0);
  }
}

export function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size);
  larger.set(array);
  return larger;
}

function grownFloats(array: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(size);
  larger.set(array);
  return larger;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const asNumber = new Float64Array(1);
const asBits = new Int32Array(asNumber.buffer);

/** Adding 0 turns −0 into 0, which is the same time. */
function hashTimestamp(timestamp: number): number {
  asNumber[0] = timestamp + 0;
  const mixed = Math.imul((asBits[0] ?? 0) ^ Math.imul(asBits[1] ?? 0, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
