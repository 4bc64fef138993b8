/** Both buffers of an interval join on one axis: how long each side is kept, and which entries join which. */
import type { StateViewProps } from '../state-view.ts';

export interface JoinInterval {
  readonly lower: number;
  readonly upper: number;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
}

export interface JoinEntry {
  readonly side: 'left' | 'right';
  readonly key: string;
  readonly time: number;
}

export interface JoinSide {
  readonly name: 'left' | 'right';
  /** Entries held; `rows` are the newest of each key. */
  readonly total: number;
  /** Columns of eight bytes that an entry takes, with its time. */
  readonly columns: number;
  /** How long after its own time an entry is kept: until nothing that is on time can join it. */
  readonly keptMs: number;
  readonly rows: readonly JoinEntry[];
  readonly spread: { readonly from: number; readonly to: number; readonly counts: readonly number[] } | null;
}

export interface Microscope {
  readonly watermark: number;
  readonly left: JoinSide;
  readonly right: JoinSide;
}

export function lookInto(
  picture: StateViewProps['picture'],
  subtask: number,
  interval: JoinInterval,
): Microscope | null {
  const state = picture.subtasks[subtask];
  if (state === undefined) return null;
  const { first, last } = reach(interval);
  const watermark = state.detail['watermark'];
  const sideOf = (name: JoinSide['name'], keptMs: number): JoinSide => {
    const table = state.entries.find((candidate) => candidate.name === name);
    const rows = (table?.rows ?? []).flatMap(([key, time]): JoinEntry[] =>
      typeof time === 'number' ? [{ side: name, key: String(key ?? '–'), time }] : [],
    );
    return {
      name,
      keptMs,
      rows,
      total: table?.total ?? 0,
      columns: Math.max(1, (table?.columns.length ?? 2) - 1),
      spread: table?.spread ?? null,
    };
  };
  return {
    watermark: typeof watermark === 'number' ? watermark : Number.NEGATIVE_INFINITY,
    left: sideOf('left', Math.max(last, 0)),
    right: sideOf('right', Math.max(-first, 0)),
  };
}

/** The right times that join a left one, from `first` to `last` after it, both included. */
export function reach({ lower, upper, lowerInclusive, upperInclusive }: JoinInterval): {
  readonly first: number;
  readonly last: number;
} {
  return { first: lowerInclusive ? lower : lower + 1, last: upperInclusive ? upper : upper - 1 };
}

/** Entries of the other side and the same key that an entry joins. */
export function matchesOf(entry: JoinEntry, { left, right }: Microscope, interval: JoinInterval): readonly JoinEntry[] {
  const { first, last } = reach(interval);
  const [from, to] =
    entry.side === 'left' ? [entry.time + first, entry.time + last] : [entry.time - last, entry.time - first];
  const other = entry.side === 'left' ? right : left;
  return other.rows.filter(({ key, time }) => key === entry.key && time >= from && time <= to);
}

/** The entry that is shown when none is pointed at: of the newest of each left key, the one that joins most. */
export function chooseFocus(microscope: Microscope, interval: JoinInterval): JoinEntry | null {
  const newest = new Map<string, JoinEntry>();
  for (const entry of microscope.left.rows) {
    const known = newest.get(entry.key);
    if (known === undefined || entry.time >= known.time) newest.set(entry.key, entry);
  }
  let chosen: JoinEntry | null = null;
  let most = -1;
  for (const entry of newest.values()) {
    const matches = matchesOf(entry, microscope, interval).length;
    if (matches > most) [chosen, most] = [entry, matches];
  }
  return chosen ?? microscope.right.rows.at(-1) ?? null;
}

/** From a little before what is kept longest, to the newest entry and the end of what may still join the one in focus. */
export function spanOf(
  microscope: Microscope,
  focus: JoinEntry | null,
  interval: JoinInterval,
): { readonly from: number; readonly to: number } | null {
  const { watermark, left, right } = microscope;
  const edges = [left, right].flatMap(({ keptMs, spread }) => [
    ...(Number.isFinite(watermark) ? [watermark, watermark - keptMs] : []),
    ...(spread === null ? [] : [spread.from, spread.to]),
  ]);
  if (edges.length === 0) return null;
  const ahead =
    focus === null ? [] : [focus.time + (focus.side === 'left' ? reach(interval).last : -reach(interval).first)];
  const to = Math.max(...edges, ...ahead);
  const from = Math.min(...edges);
  return { from: from - Math.max(1000, (to - from) * 0.06), to };
}
