/**
 * Many append-only lists of float64 in one pool of linked chunks: what a window keeps of its elements. A list is named
 * by its first chunk, which a state table's int32 column can hold (0 = no list). Free chunks are taken in the order of
 * their places, so that few pages of a snapshot differ from those of the one before.
 */
import { type Arrays, type Page, SharedPages } from './shared-pages.ts';

const CHUNK = 16;
const SHIFT = 4;
const FIRST_SIZE = 256;
/** Chunks are looked for in groups of this many. */
const GROUP_SHIFT = 8;
/** In `next`: the chunk belongs to no list. */
const FREE = -1;

export interface ListPoolSnapshot {
  readonly top: number;
  readonly group: number;
  /** Of values, next, last and length. */
  readonly pages: readonly Page[];
}

export class ListPool {
  private values = new Float64Array(CHUNK * FIRST_SIZE);
  /** Next chunk of a list, 0 at its end; or FREE. */
  private next = new Int32Array(FIRST_SIZE);
  /** At a list's first chunk: its last chunk and its length. */
  private last = new Int32Array(FIRST_SIZE);
  private length = new Int32Array(FIRST_SIZE);
  /** Chunks ever taken, the one that is no list included. */
  private top = 1;
  /** Free chunks in each group, and in all; and the group from which the next is taken if it has one. */
  private freeIn = new Int32Array(1);
  private free = 0;
  private group = 0;
  private readonly pages = new SharedPages([CHUNK, 1, 1, 1]);

  /** Appends and returns the list (a fresh one for 0). */
  append(list: number, value: number): number {
    const first = list === 0 ? this.create() : list;
    const n = this.length[first];
    const within = n & (CHUNK - 1);
    let chunk = this.last[first];
    if (within === 0 && n > 0) {
      const added = this.takeChunk();
      this.next[chunk] = added;
      this.pages.touch(chunk);
      this.last[first] = added;
      chunk = added;
    }
    this.values[(chunk << SHIFT) + within] = value;
    this.length[first] = n + 1;
    this.pages.touch(chunk);
    this.pages.touch(first);
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

  release(list: number): void {
    for (let chunk = list; chunk !== 0; ) {
      const behind = this.next[chunk];
      this.next[chunk] = FREE;
      this.pages.touch(chunk);
      this.freeIn[chunk >> GROUP_SHIFT]++;
      this.free++;
      chunk = behind;
    }
  }

  save(): ListPoolSnapshot {
    const { top, group } = this;
    return { top, group, pages: this.pages.save(this.columns(), top) };
  }

  /** What was written later is no part of the past: a chunk taken anew must not show it. */
  load(snapshot: ListPoolSnapshot): void {
    while (this.next.length < snapshot.top) this.grow();
    this.top = snapshot.top;
    this.group = snapshot.group;
    this.pages.load(this.columns(), snapshot.pages);
    this.free = 0;
    this.freeIn.fill(0);
    for (let chunk = 0; chunk < this.top; chunk++) {
      if (this.next[chunk] !== FREE) continue;
      this.freeIn[chunk >> GROUP_SHIFT]++;
      this.free++;
    }
  }

  private columns(): Arrays {
    return [this.values, this.next, this.last, this.length];
  }

  private create(): number {
    const first = this.takeChunk();
    this.last[first] = first;
    this.length[first] = 0;
    return first;
  }

  private takeChunk(): number {
    const chunk = this.free > 0 ? this.findFree() : this.top;
    if (chunk === this.top) {
      if (this.top === this.next.length) this.grow();
      this.top++;
    } else {
      this.freeIn[chunk >> GROUP_SHIFT]--;
      this.free--;
    }
    this.next[chunk] = 0;
    this.pages.touch(chunk);
    return chunk;
  }

  private findFree(): number {
    while (this.freeIn[this.group] === 0) this.group = this.group + 1 < this.freeIn.length ? this.group + 1 : 0;
    let chunk = this.group << GROUP_SHIFT;
    while (this.next[chunk] !== FREE) chunk++;
    return chunk;
  }

  private grow(): void {
    const size = this.next.length * 2;
    this.values = grown(this.values, new Float64Array(size << SHIFT));
    this.next = grown(this.next, new Int32Array(size));
    this.last = grown(this.last, new Int32Array(size));
    this.length = grown(this.length, new Int32Array(size));
    this.freeIn = grown(this.freeIn, new Int32Array(size >> GROUP_SHIFT));
  }
}

function grown<A extends Float64Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
