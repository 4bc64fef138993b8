/**
 * Many append-only lists of float64 in one pool of linked chunks of 16: what a window keeps of its elements.
 * A list is named by its first chunk, which a state table's int32 column can hold (0 = no list).
 */
const CHUNK = 16;
const SHIFT = 4;

export interface ListPoolSnapshot {
  readonly top: number;
  readonly firstFree: number;
  readonly values: Float64Array;
  readonly next: Int32Array;
  readonly last: Int32Array;
  readonly length: Int32Array;
}

export class ListPool {
  private values = new Float64Array(CHUNK * 64);
  /** Next chunk of a list; next free chunk of a freed one. */
  private next = new Int32Array(64);
  /** At a list's first chunk: its last chunk and its length. */
  private last = new Int32Array(64);
  private length = new Int32Array(64);
  private top = 1;
  private firstFree = 0;

  /** Appends and returns the list (a fresh one for 0). */
  append(list: number, value: number): number {
    const first = list === 0 ? this.create() : list;
    const n = this.length[first];
    const within = n & (CHUNK - 1);
    let chunk = this.last[first];
    if (within === 0 && n > 0) {
      const added = this.takeChunk();
      this.next[chunk] = added;
      this.last[first] = added;
      chunk = added;
    }
    this.values[(chunk << SHIFT) + within] = value;
    this.length[first] = n + 1;
    return first;
  }

  lengthOf(list: number): number {
    return list === 0 ? 0 : this.length[list];
  }

  /** Copies a list's values, oldest first, to the start of `to` and returns how many. */
  copy(list: number, to: Float64Array): number {
    let left = this.lengthOf(list);
    let at = 0;
    for (let chunk = list; left > 0; chunk = this.next[chunk]) {
      const n = Math.min(left, CHUNK);
      const from = chunk << SHIFT;
      for (let i = 0; i < n; i++) to[at + i] = this.values[from + i];
      at += n;
      left -= n;
    }
    return at;
  }

  free(list: number): void {
    if (list === 0) return;
    this.next[this.last[list]] = this.firstFree;
    this.firstFree = list;
  }

  save(): ListPoolSnapshot {
    const { top, firstFree } = this;
    return {
      top,
      firstFree,
      values: this.values.slice(0, top << SHIFT),
      next: this.next.slice(0, top),
      last: this.last.slice(0, top),
      length: this.length.slice(0, top),
    };
  }

  /** What was written later is no part of the past: a chunk taken anew must not show it. */
  load(snapshot: ListPoolSnapshot): void {
    while (this.next.length < snapshot.top) this.grow();
    this.top = snapshot.top;
    this.firstFree = snapshot.firstFree;
    for (const column of [this.values, this.next, this.last, this.length]) column.fill(0);
    this.values.set(snapshot.values);
    this.next.set(snapshot.next);
    this.last.set(snapshot.last);
    this.length.set(snapshot.length);
  }

  private create(): number {
    const first = this.takeChunk();
    this.last[first] = first;
    this.length[first] = 0;
    return first;
  }

  private takeChunk(): number {
    const free = this.firstFree;
    if (free !== 0) {
      this.firstFree = this.next[free];
      this.next[free] = 0;
      return free;
    }
    if (this.top === this.next.length) this.grow();
    this.next[this.top] = 0;
    return this.top++;
  }

  private grow(): void {
    const size = this.next.length * 2;
    this.values = grown(this.values, new Float64Array(size << SHIFT));
    this.next = grown(this.next, new Int32Array(size));
    this.last = grown(this.last, new Int32Array(size));
    this.length = grown(this.length, new Int32Array(size));
  }
}

function grown<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
