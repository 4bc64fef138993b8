/**
 * Whether a request to end a transaction has its place: the tables of TransactionCoordinator.endTransaction
 * (version 2) and endTransactionWithTV1 (version 1, and whoever has not heard that the broker is at 2).
 */
import type { BrokerError } from './failures.ts';
import type { TransactionResult } from './records.ts';
import type { ProducerIdAndEpoch, TransactionMetadata, TransactionVersion } from './transaction-metadata.ts';

export type EndVerdict =
  /** Decide it now and write the markers. */
  | { readonly kind: 'end' }
  /** It has been decided in just this way before: nothing to do. */
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly error: BrokerError };

export function judgeEnd(
  metadata: TransactionMetadata,
  sender: ProducerIdAndEpoch,
  result: TransactionResult,
  clientVersion: TransactionVersion,
): EndVerdict {
  return clientVersion === 1 ? judgeByVersion1(metadata, sender, result) : judgeByVersion2(metadata, sender, result);
}

/** The epoch has to be the current one, and a repetition is known by the state alone. */
function judgeByVersion1(
  metadata: TransactionMetadata,
  sender: ProducerIdAndEpoch,
  result: TransactionResult,
): EndVerdict {
  if (sender.producerId !== metadata.producerId) return refuse('INVALID_PRODUCER_ID_MAPPING');
  if (sender.epoch !== metadata.epoch) return refuse('PRODUCER_FENCED');
  if (metadata.state === 'Ongoing') return { kind: 'end' };
  return wasEndedBy(metadata, result) ? { kind: 'already' } : refuse('INVALID_TXN_STATE');
}

/**
 * The last end has raised the epoch, so a repetition is known by the epoch before. With the current epoch it is the
 * end of a next transaction, which may be empty: to abort one is fine and raises the epoch, to commit one is not.
 */
function judgeByVersion2(
  metadata: TransactionMetadata,
  sender: ProducerIdAndEpoch,
  result: TransactionResult,
): EndVerdict {
  const isComplete = metadata.state === 'CompleteCommit' || metadata.state === 'CompleteAbort';
  const repeatedOverRotation =
    metadata.previousProducerId === sender.producerId &&
    metadata.previousProducerId !== metadata.producerId &&
    sender.epoch === metadata.lastEpoch &&
    metadata.epoch === 0;
  const repeated =
    isComplete &&
    (repeatedOverRotation || (sender.producerId === metadata.producerId && metadata.epoch === sender.epoch + 1));
  if (sender.producerId !== metadata.producerId && !repeatedOverRotation) return refuse('INVALID_PRODUCER_ID_MAPPING');
  if (sender.epoch !== metadata.epoch && !repeated) return refuse('PRODUCER_FENCED');
  if (repeated) return wasEndedBy(metadata, result) ? { kind: 'already' } : refuse('INVALID_TXN_STATE');
  if (metadata.state === 'Ongoing' || result === 'abort') return { kind: 'end' };
  return refuse('INVALID_TXN_STATE');
}

function wasEndedBy(metadata: TransactionMetadata, result: TransactionResult): boolean {
  return metadata.state === (result === 'commit' ? 'CompleteCommit' : 'CompleteAbort');
}

function refuse(error: BrokerError): EndVerdict {
  return { kind: 'refused', error };
}
