import { decodeRecord } from '../engine/rows/raw-record.ts';
import type { PageMessage, RecordView } from './protocol.ts';
import type { Session } from './session.ts';

/** The record behind a mark of the last frame; null if it has gone meanwhile. */
export function viewRecord(
  session: Session,
  { edge, channel, row }: Extract<PageMessage, { kind: 'inspect-record' }>,
): RecordView | null {
  const { engine } = session;
  const plan = session.edges.find((candidate) => candidate.id === edge)?.channels[channel];
  if (plan === undefined) return null;
  const { channel: of, table } = plan;
  for (let i = of.head; i < of.tail; i++) {
    const slot = i & of.mask;
    if (of.row[slot] !== row) continue;
    const raw = engine.copyOut(table, row, of.timestamp[slot]);
    const lineage = engine.lineage(table, row);
    return {
      node: engine.job.graph.nodes[plan.toNode].id,
      source: lineage === null ? null : { node: lineage.source, partition: lineage.partition, offset: lineage.offset },
      eventTime: of.timestamp[slot],
      arrivedAt: of.arrival[slot],
      value: decodeRecord(raw, engine.dictionary, (entry) => engine.predictions.value(entry)),
    };
  }
  return null;
}
