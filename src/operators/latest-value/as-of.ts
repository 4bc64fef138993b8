/** What a latest-value join remembers, key by key: observations, each the answer until the next one, and who waits. */
import type { StateViewProps } from '../state-view.ts';

export interface Waiting {
  /** Event time of the record. */
  readonly time: number;
  /** On the processing clock, epoch ms: when it leaves with defaults. */
  readonly deadline: number;
}

export interface AsOfRow {
  readonly key: string;
  /** Event times, ascending. */
  readonly observations: readonly number[];
  readonly waiting: readonly Waiting[];
}

export interface SubtaskAsOf {
  readonly subtask: number;
  readonly watermark: number;
  readonly observations: number;
  readonly waiting: number;
  readonly keys: number;
  readonly rows: readonly AsOfRow[];
}

export function asOfOf(picture: StateViewProps['picture'], most: number): readonly SubtaskAsOf[] {
  return picture.subtasks.map(({ entries, detail }, subtask) => {
    const observations = entries.find(({ name }) => name === 'observations');
    const waiting = entries.find(({ name }) => name === 'waiting');
    const rows = new Map<string, { readonly observations: number[]; readonly waiting: Waiting[] }>();
    const rowOf = (value: unknown) => {
      const key = String(value ?? '–');
      const row = rows.get(key) ?? { observations: [], waiting: [] };
      rows.set(key, row);
      return row;
    };
    for (const [key, time] of observations?.rows ?? [])
      if (typeof time === 'number') rowOf(key).observations.push(time);
    const deadlineColumn = waiting?.columns.indexOf('@deadline') ?? -1;
    for (const row of waiting?.rows ?? []) {
      const [key, time] = row;
      const deadline = row[deadlineColumn];
      if (typeof time === 'number' && typeof deadline === 'number') rowOf(key).waiting.push({ time, deadline });
    }
    const watermark = detail['watermark'];
    return {
      subtask,
      watermark: typeof watermark === 'number' ? watermark : Number.NEGATIVE_INFINITY,
      observations: observations?.total ?? 0,
      waiting: waiting?.total ?? 0,
      keys: rows.size,
      rows: [...rows]
        .map(([key, row]) => ({ key, ...row }))
        .toSorted(byInterest)
        .slice(0, most)
        .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    };
  });
}

/** Keys for which somebody waits first, then those with most to choose from. */
function byInterest(a: AsOfRow, b: AsOfRow): number {
  return (
    b.waiting.length - a.waiting.length || b.observations.length - a.observations.length || (a.key < b.key ? -1 : 1)
  );
}

/** Everything that is drawn, and the watermark, with a little room at both ends. */
export function spanOf(subtasks: readonly SubtaskAsOf[]): { readonly from: number; readonly to: number } | null {
  const times = subtasks.flatMap(({ rows, watermark }) => [
    ...rows.flatMap((row) => [...row.observations, ...row.waiting.map(({ time }) => time)]),
    ...(rows.length > 0 && Number.isFinite(watermark) ? [watermark] : []),
  ]);
  if (times.length === 0) return null;
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const room = Math.max(1000, (to - from) * 0.07);
  return { from: from - room, to: to + room };
}
