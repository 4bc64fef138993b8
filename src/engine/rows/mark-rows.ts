import { type Channel, DATA } from '../channel.ts';
import type { PlannedJob } from '../plan-job.ts';
import type { RowTable } from './row-table.ts';

/**
 * Finds the oldest row of each table and subtask that something in flight still needs, itself or as an ancestor,
 * and lets all older ones go. Only called between two windows, when no record is half done.
 */
export function markRows(job: PlannedJob): void {
  const oldest = new Map<RowTable, Int32Array>(job.tables.map((table) => [table, table.next.slice()]));
  const tableOf = new Map<Channel, RowTable>(job.channels.map(({ channel, table }) => [channel, table]));
  const mark = (table: RowTable, row: number): void => {
    for (let at: RowTable | null = table, current = row; at !== null; ) {
      const locals = oldest.get(at);
      const subtask = current & ((1 << at.subtaskBits) - 1);
      const local = current >> at.subtaskBits;
      if (locals !== undefined && local < locals[subtask]) locals[subtask] = local;
      current = at.ancestorOf(current);
      at = at.ancestorTable;
    }
  };
  for (const { channel, table } of job.channels) {
    for (let place = channel.head; place < channel.tail; place++)
      if (channel.kindOf(place) === DATA) mark(table, channel.rowOf(place));
  }
  for (const task of job.tasks) {
    task.output.forEach((channel, kind, row) => {
      const table = tableOf.get(channel);
      if (kind === DATA && table !== undefined) mark(table, row);
    });
  }
  for (const [table, locals] of oldest) table.release(locals);
}
