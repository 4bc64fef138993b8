/**
 * Keyed state in typed columns: one slot for each (key, namespace). Value state uses namespace 0, windows use the
 * window's start, map state the map's key. Slots are dense; freed ones are taken again last-in first-out, so
 * the slot order is a function of the history alone and survives save and load (the hash index does not, and is
 * never iterated).
 */
import { type ColumnTypes, StateColumn } from './state-column.ts';

const FIRST_SIZE = 16;

export interface StateTableSnapshot {
  readonly top: number;
  readonly size: number;
  readonly firstFree: number;
  readonly keys: Int32Array;
  readonly namespaces: Float64Array;
  readonly nextFree: Int32Array;
  readonly columns: readonly (Float64Array | Int32Array)[];
}

export class StateTable {
  readonly columns: readonly StateColumn[];
  /** Key and namespace of each slot; meaningless where `isFree`. */
  keys = new Int32Array(FIRST_SIZE);
  namespaces = new Float64Array(FIRST_SIZE);
  /** Entries alive. */
  size = 0;
  /** Slots ever used: live ones are among 0 … top − 1. */
  top = 0;
  /** −2: in use; else the next free slot (−1 ends the list). */
  private nextFree = new Int32Array(FIRST_SIZE);
  private firstFree = -1;
  /** Open addressing, linear probing: slot + 1, 0 = empty. */
  private index = new Int32Array(FIRST_SIZE * 4);
  private indexMask = FIRST_SIZE * 4 - 1;

  constructor(types: ColumnTypes) {
    this.columns = Object.entries(types).map(([name, storage]) => new StateColumn(name, storage, FIRST_SIZE));
  }

  column(name: string): StateColumn {
    const column = this.columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new Error(`state has no column ${name}`);
    return column;
  }

  /** The slot of (key, namespace), or −1. */
  find(key: number, namespace: number): number {
    const { index, indexMask, keys, namespaces } = this;
    let at = hashOf(key, namespace) & indexMask;
    for (;;) {
      const slot = index[at] - 1;
      if (slot < 0) return -1;
      if (keys[slot] === key && namespaces[slot] === namespace) return slot;
      at = (at + 1) & indexMask;
    }
  }

  /** A slot for a (key, namespace) that has none yet; all its columns are 0. */
  add(key: number, namespace: number): number {
    if ((this.size + 1) * 4 > this.indexMask + 1) this.rebuildIndex((this.indexMask + 1) * 2);
    const slot = this.takeSlot();
    this.keys[slot] = key;
    this.namespaces[slot] = namespace;
    this.nextFree[slot] = -2;
    for (const column of this.columns) column.values[slot] = 0;
    this.size++;
    this.enter(slot);
    return slot;
  }

  findOrAdd(key: number, namespace: number): number {
    const slot = this.find(key, namespace);
    return slot < 0 ? this.add(key, namespace) : slot;
  }

  remove(slot: number): void {
    this.leave(slot);
    this.nextFree[slot] = this.firstFree;
    this.firstFree = slot;
    this.size--;
  }

  isFree(slot: number): boolean {
    return this.nextFree[slot] !== -2;
  }

  /** Visits live slots in slot order; the visitor may remove the slot it is given. */
  forEach(visit: (slot: number) => void): void {
    for (let slot = 0; slot < this.top; slot++) if (this.nextFree[slot] === -2) visit(slot);
  }

  clear(): void {
    this.size = 0;
    this.top = 0;
    this.firstFree = -1;
    this.index.fill(0);
  }

  save(): StateTableSnapshot {
    const { top, size, firstFree } = this;
    return {
      top,
      size,
      firstFree,
      keys: this.keys.slice(0, top),
      namespaces: this.namespaces.slice(0, top),
      nextFree: this.nextFree.slice(0, top),
      columns: this.columns.map((column) => column.values.slice(0, top)),
    };
  }

  load(snapshot: StateTableSnapshot): void {
    const { top } = snapshot;
    while (this.keys.length < top) this.growSlots();
    this.top = top;
    this.size = snapshot.size;
    this.firstFree = snapshot.firstFree;
    this.keys.set(snapshot.keys);
    this.namespaces.set(snapshot.namespaces);
    this.nextFree.set(snapshot.nextFree);
    this.columns.forEach((column, i) => {
      column.load(snapshot.columns[i]);
    });
    let indexSize = this.indexMask + 1;
    while (this.size * 4 > indexSize) indexSize *= 2;
    this.rebuildIndex(indexSize);
  }

  private takeSlot(): number {
    const free = this.firstFree;
    if (free >= 0) {
      this.firstFree = this.nextFree[free];
      return free;
    }
    if (this.top === this.keys.length) this.growSlots();
    return this.top++;
  }

  private growSlots(): void {
    const size = this.keys.length * 2;
    const keys = new Int32Array(size);
    const namespaces = new Float64Array(size);
    const nextFree = new Int32Array(size);
    keys.set(this.keys);
    namespaces.set(this.namespaces);
    nextFree.set(this.nextFree);
    this.keys = keys;
    this.namespaces = namespaces;
    this.nextFree = nextFree;
    for (const column of this.columns) column.grow(size);
  }

  private rebuildIndex(size: number): void {
    this.index = new Int32Array(size);
    this.indexMask = size - 1;
    this.forEach((slot) => {
      this.enter(slot);
    });
  }

  private enter(slot: number): void {
    let at = hashOf(this.keys[slot], this.namespaces[slot]) & this.indexMask;
    while (this.index[at] !== 0) at = (at + 1) & this.indexMask;
    this.index[at] = slot + 1;
  }

  /** Backward-shift deletion, so that no tombstones lengthen later probes. */
  private leave(slot: number): void {
    const { index, indexMask } = this;
    let hole = hashOf(this.keys[slot], this.namespaces[slot]) & indexMask;
    while (index[hole] !== slot + 1) hole = (hole + 1) & indexMask;
    let at = hole;
    for (;;) {
      at = (at + 1) & indexMask;
      const other = index[at] - 1;
      if (other < 0) break;
      const home = hashOf(this.keys[other], this.namespaces[other]) & indexMask;
      if (((at - home) & indexMask) >= ((at - hole) & indexMask)) {
        index[hole] = index[at];
        hole = at;
      }
    }
    index[hole] = 0;
  }
}

/** Namespaces are whole numbers (times, small ids), so their low 32 bits spread well enough beside the key. */
function hashOf(key: number, namespace: number): number {
  let h = Math.imul(key, 0x9e3779b1) ^ Math.imul(namespace | 0, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
