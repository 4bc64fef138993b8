/**
 * What the coordinator remembers of a transactional id (TransactionMetadata in Kafka), and how it may change.
 *
 * Prepare states are left out: here a marker is written in the same instant as the decision, so nobody can see them.
 */
import type { BrokerError } from './failures.ts';
import { NO_PRODUCER_EPOCH, NO_PRODUCER_ID, type TransactionResult } from './records.ts';

export type TransactionVersion = 1 | 2;

export type TransactionState = 'Empty' | 'Ongoing' | 'CompleteCommit' | 'CompleteAbort';

export interface ProducerIdAndEpoch {
  readonly producerId: number;
  readonly epoch: number;
}

export interface TransactionMetadata extends ProducerIdAndEpoch {
  readonly transactionalId: string;
  /** Told apart from `producerId` only right after the epochs of a producer id were used up. */
  readonly previousProducerId: number;
  /** The epoch before a bump that the producer itself had asked for; -1 if another producer caused it. */
  readonly lastEpoch: number;
  readonly timeoutMs: number;
  readonly state: TransactionState;
  /** Keys of the partitions of the open transaction, in the order in which they joined. */
  readonly partitions: readonly string[];
  /** When its first partition joined: the transaction's clock starts there, not at beginTransaction. */
  readonly startedAtMs: number;
}

/** Epochs are 16 bits; the last one is kept back so that a producer with the one before can still be fenced. */
const MAX_EPOCH = 32767;

export function isEpochExhausted(epoch: number): boolean {
  return epoch >= MAX_EPOCH - 1;
}

export function newTransactionMetadata(
  transactionalId: string,
  producerId: number,
  timeoutMs: number,
): TransactionMetadata {
  return {
    transactionalId,
    producerId,
    previousProducerId: NO_PRODUCER_ID,
    epoch: NO_PRODUCER_EPOCH,
    lastEpoch: NO_PRODUCER_EPOCH,
    timeoutMs,
    state: 'Empty',
    partitions: [],
    startedAtMs: -1,
  };
}

/**
 * A producer (re)starts with this id, and every earlier one is fenced (prepareIncrementProducerEpoch,
 * prepareProducerIdRotation). `expected` is given by a producer that asks for a new epoch for itself.
 */
export function afterInit(
  metadata: TransactionMetadata,
  timeoutMs: number,
  expected: ProducerIdAndEpoch | null,
  newProducerId: () => number,
): TransactionMetadata | BrokerError {
  const started = { ...metadata, timeoutMs, state: 'Empty', partitions: [], startedAtMs: -1 } as const;
  const previousProducerId = metadata.producerId;
  if (isEpochExhausted(metadata.epoch) && (expected === null || expected.epoch === metadata.epoch)) {
    const lastEpoch = expected === null ? NO_PRODUCER_EPOCH : metadata.epoch;
    return { ...started, producerId: newProducerId(), previousProducerId, epoch: 0, lastEpoch };
  }
  const bumped = { ...started, previousProducerId, epoch: metadata.epoch + 1 };
  if (expected === null) return { ...bumped, lastEpoch: NO_PRODUCER_EPOCH };
  if (metadata.epoch === NO_PRODUCER_EPOCH || expected.epoch === metadata.epoch) {
    return { ...bumped, lastEpoch: metadata.epoch };
  }
  // A repeated request is answered with the epoch that the first one has made.
  if (expected.epoch === metadata.lastEpoch) return { ...started, previousProducerId };
  return 'PRODUCER_FENCED';
}

export function afterAddingPartitions(
  metadata: TransactionMetadata,
  partitions: readonly string[],
  nowMs: number,
): TransactionMetadata {
  const joined = [...metadata.partitions, ...partitions.filter((key) => !metadata.partitions.includes(key))];
  const startedAtMs = metadata.state === 'Ongoing' ? metadata.startedAtMs : nowMs;
  return { ...metadata, previousProducerId: metadata.producerId, state: 'Ongoing', partitions: joined, startedAtMs };
}

/**
 * The transaction is decided and its markers are written (prepareAbortOrCommit, prepareComplete).
 * `bump` is true if the client speaks transaction version 2: then each end raises the epoch.
 */
export function afterEnd(
  metadata: TransactionMetadata,
  result: TransactionResult,
  bump: boolean,
  newProducerId: () => number,
): TransactionMetadata {
  const ended = {
    ...metadata,
    previousProducerId: metadata.producerId,
    state: result === 'commit' ? 'CompleteCommit' : 'CompleteAbort',
    partitions: [],
  } as const;
  if (!bump) return ended;
  if (isEpochExhausted(metadata.epoch))
    return { ...ended, producerId: newProducerId(), epoch: 0, lastEpoch: metadata.epoch };
  return { ...ended, epoch: metadata.epoch + 1, lastEpoch: metadata.epoch };
}

/** The broker takes the transaction away from its producer, before it aborts it (prepareFenceProducerEpoch). */
export function afterFence(metadata: TransactionMetadata): TransactionMetadata {
  const epoch = Math.min(metadata.epoch + 1, MAX_EPOCH);
  return { ...metadata, epoch, lastEpoch: NO_PRODUCER_EPOCH };
}
