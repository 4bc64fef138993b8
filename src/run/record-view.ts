import { DATA } from '../engine/channel.ts';
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
  for (let place = of.head; place < of.tail; place++) {
    if (of.kindOf(place) !== DATA || of.rowOf(place) !== row) continue;
    const raw = engine.copyOut(table, row, of.timestampOf(place));
    const lineage = engine.lineage(table, row);
    return {
      node: engine.job.graph.nodes[plan.toNode].id,
      source: lineage === null ? null : { node: lineage.source, partition: lineage.partition, offset: lineage.offset },
      eventTime: of.timestampOf(place),
      arrivedAt: of.arrivalOf(place),
      value: decodeRecord(raw, engine.dictionary, (entry) => engine.predictions.value(entry)),
    };
  }
  return null;
}
