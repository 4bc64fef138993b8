/** What a consumer gets to see of a partition, under each isolation level. */
import type { AbortedTransaction, PartitionLog } from './partition-log.ts';
import type { IsolationLevel, LogRecord } from './records.ts';

export interface Fetched {
  readonly records: LogRecord[];
  /** The offset to go on from: behind the last delivered record, or behind all that was passed over. */
  readonly nextOffset: number;
}

/** The end of the log as a consumer of this isolation level sees it. */
export function endOffset(log: PartitionLog, isolation: IsolationLevel): number {
  return isolation === 'read_committed' ? log.lastStableOffset : log.highWatermark;
}

/**
 * Reads from an offset up to the end of the isolation level, at most `limit` records. Null means that the offset is
 * out of range. A read_committed consumer may stand beyond the last stable offset: it waits there, it is not refused.
 */
export function fetchRecords(
  log: PartitionLog,
  isolation: IsolationLevel,
  from: number,
  limit = Number.POSITIVE_INFINITY,
): Fetched | null {
  if (from < log.logStart || from > log.highWatermark) return null;
  const end = endOffset(log, isolation);
  const isAborted = isolation === 'read_committed' ? abortedFilter(log.abortedWithin(from, end)) : nothingIsAborted;
  const records: LogRecord[] = [];
  let offset = from;
  while (offset < end && records.length < limit) {
    const record = log.read(offset);
    offset++;
    if (record !== undefined && !isAborted(record) && record.control === null) records.push(record);
  }
  return { records, nextOffset: offset };
}

/**
 * The consumer's own filter (CompletedFetch.isBatchAborted): the broker sends aborted records too, with a list of
 * the transactions they belong to, and the consumer follows that list marker by marker.
 */
function abortedFilter(aborted: readonly AbortedTransaction[]): (record: LogRecord) => boolean {
  if (aborted.length === 0) return nothingIsAborted;
  const abortedProducers = new Set<number>();
  let next = 0;
  return (record) => {
    for (
      let entry = aborted[next];
      entry !== undefined && entry.firstOffset <= record.offset;
      entry = aborted[++next]
    ) {
      abortedProducers.add(entry.producerId);
    }
    if (record.control === 'abort') abortedProducers.delete(record.producerId);
    return record.control === null && record.transactional && abortedProducers.has(record.producerId);
  };
}

function nothingIsAborted(): boolean {
  return false;
}
