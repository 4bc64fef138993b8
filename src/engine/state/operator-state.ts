/**
 * The state of one operator in one subtask: named structures that the engine owns. Checkpoints, keyframes,
 * pictures and counters read them here; the operator only holds handles.
 */
import type { KeySpace } from '../rows/key-space.ts';
import { ListPool, type ListPoolSnapshot } from './list-pool.ts';
import type { ColumnTypes } from './state-column.ts';
import { StateTable, type StateTableSnapshot } from './state-table.ts';
import { TimeBuffer, type TimeBufferSnapshot } from './time-buffer.ts';

/** Keyed state lives by key group, broadcast state is a full copy in every subtask, operator state belongs to the subtask. */
export type StateScope = 'keyed' | 'broadcast' | 'operator';

export type NamedState =
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly scope: StateScope;
      readonly table: StateTable;
      readonly keys: KeySpace | null;
    }
  | { readonly kind: 'lists'; readonly name: string; readonly lists: ListPool }
  | { readonly kind: 'times'; readonly name: string; readonly times: TimeBuffer }
  | { readonly kind: 'value'; readonly name: string; readonly cell: StoredCell };

export type StateSnapshot = readonly {
  readonly name: string;
  readonly saved: StateTableSnapshot | ListPoolSnapshot | TimeBufferSnapshot | { readonly value: unknown };
}[];

/** Operator state of any small value. The value is never changed in place: `set` replaces it, so snapshots may share it. */
/** A cell as snapshots see it: what goes back in came out of the cell of the same name. */
interface StoredCell {
  get(): unknown;
  restore(saved: unknown): void;
}

export class ValueCell<T> implements StoredCell {
  private value: T;

  constructor(initial: T) {
    this.value = initial;
  }

  get(): T {
    return this.value;
  }

  set(value: T): void {
    this.value = value;
  }

  restore(saved: unknown): void {
    if (isOwn<T>(saved)) this.value = saved;
  }
}

export class OperatorState {
  readonly parts: NamedState[] = [];

  /** Keyed state: one slot of typed columns for each (key, namespace). */
  table(name: string, columns: ColumnTypes): StateTable {
    return this.addTable(name, 'keyed', columns);
  }

  /** Broadcast state: every subtask holds all of it; the key is the map's key, which `keys` can read. */
  broadcast(name: string, columns: ColumnTypes, keys: KeySpace | null = null): StateTable {
    return this.addTable(name, 'broadcast', columns, keys);
  }

  lists(name: string): ListPool {
    const lists = new ListPool();
    this.parts.push({ kind: 'lists', name, lists });
    return lists;
  }

  timeBuffer(name: string, columns: ColumnTypes): TimeBuffer {
    const times = new TimeBuffer(columns);
    this.parts.push({ kind: 'times', name, times });
    return times;
  }

  /** Operator state of any small immutable value. */
  value<T>(name: string, initial: T): ValueCell<T> {
    const cell = new ValueCell(initial);
    this.parts.push({ kind: 'value', name, cell });
    return cell;
  }

  /** Records or panes retained now. */
  held(): number {
    let held = 0;
    for (const part of this.parts) {
      if (part.kind === 'table') held += part.table.size;
      if (part.kind === 'times') held += part.times.held;
    }
    return held;
  }

  save(): StateSnapshot {
    return this.parts.map((part) => ({ name: part.name, saved: savePart(part) }));
  }

  load(snapshot: StateSnapshot): void {
    for (const part of this.parts) {
      const saved = snapshot.find((candidate) => candidate.name === part.name)?.saved;
      if (saved !== undefined) loadPart(part, saved);
    }
  }

  private addTable(name: string, scope: StateScope, columns: ColumnTypes, keys: KeySpace | null = null): StateTable {
    const table = new StateTable(columns);
    this.parts.push({ kind: 'table', name, scope, table, keys });
    return table;
  }
}

/** A snapshot is only ever loaded into the structures of the operator that it was taken of. */
function isOwn<T>(saved: unknown): saved is T {
  return saved !== undefined;
}

type Saved = StateSnapshot[number]['saved'];

function savePart(part: NamedState): Saved {
  switch (part.kind) {
    case 'table':
      return part.table.save();
    case 'lists':
      return part.lists.save();
    case 'times':
      return part.times.save();
    case 'value':
      return { value: part.cell.get() };
  }
}

function loadPart(part: NamedState, saved: Saved): void {
  if (part.kind === 'table' && 'namespaces' in saved) part.table.load(saved);
  else if (part.kind === 'lists' && 'group' in saved) part.lists.load(saved);
  else if (part.kind === 'times' && 'blocks' in saved) part.times.load(saved);
  else if (part.kind === 'value' && 'value' in saved) part.cell.restore(saved.value);
  else throw new Error(`state ${part.name} cannot be restored from a snapshot of another kind`);
}
