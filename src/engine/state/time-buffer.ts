/**
 * What a join remembers: for each key, entries in order of event time (arrival order within one millisecond),
 * with the columns that its output needs. Each key owns a contiguous block of a shared pool, so a range of times
 * is a binary search and a straight scan. Blocks double when full and are reused by size.
 */
import { type Arrays, type Page, SharedPages } from './shared-pages.ts';
import { type ColumnTypes, StateColumn } from './state-column.ts';
import { StateTable, type StateTableSnapshot } from './state-table.ts';

const FIRST_BLOCK = 8;

export interface TimeBufferSnapshot {
  readonly blocks: StateTableSnapshot;
  readonly top: number;
  readonly held: number;
  /** Of the times and the columns. */
  readonly pages: readonly Page[];
  readonly freeBlocks: readonly (readonly number[])[];
}

export class TimeBuffer {
  readonly columns: readonly StateColumn[];
  readonly times = new StateColumn('time', 'float64', FIRST_BLOCK * 16);
  /** Entries held over all keys. */
  held = 0;
  /** Per key: where its block starts, its size, and its live entries `start + head … start + head + count − 1`. */
  readonly keys = new StateTable({ start: 'int32', size: 'int32', head: 'int32', count: 'int32' });
  private readonly start = this.keys.column('start');
  private readonly size = this.keys.column('size');
  private readonly head = this.keys.column('head');
  private readonly count = this.keys.column('count');
  private top = 0;
  /** Free blocks by log2 of their size over FIRST_BLOCK. */
  private freeBlocks: number[][] = [];
  private readonly pages: SharedPages;

  constructor(types: ColumnTypes) {
    this.columns = Object.entries(types).map(([name, storage]) => new StateColumn(name, storage, FIRST_BLOCK * 16));
    this.pages = new SharedPages([1, ...this.columns.map(() => 1)]);
  }

  column(name: string): StateColumn {
    const column = this.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new Error(`buffer has no column ${name}`);
    return column;
  }

  /** The key's place, or −1 if nothing is held for it. */
  find(key: number): number {
    return this.keys.find(key, 0);
  }

  /** Position of the first entry with time ≥ `time`; `end` if there is none. */
  firstFrom(place: number, time: number): number {
    let low = this.begin(place);
    let high = this.end(place);
    const times = this.times.values;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle] < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  begin(place: number): number {
    return this.start.values[place] + this.head.values[place];
  }

  end(place: number): number {
    return this.begin(place) + this.count.values[place];
  }

  /**
   * Makes room for an entry behind all of the same time, and returns its position: there the columns must be written, at
   * once. An entry is not changed afterwards.
   */
  insert(key: number, time: number): number {
    let place = this.keys.find(key, 0);
    if (place < 0) place = this.open(key);
    if (this.head.values[place] + this.count.values[place] === this.size.values[place]) this.makeRoom(place);
    const end = this.end(place);
    const begin = this.begin(place);
    const times = this.times.values;
    let at = end;
    while (at > begin && times[at - 1] > time) at--;
    if (at < end) {
      times.copyWithin(at + 1, at, end);
      for (const column of this.columns) column.values.copyWithin(at + 1, at, end);
    }
    times[at] = time;
    this.pages.touchAll(at, end + 1);
    this.count.values[place]++;
    this.held++;
    return at;
  }

  /** Forgets the entries at positions from … to − 1 of a key. */
  removeRange(place: number, from: number, to: number): void {
    const end = this.end(place);
    this.times.values.copyWithin(from, to, end);
    for (const column of this.columns) column.values.copyWithin(from, to, end);
    this.pages.touchAll(from, end);
    this.count.values[place] -= to - from;
    this.held -= to - from;
    if (this.count.values[place] === 0) this.close(place);
  }

  /** Forgets the key's entries with time < `before`. */
  expire(place: number, before: number): void {
    const times = this.times.values;
    let at = this.begin(place);
    const end = this.end(place);
    const from = at;
    while (at < end && times[at] < before) at++;
    if (at === from) return;
    this.head.values[place] += at - from;
    this.count.values[place] -= at - from;
    this.held -= at - from;
    if (at === end) this.close(place);
  }

  /** Forgets all entries with time < `before`, key by key in the order of their places. */
  expireAll(before: number): void {
    this.keys.forEach((place) => {
      this.expire(place, before);
    });
  }

  save(): TimeBufferSnapshot {
    const { top, held } = this;
    return {
      blocks: this.keys.save(),
      top,
      held,
      pages: this.pages.save(this.arrays(), top),
      freeBlocks: this.freeBlocks.map((blocks) => blocks.slice()),
    };
  }

  load(snapshot: TimeBufferSnapshot): void {
    this.keys.load(snapshot.blocks);
    this.top = snapshot.top;
    this.held = snapshot.held;
    this.makeLong();
    this.pages.load(this.arrays(), snapshot.pages);
    this.freeBlocks = snapshot.freeBlocks.map((blocks) => blocks.slice());
  }

  private open(key: number): number {
    const place = this.keys.add(key, 0);
    this.start.values[place] = this.takeBlock(0);
    this.size.values[place] = FIRST_BLOCK;
    return place;
  }

  private close(place: number): void {
    this.releaseBlock(this.start.values[place], this.size.values[place]);
    this.keys.remove(place);
  }

  /** Slides the live entries to the front of the block if half of it is free, else moves them to one twice the size. */
  private makeRoom(place: number): void {
    const begin = this.begin(place);
    const end = this.end(place);
    const start = this.start.values[place];
    const size = this.size.values[place];
    const roomy = (end - begin) * 2 <= size;
    const to = roomy ? start : this.takeBlock(rank(size * 2));
    this.times.values.copyWithin(to, begin, end);
    for (const column of this.columns) column.values.copyWithin(to, begin, end);
    this.pages.touchAll(to, to + end - begin);
    this.head.values[place] = 0;
    if (roomy) return;
    this.start.values[place] = to;
    this.size.values[place] = size * 2;
    this.releaseBlock(start, size);
  }

  private takeBlock(sizeRank: number): number {
    const free = this.freeBlocks[sizeRank]?.pop();
    if (free !== undefined) return free;
    const at = this.top;
    this.top += FIRST_BLOCK << sizeRank;
    this.makeLong();
    return at;
  }

  private makeLong(): void {
    while (this.times.values.length < this.top) {
      const size = this.times.values.length * 2;
      this.times.grow(size);
      for (const column of this.columns) column.grow(size);
    }
  }

  private arrays(): Arrays {
    return [this.times.values, ...this.columns.map((column) => column.values)];
  }

  private releaseBlock(start: number, size: number): void {
    const sizeRank = rank(size);
    while (this.freeBlocks.length <= sizeRank) this.freeBlocks.push([]);
    this.freeBlocks[sizeRank].push(start);
  }
}

function rank(size: number): number {
  return 31 - Math.clz32(size / FIRST_BLOCK);
}
