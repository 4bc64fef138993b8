/**
 * The transaction coordinator: which producer owns a transactional id, what its transaction touches, how it ends
 * (TransactionCoordinator in Kafka). There is one, and it answers at once.
 */
import { judgeEnd } from './end-transaction.ts';
import type { BrokerError } from './failures.ts';
import type { TransactionResult } from './records.ts';
import type { EndedBy, EndedTransaction } from './transaction-history.ts';
import {
  afterAddingPartitions,
  afterEnd,
  afterFence,
  afterInit,
  isEpochExhausted,
  newTransactionMetadata,
  type ProducerIdAndEpoch,
  type TransactionMetadata,
  type TransactionVersion,
} from './transaction-metadata.ts';

/** What the coordinator needs from the broker around it. */
export interface CoordinatorEnvironment {
  /** transaction.max.timeout.ms */
  readonly maxTimeoutMs: number;
  readonly nowMs: () => number;
  readonly newProducerId: () => number;
  /** Writes the marker to every partition of the transaction and keeps account of it. */
  readonly onEnd: (ended: EndedTransaction) => void;
}

export type CoordinatorSnapshot = readonly TransactionMetadata[];

type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'refused'; readonly error: BrokerError };

export class TransactionCoordinator {
  private readonly environment: CoordinatorEnvironment;
  private readonly transactions = new Map<string, TransactionMetadata>();

  constructor(environment: CoordinatorEnvironment) {
    this.environment = environment;
  }

  describe(transactionalId: string): TransactionMetadata | undefined {
    return this.transactions.get(transactionalId);
  }

  all(): TransactionMetadata[] {
    return [...this.transactions.values()];
  }

  /**
   * Gives the id to the producer that asks, with a new epoch. An open transaction of an earlier producer is aborted
   * first, which raises the epoch once more (the client sees CONCURRENT_TRANSACTIONS meanwhile and asks again).
   */
  initProducerId(
    transactionalId: string,
    timeoutMs: number,
    expected: ProducerIdAndEpoch | null,
  ): Answer<ProducerIdAndEpoch> {
    const { maxTimeoutMs, newProducerId } = this.environment;
    if (timeoutMs > maxTimeoutMs) return refuse('INVALID_TRANSACTION_TIMEOUT');
    const known = this.transactions.get(transactionalId);
    const metadata = known ?? newTransactionMetadata(transactionalId, newProducerId(), timeoutMs);
    if (expected !== null && !ownsId(metadata, expected)) return refuse('PRODUCER_FENCED');
    const free = metadata.state === 'Ongoing' ? this.abortByBroker(metadata, 'new producer') : metadata;
    const next = afterInit(free, timeoutMs, expected, newProducerId);
    if (typeof next === 'string') return refuse(next);
    this.transactions.set(transactionalId, next);
    return { kind: 'ok', value: { producerId: next.producerId, epoch: next.epoch } };
  }

  addPartitions(
    transactionalId: string,
    sender: ProducerIdAndEpoch,
    partitions: readonly string[],
  ): BrokerError | null {
    const metadata = this.transactions.get(transactionalId);
    const refusal = refusalOfSender(metadata, sender);
    if (metadata === undefined || refusal !== null) return refusal;
    if (metadata.state === 'Ongoing' && partitions.every((key) => metadata.partitions.includes(key))) return null;
    this.transactions.set(transactionalId, afterAddingPartitions(metadata, partitions, this.environment.nowMs()));
    return null;
  }

  /** Version 1: a partition's leader asks whether the client has really registered the partition (KIP-890, part 1). */
  verifyPartition(transactionalId: string, sender: ProducerIdAndEpoch, partition: string): BrokerError | null {
    const metadata = this.transactions.get(transactionalId);
    const refusal = refusalOfSender(metadata, sender);
    if (metadata === undefined || refusal !== null) return refusal;
    return metadata.partitions.includes(partition) ? null : 'TRANSACTION_ABORTABLE';
  }

  /** Answers with the producer id and epoch to go on with, or null if they stay as they are. */
  endTransaction(
    transactionalId: string,
    sender: ProducerIdAndEpoch,
    result: TransactionResult,
    clientVersion: TransactionVersion,
  ): Answer<ProducerIdAndEpoch | null> {
    const metadata = this.transactions.get(transactionalId);
    if (metadata === undefined) return refuse('INVALID_PRODUCER_ID_MAPPING');
    const verdict = judgeEnd(metadata, sender, result, clientVersion);
    if (verdict.kind === 'refused') return verdict;
    const bump = clientVersion === 2;
    const { producerId, epoch } = verdict.kind === 'end' ? this.end(metadata, result, bump, 'client') : metadata;
    return { kind: 'ok', value: bump ? { producerId, epoch } : null };
  }

  /** Aborts the transaction of this id as if its time were up; does nothing if it has none. */
  expire(transactionalId: string): boolean {
    const metadata = this.transactions.get(transactionalId);
    if (metadata?.state !== 'Ongoing') return false;
    this.abortByBroker(metadata, 'timeout');
    return true;
  }

  /** One sweep over all transactions (abortTimedOutTransactions): those past their time, strictly, are aborted. */
  expireDue(nowMs: number): string[] {
    const due = this.all().filter((metadata) => metadata.state === 'Ongoing' && isPastItsTime(metadata, nowMs));
    return due.map(({ transactionalId }) => transactionalId).filter((transactionalId) => this.expire(transactionalId));
  }

  save(): CoordinatorSnapshot {
    return this.all();
  }

  load(snapshot: CoordinatorSnapshot): void {
    this.transactions.clear();
    for (const metadata of snapshot) this.transactions.set(metadata.transactionalId, metadata);
  }

  /** The epoch is raised once, by the fence, also under version 2 (KAFKA-19367), and the markers carry it. */
  private abortByBroker(metadata: TransactionMetadata, endedBy: EndedBy): TransactionMetadata {
    return this.end(metadata, 'abort', false, endedBy, afterFence(metadata));
  }

  private end(
    metadata: TransactionMetadata,
    result: TransactionResult,
    bump: boolean,
    endedBy: EndedBy,
    decided: TransactionMetadata = metadata,
  ): TransactionMetadata {
    const next = afterEnd(decided, result, bump, this.environment.newProducerId);
    this.transactions.set(metadata.transactionalId, next);
    const markerEpoch = bump ? decided.epoch + 1 : decided.epoch;
    this.environment.onEnd({ metadata, markerEpoch, result, endedBy });
    return next;
  }
}

/** A producer that asks for a new epoch for itself has to hold the id, or have held it until its epochs were used up. */
function ownsId(metadata: TransactionMetadata, expected: ProducerIdAndEpoch): boolean {
  if (expected.producerId === metadata.producerId) return true;
  return expected.producerId === metadata.previousProducerId && isEpochExhausted(expected.epoch);
}

function refusalOfSender(metadata: TransactionMetadata | undefined, sender: ProducerIdAndEpoch): BrokerError | null {
  if (metadata === undefined || metadata.producerId !== sender.producerId) return 'INVALID_PRODUCER_ID_MAPPING';
  return metadata.epoch === sender.epoch ? null : 'PRODUCER_FENCED';
}

function isPastItsTime(metadata: TransactionMetadata, nowMs: number): boolean {
  return metadata.startedAtMs + metadata.timeoutMs < nowMs;
}

function refuse(error: BrokerError): { readonly kind: 'refused'; readonly error: BrokerError } {
  return { kind: 'refused', error };
}
