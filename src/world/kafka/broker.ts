/**
 * Kafka, as Tidemark's world holds it: one broker with topics, transactions, producers, readers and group offsets.
 * It outlives every crash of the job, it is deterministic, and all of it can be saved and loaded.
 *
 * Time is told to it (`setTime`) and nothing happens by itself: whoever drives it calls `expireDue` at each
 * `nextSweepMs`, as the coordinator's own timer would.
 *
 * Not modelled: replication, batches of several records, compression, retention by age or size, idle transactional
 * ids (forgotten after 7 days) and producer states (after 1 day), consumer groups beyond their offsets.
 */
import type { BrokerSnapshot } from './broker-snapshot.ts';
import { BrokerCore, type OffsetCommitRequest } from './broker-core.ts';
import { OFFSETS_TOPIC } from './group-offsets.ts';
import type { PartitionLog } from './partition-log.ts';
import { PartitionReader } from './partition-reader.ts';
import { KafkaProducer, newProducerMemory, type TransactionIdentity } from './producer.ts';
import type { IsolationLevel, TopicPartition } from './records.ts';
import { type TransactionSpan, type TransactionView, viewOfOpen } from './transaction-history.ts';
import type { TransactionMetadata, TransactionVersion } from './transaction-metadata.ts';

export interface BrokerConfig {
  /** 2 is the default of Kafka 4; 1 behaves as Kafka 3 does. */
  readonly transactionVersion: TransactionVersion;
  /** transaction.max.timeout.ms */
  readonly transactionMaxTimeoutMs: number;
  /** transaction.abort.timed.out.transaction.cleanup.interval.ms */
  readonly sweepIntervalMs: number;
}

export const defaultBrokerConfig: BrokerConfig = {
  transactionVersion: 2,
  transactionMaxTimeoutMs: 15 * 60_000,
  sweepIntervalMs: 10_000,
};

/** transaction.timeout.ms of a producer that says nothing else. */
export const DEFAULT_TRANSACTION_TIMEOUT_MS = 60_000;

export class KafkaBroker {
  readonly config: BrokerConfig;
  private readonly core: BrokerCore;
  private readonly producers = new Map<number, KafkaProducer>();
  private nextClientId = 0;

  constructor(config: Partial<BrokerConfig> = {}) {
    this.config = { ...defaultBrokerConfig, ...config };
    this.core = new BrokerCore(this.config.transactionVersion, this.config.transactionMaxTimeoutMs);
  }

  /** Virtual microseconds since the epoch; whatever is appended from now on bears this time. */
  setTime(nowMicros: number): void {
    this.core.nowMicros = nowMicros;
  }

  /** Adds a topic, or more partitions to one that is there. */
  createTopic(topic: string, partitions: number): void {
    for (let partition = 0; partition < partitions; partition++) this.core.addPartition(topic, partition);
  }

  /** The number of partitions; 0 if there is no such topic. */
  partitionCount(topic: string): number {
    let count = 0;
    while (this.core.log(topic, count) !== undefined) count++;
    return count;
  }

  log(topic: string, partition: number): PartitionLog | undefined {
    return this.core.log(topic, partition);
  }

  /** The last stable offset; null if there is no such partition. */
  lso(topic: string, partition: number): number | null {
    return this.core.log(topic, partition)?.lastStableOffset ?? null;
  }

  highWatermark(topic: string, partition: number): number | null {
    return this.core.log(topic, partition)?.highWatermark ?? null;
  }

  openPlainProducer(): KafkaProducer {
    return this.connect((id) => newProducerMemory(id, 'plain', null, 0));
  }

  openIdempotentProducer(): KafkaProducer {
    const producerId = this.core.newProducerId();
    return this.connect((id) => ({ ...newProducerMemory(id, 'idempotent', null, 0), producerId, epoch: 0 }));
  }

  /** A transactional producer that has yet to call `initTransactions`. */
  openTransactionalProducer(transactionalId: string, timeoutMs = DEFAULT_TRANSACTION_TIMEOUT_MS): KafkaProducer {
    return this.connect((id) => newProducerMemory(id, 'transactional', transactionalId, timeoutMs));
  }

  /**
   * A new client in the middle of another's transaction, as a recovered committer makes one to end it: without
   * `initTransactions`, which would fence it, and not yet told which transaction version the broker is at.
   */
  resumeTransaction(identity: TransactionIdentity, timeoutMs = DEFAULT_TRANSACTION_TIMEOUT_MS): KafkaProducer {
    const { transactionalId, producerId, epoch } = identity;
    return this.connect((id) => ({
      ...newProducerMemory(id, 'transactional', transactionalId, timeoutMs),
      producerId,
      epoch,
      state: 'in transaction',
      transactionStarted: true,
    }));
  }

  /** A producer by its id, which stays the same when the broker is saved and loaded. */
  producer(id: number): KafkaProducer | undefined {
    return this.producers.get(id);
  }

  /** Forgets a client that was closed or has crashed. The broker's memory of its transaction is not touched. */
  disconnect(producer: KafkaProducer): void {
    this.producers.delete(producer.id);
  }

  /** Null if there is no such partition. */
  openReader(topic: string, partition: number, isolation: IsolationLevel, position = 0): PartitionReader | null {
    const log = this.core.log(topic, partition);
    return log === undefined ? null : new PartitionReader(log, isolation, position);
  }

  /** A consumer group's own commit; in a transaction it is the producer's `sendOffsets`. */
  commitOffset(commit: OffsetCommitRequest): void {
    this.core.commitOffset(commit);
  }

  committedOffset(group: string, topic: string, partition: number): number | null {
    return this.core.offsets.get(group, topic, partition);
  }

  describeTransaction(transactionalId: string): TransactionMetadata | undefined {
    return this.core.coordinator.describe(transactionalId);
  }

  /** The topic's partitions in the open transaction of an id, in order; empty if none is open. */
  partitionsInTransaction(transactionalId: string): TopicPartition[] {
    const keys = this.core.coordinator.describe(transactionalId)?.partitions ?? [];
    return this.logsOf(keys)
      .map(({ topic, partition }) => ({ topic, partition }))
      .sort((left, right) =>
        left.topic === right.topic ? left.partition - right.partition : left.topic < right.topic ? -1 : 1,
      );
  }

  /** As if the time of this id's transaction were up; false if it has none. */
  expireTransaction(transactionalId: string): boolean {
    return this.core.coordinator.expire(transactionalId);
  }

  /** One sweep of the coordinator: aborts what is past its time, and answers with the transactional ids. */
  expireDue(nowMs: number): string[] {
    return this.core.coordinator.expireDue(nowMs);
  }

  /** The first sweep after an instant. */
  nextSweepMs(afterMs: number): number {
    const { sweepIntervalMs } = this.config;
    return (Math.floor(afterMs / sweepIntervalMs) + 1) * sweepIntervalMs;
  }

  /** Every transaction that touched a partition: the ended ones in the order in which they ended, then the open ones. */
  transactionsView(): TransactionView[] {
    const open = this.core.coordinator.all().filter(({ state }) => state === 'Ongoing');
    return [...this.core.ended.slice(), ...open.map((metadata) => viewOfOpen(metadata, this.openSpans(metadata)))];
  }

  save(): BrokerSnapshot {
    const producers = [...this.producers.values()].map((producer) => producer.save());
    return { core: this.core.save(), producers, nextClientId: this.nextClientId };
  }

  /** Clients that the snapshot knows keep their identity; those opened since are forgotten. */
  load(snapshot: BrokerSnapshot): void {
    this.core.load(snapshot.core);
    this.nextClientId = snapshot.nextClientId;
    const kept = new Map(this.producers);
    this.producers.clear();
    for (const memory of snapshot.producers) {
      const producer = kept.get(memory.id);
      producer?.load(memory);
      this.producers.set(memory.id, producer ?? new KafkaProducer(this.core, memory));
    }
  }

  private connect(remember: (id: number) => ConstructorParameters<typeof KafkaProducer>[1]): KafkaProducer {
    const producer = new KafkaProducer(this.core, remember(this.nextClientId++));
    this.producers.set(producer.id, producer);
    return producer;
  }

  private logsOf(keys: readonly string[]): PartitionLog[] {
    return keys.flatMap((key) => this.core.logOfKey(key) ?? []).filter(({ topic }) => topic !== OFFSETS_TOPIC);
  }

  private openSpans(metadata: TransactionMetadata): TransactionSpan[] {
    return this.logsOf(metadata.partitions).map((log) => {
      const { topic, partition } = log;
      const state = log.producers.get(metadata.producerId);
      const firstOffset = state?.openFrom ?? null;
      const lastOffset = firstOffset === null ? null : (state?.lastOffset ?? null);
      return { topic, partition, firstOffset, lastOffset, markerOffset: null };
    });
  }
}
