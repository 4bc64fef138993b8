/** Panes on event time: which keys are worth drawing, what state each pane is in, and where the axis begins and ends. */
import type { StateViewProps } from '../state-view.ts';

export interface PaneTiming {
  readonly size: number;
  readonly offset: number;
  readonly allowedLateness: number;
}

/**
 * `due`: newer panes have records already, and it waits for the watermark alone. `filling`: the newest.
 * `fired`: its end is passed; it is kept for late records.
 */
export type PaneStage = 'fired' | 'due' | 'filling';

export interface Pane {
  readonly key: string;
  readonly start: number;
  readonly count: number;
  readonly stage: PaneStage;
}

export interface PaneRow {
  readonly key: string;
  readonly panes: readonly Pane[];
}

export interface SubtaskPanes {
  readonly subtask: number;
  readonly keys: number;
  readonly watermark: number;
  /** The keys that are drawn: the fullest, and the one that is most unlike them. */
  readonly rows: readonly PaneRow[];
  readonly panes: readonly Pane[];
  /** Panes that are held, of which `panes` may be the first only. */
  readonly total: number;
}

const SUBTASKS_DRAWN = 4;

export function panesOf(
  picture: StateViewProps['picture'],
  timing: PaneTiming,
  rowsEach: number,
): readonly SubtaskPanes[] {
  const read = picture.subtasks.map(({ entries, detail }) => {
    const table = entries.find(({ name }) => name === 'panes');
    const watermark = typeof detail['watermark'] === 'number' ? detail['watermark'] : Number.NEGATIVE_INFINITY;
    return { watermark, total: table?.total ?? 0, panes: readPanes(table) };
  });
  const newest = Math.max(Number.NEGATIVE_INFINITY, ...read.flatMap(({ panes }) => panes.map(({ start }) => start)));
  return read.slice(0, SUBTASKS_DRAWN).map(({ watermark, total, panes }, subtask) => {
    const staged = panes.map((pane): Pane => ({ ...pane, stage: stageOf(pane.start, timing, watermark, newest) }));
    const byKey = groupByKey(staged);
    return { subtask, watermark, total, panes: staged, keys: byKey.size, rows: chooseRows(byKey, rowsEach) };
  });
}

function stageOf(start: number, { size }: PaneTiming, watermark: number, newest: number): PaneStage {
  if (start + size - 1 <= watermark) return 'fired';
  return start < newest ? 'due' : 'filling';
}

function readPanes(
  table: StateViewProps['picture']['subtasks'][number]['entries'][number] | undefined,
): readonly Omit<Pane, 'stage'>[] {
  if (table === undefined) return [];
  const count = table.columns.indexOf('count');
  return table.rows.flatMap((row) => {
    const [key, start] = row;
    const records = row[count];
    return typeof start === 'number' && typeof records === 'number'
      ? [{ key: String(key ?? '–'), start, count: records }]
      : [];
  });
}

function groupByKey(panes: readonly Pane[]): ReadonlyMap<string, readonly Pane[]> {
  const groups = new Map<string, Pane[]>();
  for (const pane of panes) {
    const group = groups.get(pane.key);
    if (group === undefined) groups.set(pane.key, [pane]);
    else group.push(pane);
  }
  return groups;
}

/** The fullest keys, and in the last place the one with the fewest panes: it is the odd one, if there is any. */
function chooseRows(byKey: ReadonlyMap<string, readonly Pane[]>, most: number): readonly PaneRow[] {
  const rows = [...byKey].map(([key, panes]) => ({
    key,
    panes: panes.toSorted((a, b) => a.start - b.start),
    records: panes.reduce((sum, { count }) => sum + count, 0),
  }));
  rows.sort((a, b) => b.records - a.records || (a.key < b.key ? -1 : 1));
  const odd = rows.slice(most - 1).sort((a, b) => a.panes.length - b.panes.length || a.records - b.records)[0];
  const chosen = odd === undefined ? rows : [...rows.slice(0, most - 1), odd];
  return chosen.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

export interface PaneSpan {
  readonly from: number;
  readonly to: number;
  /** Whole panes between the two. */
  readonly panes: number;
}

const FEWEST = 3;
const MOST = 60;

/** Whole panes from the one before the watermark's (it has fired) to the newest; the oldest are left out if there are too many. */
export function spanOf(subtasks: readonly SubtaskPanes[], { size, offset }: PaneTiming): PaneSpan | null {
  const startOf = (instant: number) => Math.floor((instant - offset) / size) * size + offset;
  const starts = subtasks.flatMap(({ panes }) => panes.map(({ start }) => start));
  const watermarks = subtasks.map(({ watermark }) => watermark).filter(Number.isFinite);
  const known = [...starts, ...watermarks.map(startOf)];
  if (known.length === 0) return null;
  const to = Math.max(...known) + size;
  const from = Math.max(Math.min(...known, to - size * (FEWEST - 1)) - size, to - size * MOST);
  return { from, to, panes: Math.round((to - from) / size) };
}

/** How many panes stand in a stage, over all subtasks. */
export function countStage(subtasks: readonly SubtaskPanes[], stage: PaneStage): number {
  return subtasks.reduce((sum, { panes }) => sum + panes.filter((pane) => pane.stage === stage).length, 0);
}

/** Due panes of one key: the fewest and the most. */
export function duePerKey(subtasks: readonly SubtaskPanes[]): { readonly fewest: number; readonly most: number } {
  const counts = subtasks.flatMap(({ panes }) =>
    [...groupByKey(panes).values()].map((own) => own.filter(({ stage }) => stage === 'due').length),
  );
  return counts.length === 0 ? { fewest: 0, most: 0 } : { fewest: Math.min(...counts), most: Math.max(...counts) };
}
