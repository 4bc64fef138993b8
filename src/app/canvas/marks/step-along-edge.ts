/** Records of an edge one after the other, for those who have no pointer to click them with. */
import { runStore } from '../../stores/hooks.ts';
import { announce } from '../../stores/workspace-store.ts';
import { MARK_STRIDE, marksOfEdge } from './placed-marks.ts';

let last: { readonly edge: string; readonly channel: number; readonly row: number } | null = null;

/** 0 opens the record nearest to the middle of the edge; ±1 the next or the one before, as they travel. */
export function stepAlongEdge(edge: string, by: 0 | 1 | -1): void {
  const frame = runStore.live.latest();
  const index = runStore.getState().plan?.edges.findIndex(({ id }) => id === edge) ?? -1;
  const marks = frame === null ? [] : marksOfEdge(frame, index);
  if (frame === null || marks.length === 0) {
    announce('No record is on this edge at this instant.');
    return;
  }
  const field = (mark: number, offset: number) => frame.marks[mark * MARK_STRIDE + offset] ?? 0;
  const at = marks.findIndex(
    (mark) => last?.edge === edge && field(mark, 2) === last.channel && field(mark, 3) === last.row,
  );
  const place = by === 0 || at < 0 ? Math.floor(marks.length / 2) : Math.min(Math.max(at + by, 0), marks.length - 1);
  const mark = marks[place] ?? 0;
  last = { edge, channel: field(mark, 2), row: field(mark, 3) };
  announce(`Record ${place + 1} of ${marks.length} shown on this edge.`);
  runStore.actions.inspectRecord(edge, last.channel, last.row);
}
