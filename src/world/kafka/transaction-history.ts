/** What became of every transaction: kept for the page's lanes and for the audit, not read by the protocol. */
import type { TopicPartition, TransactionResult } from './records.ts';
import type { TransactionMetadata } from './transaction-metadata.ts';

/** Who ended it: the producer (or a committer for it), a newer producer with its id, or the coordinator's sweep. */
export type EndedBy = 'client' | 'new producer' | 'timeout';

export interface EndedTransaction {
  /** As it was while the transaction was open. */
  readonly metadata: TransactionMetadata;
  /** The epoch that its markers carry. */
  readonly markerEpoch: number;
  readonly result: TransactionResult;
  readonly endedBy: EndedBy;
}

/** The part of a transaction that lies on one partition. */
export interface TransactionSpan extends TopicPartition {
  /** Null as long as the partition has joined the transaction and no record has come. */
  readonly firstOffset: number | null;
  /** Offset of its last record. */
  readonly lastOffset: number | null;
  /** Null while it is open. */
  readonly markerOffset: number | null;
}

/** A lane on the page: one transaction, open or ended. */
export interface TransactionView {
  readonly transactionalId: string;
  readonly producerId: number;
  /** The epoch that its records carry. */
  readonly epoch: number;
  readonly state: 'Ongoing' | 'CompleteCommit' | 'CompleteAbort';
  readonly outcome: 'open' | 'committed' | 'aborted';
  readonly endedBy: EndedBy | null;
  readonly startedAtMs: number;
  readonly timeoutMs: number;
  readonly endedAtMs: number | null;
  readonly spans: readonly TransactionSpan[];
}

export function viewOfEnded(
  ended: EndedTransaction,
  spans: readonly TransactionSpan[],
  endedAtMs: number,
): TransactionView {
  const { transactionalId, producerId, epoch, startedAtMs, timeoutMs } = ended.metadata;
  const state = ended.result === 'commit' ? 'CompleteCommit' : 'CompleteAbort';
  const outcome = ended.result === 'commit' ? 'committed' : 'aborted';
  const { endedBy } = ended;
  return { transactionalId, producerId, epoch, state, outcome, endedBy, startedAtMs, timeoutMs, endedAtMs, spans };
}

export function viewOfOpen(metadata: TransactionMetadata, spans: readonly TransactionSpan[]): TransactionView {
  const { transactionalId, producerId, epoch, startedAtMs, timeoutMs } = metadata;
  const open = { state: 'Ongoing', outcome: 'open', endedBy: null, endedAtMs: null } as const;
  return { transactionalId, producerId, epoch, startedAtMs, timeoutMs, spans, ...open };
}
