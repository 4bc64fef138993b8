/** What each isolation level sees of a topic, counted by lineage: copies beyond the first, and what it misses. */
import type { Lineage } from '../engine/operator.ts';
import { isStoredValue, type KafkaService } from './kafka-service.ts';

export interface ReaderAudit {
  readonly records: number;
  readonly duplicated: number;
  /** Records once written, covered by the latest completed checkpoint, that this reader does not see. */
  readonly lost: number;
}

export function auditReaders(
  service: KafkaService,
  topic: string,
  isCovered: (lineage: Lineage) => boolean,
): Readonly<Record<'read_committed' | 'read_uncommitted', ReaderAudit>> {
  const written = lineagesOf(service, topic, 'read_uncommitted');
  const audit = (isolation: 'read_committed' | 'read_uncommitted'): ReaderAudit => {
    const seen = isolation === 'read_uncommitted' ? written : lineagesOf(service, topic, isolation);
    let records = 0;
    let lost = 0;
    for (const { count } of seen.values()) records += count;
    for (const [id, { lineage }] of written) if (!seen.has(id) && isCovered(lineage)) lost++;
    return { records, duplicated: records - seen.size, lost };
  };
  return { read_committed: audit('read_committed'), read_uncommitted: audit('read_uncommitted') };
}

function lineagesOf(service: KafkaService, topic: string, isolation: 'read_committed' | 'read_uncommitted') {
  const found = new Map<string, { readonly lineage: Lineage; count: number }>();
  for (const { value } of service.read(topic, isolation)) {
    if (!isStoredValue(value) || value.lineage === null) continue;
    const id = `${value.lineage.source}/${value.lineage.partition}/${value.lineage.offset}`;
    const known = found.get(id);
    if (known === undefined) found.set(id, { lineage: value.lineage, count: 1 });
    else known.count++;
  }
  return found;
}
