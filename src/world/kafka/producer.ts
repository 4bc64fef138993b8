/**
 * A producer client: KafkaProducer with its TransactionManager, which decides what the application gets to hear.
 *
 * It sends synchronously, one record a batch, and every request is answered at once. Not modelled: a record that
 * was sent outside a transaction fails here and is gone, while the real client keeps it in its buffer.
 */
import type { BrokerCore, OffsetCommitRequest } from './broker-core.ts';
import {
  type BrokerError,
  done,
  exceptionOf,
  failedWith,
  failure,
  type KafkaFailure,
  type Outcome,
} from './failures.ts';
import {
  illegalState,
  noteAbortable,
  noteFatal,
  noteSendFailure,
  type ProducerKind,
  type ProducerMemory,
  standingFailure,
} from './producer-memory.ts';
import type { PartitionLog } from './partition-log.ts';
import { NO_PRODUCER_EPOCH, NO_PRODUCER_ID, NO_SEQUENCE, partitionKey, type TransactionResult } from './records.ts';
import type { ProducerIdAndEpoch } from './transaction-metadata.ts';

export type SendResult =
  | { readonly kind: 'sent'; readonly offset: number }
  | { readonly kind: 'failed'; readonly failure: KafkaFailure };

/** What a two-phase committer writes down of a transaction, to end it later, perhaps from elsewhere. */
export interface TransactionIdentity extends ProducerIdAndEpoch {
  readonly transactionalId: string;
}

export class KafkaProducer {
  private readonly core: BrokerCore;
  private memory: ProducerMemory;

  constructor(core: BrokerCore, memory: ProducerMemory) {
    this.core = core;
    // A memory may come out of a snapshot, which has to stay as it is.
    this.memory = copyMemory(memory);
  }

  get id(): number {
    return this.memory.id;
  }

  get kind(): ProducerKind {
    return this.memory.kind;
  }

  get state(): ProducerMemory['state'] {
    return this.memory.state;
  }

  /** What it holds at this moment, also after a crash; null if it is not transactional. */
  get identity(): TransactionIdentity | null {
    const { transactionalId, producerId, epoch } = this.memory;
    return transactionalId === null ? null : { transactionalId, producerId, epoch };
  }

  /** Whether a record was sent in the open transaction, as the client knows it: the broker may have aborted it. */
  get hasRecordsInTransaction(): boolean {
    return this.memory.state === 'in transaction' && this.memory.transactionStarted;
  }

  initTransactions(): Outcome {
    const { memory } = this;
    if (memory.transactionalId === null) return failedWith(illegalState('initTransactions', memory));
    const standing = standingFailure(memory);
    if (standing !== null) return failedWith(standing);
    if (memory.state !== 'uninitialized') return failedWith(illegalState('initTransactions', memory));
    const failed = this.requestProducerId(memory.transactionalId, null);
    memory.version = this.core.transactionVersion;
    memory.heardVersion = this.core.transactionVersion;
    return failed === null ? done : failedWith(failed);
  }

  beginTransaction(): Outcome {
    const { memory } = this;
    const standing = standingFailure(memory);
    if (standing !== null) return failedWith(standing);
    if (memory.state !== 'ready') return failedWith(illegalState('beginTransaction', memory));
    memory.state = 'in transaction';
    return done;
  }

  commitTransaction(): Outcome {
    const standing = standingFailure(this.memory);
    if (standing !== null) return failedWith(standing);
    if (this.memory.state !== 'in transaction') return failedWith(illegalState('commitTransaction', this.memory));
    return this.endTransaction('commit');
  }

  abortTransaction(): Outcome {
    const { memory } = this;
    if (memory.state === 'abortable error') return this.endTransaction('abort');
    const standing = standingFailure(memory);
    if (standing !== null) return failedWith(standing);
    if (memory.state !== 'in transaction') return failedWith(illegalState('abortTransaction', memory));
    return this.endTransaction('abort');
  }

  /** Sends one record and waits for its offset. `timestamp` is in milliseconds. */
  send(topic: string, partition: number, timestamp: number, key: unknown, value: unknown): SendResult {
    const { memory } = this;
    if (memory.state === 'closed' || memory.state === 'crashed') return failedWith(illegalState('send', memory));
    const log = this.core.log(topic, partition);
    const refused = memory.kind === 'transactional' ? this.refusalToSend() : null;
    if (refused !== null) return failedWith(refused);
    if (log === undefined)
      return this.failSend(failure('TimeoutException', `There is no ${partitionKey(topic, partition)}.`));
    const notJoined = memory.kind === 'transactional' ? this.joinTransaction(log) : null;
    if (notJoined !== null) return failedWith(notJoined);
    const sequence = memory.kind === 'plain' ? NO_SEQUENCE : (memory.sequences.get(log.key) ?? 0);
    const { transactionalId, version: clientVersion, producerId, epoch } = memory;
    const request = { transactionalId, clientVersion, producerId, epoch, sequence, timestamp, key, value };
    const offset = this.core.produce(log, request);
    if (typeof offset === 'string') return this.failSend(exceptionOf(offset));
    if (sequence !== NO_SEQUENCE) memory.sequences.set(log.key, sequence + 1);
    return { kind: 'sent', offset };
  }

  /** Offsets of a group as part of the transaction (sendOffsetsToTransaction). */
  sendOffsets(commit: OffsetCommitRequest): Outcome {
    const { memory } = this;
    const standing = standingFailure(memory);
    if (standing !== null) return failedWith(standing);
    if (memory.transactionalId === null || memory.state !== 'in transaction') {
      return failedWith(illegalState('sendOffsetsToTransaction', memory));
    }
    if (memory.version === 1) {
      const refusal = this.core.coordinator.addPartitions(memory.transactionalId, memory, [
        this.core.offsetsLog(commit.group).key,
      ]);
      if (refusal !== null) return failedWith(this.noteRefusal(refusal));
    }
    memory.transactionStarted = true;
    const refusal = this.core.commitOffsetInTransaction(memory.transactionalId, memory, memory.version, commit);
    return refusal === null ? done : failedWith(this.noteRefusal(refusal));
  }

  /** Ends in good order: an open transaction is aborted, and what goes wrong with that is nobody's to hear. */
  close(): void {
    const { state } = this.memory;
    if (state === 'in transaction' || state === 'abortable error') this.endTransaction('abort');
    this.memory.state = 'closed';
  }

  /** The process is gone. The broker is told nothing: an open transaction stays open. */
  crash(): void {
    this.memory.state = 'crashed';
  }

  save(): ProducerMemory {
    return copyMemory(this.memory);
  }

  load(memory: ProducerMemory): void {
    this.memory = copyMemory(memory);
  }

  private refusalToSend(): KafkaFailure | null {
    const standing = standingFailure(this.memory);
    if (standing !== null) return standing;
    return this.memory.state === 'in transaction' ? null : illegalState('send', this.memory);
  }

  /** Makes the partition part of the transaction (maybeAddPartition); under version 2 the broker will do it. */
  private joinTransaction(log: PartitionLog): KafkaFailure | null {
    const { memory } = this;
    if (memory.partitions.has(log.key)) return null;
    if (memory.version === 1 && memory.transactionalId !== null) {
      const refusal = this.core.coordinator.addPartitions(memory.transactionalId, memory, [log.key]);
      if (refusal !== null) return this.noteRefusal(refusal);
    }
    memory.partitions.add(log.key);
    memory.transactionStarted = true;
    return null;
  }

  private endTransaction(result: TransactionResult): Outcome {
    const { memory, core } = this;
    const spoken = memory.version;
    this.takeUpVersion();
    if (memory.transactionStarted && memory.transactionalId !== null) {
      const answer = core.coordinator.endTransaction(memory.transactionalId, memory, result, spoken);
      memory.heardVersion = core.transactionVersion;
      if (answer.kind === 'refused') return failedWith(this.noteRefusal(answer.error));
      if (answer.value !== null) this.takeProducerId(answer.value);
    }
    memory.state = 'ready';
    memory.lastError = null;
    memory.transactionStarted = false;
    memory.partitions.clear();
    if (!memory.epochBumpRequired || memory.transactionalId === null) return done;
    memory.epochBumpRequired = false;
    const { producerId, epoch } = memory;
    const failed = this.requestProducerId(memory.transactionalId, { producerId, epoch });
    return failed === null ? done : failedWith(failed);
  }

  /**
   * A client that learns that the broker is at version 2 speaks it from its next transaction on, with a new epoch
   * (maybeUpdateTransactionV2Enabled). One that resumes a transaction has not heard it when it ends that one.
   */
  private takeUpVersion(): void {
    const { memory } = this;
    if (memory.heardVersion === null || memory.heardVersion === memory.version) return;
    memory.epochBumpRequired = memory.heardVersion === 2;
    memory.version = memory.heardVersion;
  }

  private requestProducerId(transactionalId: string, expected: ProducerIdAndEpoch | null): KafkaFailure | null {
    const answer = this.core.coordinator.initProducerId(transactionalId, this.memory.timeoutMs, expected);
    if (answer.kind === 'refused') return noteFatal(this.memory, initFailure(answer.error));
    this.takeProducerId(answer.value);
    this.memory.state = 'ready';
    return null;
  }

  private takeProducerId({ producerId, epoch }: ProducerIdAndEpoch): void {
    const { memory } = this;
    if (producerId === memory.producerId && epoch === memory.epoch) return;
    memory.producerId = producerId;
    memory.epoch = epoch;
    memory.sequences.clear();
  }

  /** What the coordinator refuses is fatal, but for TRANSACTION_ABORTABLE; an old epoch means fenced. */
  private noteRefusal(error: BrokerError): KafkaFailure {
    if (error === 'TRANSACTION_ABORTABLE') return noteAbortable(this.memory, exceptionOf(error));
    return noteFatal(this.memory, exceptionOf(error === 'INVALID_PRODUCER_EPOCH' ? 'PRODUCER_FENCED' : error));
  }

  private failSend(error: KafkaFailure): SendResult {
    noteSendFailure(this.memory, error);
    return failedWith(error);
  }
}

/** A new client, before it has spoken to the broker. */
export function newProducerMemory(
  id: number,
  kind: ProducerKind,
  transactionalId: string | null,
  timeoutMs: number,
): ProducerMemory {
  return {
    id,
    kind,
    transactionalId,
    timeoutMs,
    state: 'uninitialized',
    lastError: null,
    producerId: NO_PRODUCER_ID,
    epoch: NO_PRODUCER_EPOCH,
    version: 1,
    heardVersion: null,
    transactionStarted: false,
    epochBumpRequired: false,
    partitions: new Set(),
    sequences: new Map(),
  };
}

function initFailure(error: BrokerError): KafkaFailure {
  if (error === 'PRODUCER_FENCED') return exceptionOf(error);
  return failure('KafkaException', `initTransactions failed. ${exceptionOf(error).message}`);
}

function copyMemory(memory: ProducerMemory): ProducerMemory {
  return { ...memory, partitions: new Set(memory.partitions), sequences: new Map(memory.sequences) };
}
