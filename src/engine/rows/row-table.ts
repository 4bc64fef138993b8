/**
 * The rows that one output port makes: immutable, append-only, one typed column per field, numbered per subtask
 * (never from a shared counter: then a replay from any instant gives the same numbers). A row that adds fields
 * names its ancestor, so lineage and before/after come for free.
 *
 * A row's number is `(local << subtaskBits) | subtask`; the columns are rings of `capacity` locals per subtask.
 * Rows older than the oldest one that a channel still holds may be overwritten; state never holds rows, only values.
 */
import { assert } from '../../base/assert.ts';
import type { Field, Schema } from '../schema.ts';
import { Column, makeValues, storageOf } from './column.ts';
import { FieldReader, FieldWriter } from './field-access.ts';

const FIRST_CAPACITY = 1024;
const MAX_ROW = 2 ** 31;

export interface RowTableSnapshot {
  readonly next: Int32Array;
  readonly oldest: Int32Array;
  /** Per column, the live rows of subtask 0, then of subtask 1, … */
  readonly columns: readonly (Float64Array | Int32Array)[];
}

export class RowTable {
  readonly schema: Schema;
  /** Own columns, in the order of the own fields; the ancestor column last where there is one. */
  readonly columns: readonly Column[];
  readonly ancestorTable: RowTable | null;
  /** Table whose lineage these rows carry though they are no descendants of its rows. */
  readonly lineageTable: RowTable | null;
  readonly ancestor: Column | null;
  readonly subtasks: number;
  readonly subtaskBits: number;
  /** Next local number, per subtask. */
  readonly next: Int32Array;
  /** Oldest local number still needed, per subtask; raised by {@link reclaim}. */
  readonly oldest: Int32Array;
  private readonly ownFields: readonly Field[];
  private capacity: number;
  /** Local number at which a subtask's ring is half full (first) or full (then). */
  private readonly limit: Int32Array;
  private readonly pressed: Uint8Array;
  private pressure: () => void = () => {};

  constructor(
    ownFields: readonly Field[],
    ancestorTable: RowTable | null,
    subtasks: number,
    lineageTable: RowTable | null = null,
  ) {
    this.lineageTable = lineageTable;
    this.ownFields = ownFields;
    this.ancestorTable = ancestorTable;
    this.schema = ancestorTable === null ? ownFields : [...ancestorTable.schema, ...ownFields];
    this.subtasks = subtasks;
    this.subtaskBits = 32 - Math.clz32(subtasks - 1);
    this.capacity = FIRST_CAPACITY;
    const size = this.capacity << this.subtaskBits;
    this.ancestor = ancestorTable === null ? null : new Column('int32', size);
    const own = ownFields.map((field) => new Column(storageOf(field.type), size));
    this.columns = this.ancestor === null ? own : [...own, this.ancestor];
    this.next = new Int32Array(subtasks);
    this.oldest = new Int32Array(subtasks);
    this.limit = new Int32Array(subtasks).fill(this.capacity >> 1);
    this.pressed = new Uint8Array(subtasks);
  }

  /** Called when a ring is half full: the engine then looks for rows still in flight between two windows. */
  onPressure(pressure: () => void): void {
    this.pressure = pressure;
  }

  allocate(subtask: number): number {
    const local = this.next[subtask];
    if (local >= this.limit[subtask]) this.press(subtask);
    this.next[subtask] = local + 1;
    return (local << this.subtaskBits) | subtask;
  }

  /** Forgets all rows older than these local numbers, one per subtask. */
  release(oldest: Int32Array): void {
    this.oldest.set(oldest);
    while (this.widest() > this.capacity >> 1) this.grow(true);
    this.relax();
  }

  reader(name: string): FieldReader | undefined {
    const own = this.ownFields.findIndex((field) => field.name === name);
    if (own >= 0) return new FieldReader(this.ownFields[own], [], this.columns[own]);
    const inherited = this.ancestorTable?.reader(name);
    return inherited === undefined || this.ancestor === null ? undefined : inherited.below(this.ancestor);
  }

  writer(name: string): FieldWriter {
    const own = this.ownFields.findIndex((field) => field.name === name);
    assert(own >= 0, `no field ${name} to write`);
    return new FieldWriter(this.columns[own]);
  }

  ancestorOf(row: number): number {
    return this.ancestor === null ? -1 : this.ancestor.values[row & this.ancestor.mask];
  }

  save(): RowTableSnapshot {
    return {
      next: this.next.slice(),
      oldest: this.oldest.slice(),
      columns: this.columns.map((column) => this.copyLive(column)),
    };
  }

  load(snapshot: RowTableSnapshot): void {
    this.next.set(snapshot.next);
    this.oldest.set(snapshot.oldest);
    while (this.widest() > this.capacity) this.grow(false);
    this.columns.forEach((column, i) => {
      const saved = snapshot.columns[i];
      let from = 0;
      this.forEachLive((row) => {
        column.values[row & column.mask] = saved[from++];
      });
    });
    this.relax();
  }

  private copyLive(column: Column): Float64Array | Int32Array {
    let count = 0;
    for (let s = 0; s < this.subtasks; s++) count += this.next[s] - this.oldest[s];
    const copy = makeValues(column.storage, count);
    let to = 0;
    this.forEachLive((row) => {
      copy[to++] = column.values[row & column.mask];
    });
    return copy;
  }

  private forEachLive(visit: (row: number) => void): void {
    for (let s = 0; s < this.subtasks; s++) {
      const end = this.next[s];
      for (let local = this.oldest[s]; local < end; local++) visit((local << this.subtaskBits) | s);
    }
  }

  private press(subtask: number): void {
    assert(
      this.next[subtask] < MAX_ROW / (1 << this.subtaskBits) - 1,
      'a subtask has made all the rows that a number can name',
    );
    if (this.pressed[subtask] === 0) {
      this.pressed[subtask] = 1;
      this.limit[subtask] = this.oldest[subtask] + this.capacity;
      this.pressure();
    }
    if (this.next[subtask] >= this.limit[subtask]) this.grow(true);
  }

  private relax(): void {
    this.pressed.fill(0);
    for (let s = 0; s < this.subtasks; s++) this.limit[s] = this.oldest[s] + (this.capacity >> 1);
  }

  private widest(): number {
    let widest = 0;
    for (let s = 0; s < this.subtasks; s++) widest = Math.max(widest, this.next[s] - this.oldest[s]);
    return widest;
  }

  private grow(keep: boolean): void {
    this.capacity *= 2;
    const size = this.capacity << this.subtaskBits;
    for (const column of this.columns) {
      const values = makeValues(column.storage, size);
      const { values: old, mask } = column;
      if (keep) {
        this.forEachLive((row) => {
          values[row & (size - 1)] = old[row & mask];
        });
      }
      column.values = values;
      column.mask = size - 1;
    }
    for (let s = 0; s < this.subtasks; s++)
      this.limit[s] = this.oldest[s] + (this.pressed[s] === 1 ? this.capacity : this.capacity >> 1);
  }
}
