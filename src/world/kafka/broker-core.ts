/**
 * The broker as its clients' requests see it (KafkaApis and ReplicaManager in Kafka): partitions, coordinator,
 * group offsets, virtual time. Every request is answered at once.
 */
import { AppendOnlyList, type AppendOnlySnapshot } from './append-only-list.ts';
import type { BrokerError } from './failures.ts';
import { GroupOffsets, type GroupOffsetsSnapshot, OFFSETS_TOPIC, offsetsPartitionOf } from './group-offsets.ts';
import { PartitionLog, type PartitionSnapshot } from './partition-log.ts';
import { NO_SEQUENCE, partitionKey, type TopicPartition } from './records.ts';
import { type CoordinatorSnapshot, TransactionCoordinator } from './transaction-coordinator.ts';
import { type EndedTransaction, type TransactionView, viewOfEnded } from './transaction-history.ts';
import type { ProducerIdAndEpoch, TransactionVersion } from './transaction-metadata.ts';

export interface ProduceRequest {
  readonly transactionalId: string | null;
  /** What the client takes the broker's transaction version to be. */
  readonly clientVersion: TransactionVersion;
  readonly producerId: number;
  readonly epoch: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly key: unknown;
  readonly value: unknown;
}

export interface OffsetCommitRequest extends TopicPartition {
  readonly group: string;
  readonly offset: number;
}

export interface CoreSnapshot {
  readonly nowMicros: number;
  readonly nextProducerId: number;
  readonly partitions: readonly PartitionSnapshot[];
  readonly coordinator: CoordinatorSnapshot;
  readonly offsets: GroupOffsetsSnapshot;
  readonly ended: AppendOnlySnapshot<TransactionView>;
}

export class BrokerCore {
  readonly transactionVersion: TransactionVersion;
  readonly coordinator: TransactionCoordinator;
  readonly offsets = new GroupOffsets();
  readonly ended = new AppendOnlyList<TransactionView>();
  nowMicros = 0;
  private readonly logs = new Map<string, PartitionLog>();
  private nextProducerId = 0;

  constructor(transactionVersion: TransactionVersion, maxTimeoutMs: number) {
    this.transactionVersion = transactionVersion;
    this.coordinator = new TransactionCoordinator({
      maxTimeoutMs,
      nowMs: () => this.nowMs(),
      newProducerId: () => this.newProducerId(),
      onEnd: (ended) => this.writeMarkers(ended),
    });
  }

  nowMs(): number {
    return Math.floor(this.nowMicros / 1000);
  }

  newProducerId(): number {
    return this.nextProducerId++;
  }

  log(topic: string, partition: number): PartitionLog | undefined {
    return this.logs.get(partitionKey(topic, partition));
  }

  logOfKey(key: string): PartitionLog | undefined {
    return this.logs.get(key);
  }

  allLogs(): PartitionLog[] {
    return [...this.logs.values()];
  }

  addPartition(topic: string, partition: number): PartitionLog {
    const known = this.log(topic, partition);
    if (known !== undefined) return known;
    const log = new PartitionLog(topic, partition);
    this.logs.set(log.key, log);
    return log;
  }

  /** Returns the offset of the record, or why it was refused. */
  produce(log: PartitionLog, request: ProduceRequest): number | BrokerError {
    const { transactionalId, producerId, epoch, sequence, timestamp, key, value } = request;
    if (transactionalId !== null) {
      const refusal = this.refusalByCoordinator(log, transactionalId, request, request.clientVersion);
      if (refusal !== null) return refusal;
    }
    const transactional = transactionalId !== null;
    const appendedAtMicros = this.nowMicros;
    return log.append({ timestamp, key, value, producerId, epoch, sequence, transactional, appendedAtMicros });
  }

  /** The partition that holds the offsets of a group; it joins a transaction as any other does. */
  offsetsLog(group: string): PartitionLog {
    return this.addPartition(OFFSETS_TOPIC, offsetsPartitionOf(group));
  }

  /** Offsets of a group as part of a transaction (TxnOffsetCommit): nothing is committed before the marker. */
  commitOffsetInTransaction(
    transactionalId: string,
    sender: ProducerIdAndEpoch,
    clientVersion: TransactionVersion,
    commit: OffsetCommitRequest,
  ): BrokerError | null {
    const log = this.offsetsLog(commit.group);
    const { producerId, epoch } = sender;
    const request = { ...offsetRecord(commit, this.nowMs()), producerId, epoch, transactionalId, clientVersion };
    const recordOffset = this.produce(log, { ...request, sequence: NO_SEQUENCE });
    if (typeof recordOffset === 'string') return recordOffset;
    const { group, topic, offset } = commit;
    const partition = partitionKey(topic, commit.partition);
    this.offsets.stage({ group, partition, offset, recordOffset, producerId, offsetsPartition: log.partition });
    return null;
  }

  /** A consumer's own commit. */
  commitOffset(commit: OffsetCommitRequest): void {
    const log = this.offsetsLog(commit.group);
    const plain = {
      producerId: -1,
      epoch: -1,
      sequence: NO_SEQUENCE,
      transactionalId: null,
      clientVersion: 1,
    } as const;
    const recordOffset = this.produce(log, { ...offsetRecord(commit, this.nowMs()), ...plain });
    if (typeof recordOffset === 'string') return;
    // The offsets topic is compacted and nobody reads it here: what is decided need not be kept.
    log.deleteRecordsBefore(log.lastStableOffset);
    const { group, topic, offset } = commit;
    this.offsets.commit({ group, partition: partitionKey(topic, commit.partition), offset, recordOffset });
  }

  save(): CoreSnapshot {
    return {
      nowMicros: this.nowMicros,
      nextProducerId: this.nextProducerId,
      partitions: this.allLogs().map((log) => log.save()),
      coordinator: this.coordinator.save(),
      offsets: this.offsets.save(),
      ended: this.ended.save(),
    };
  }

  load(snapshot: CoreSnapshot): void {
    this.nowMicros = snapshot.nowMicros;
    this.nextProducerId = snapshot.nextProducerId;
    const kept = new Map(this.logs);
    this.logs.clear();
    for (const saved of snapshot.partitions) {
      const key = partitionKey(saved.topic, saved.partition);
      // Logs keep their identity, so that whoever holds one goes on reading it.
      const log = kept.get(key) ?? new PartitionLog(saved.topic, saved.partition);
      log.load(saved);
      this.logs.set(key, log);
    }
    this.coordinator.load(snapshot.coordinator);
    this.offsets.load(snapshot.offsets);
    this.ended.load(snapshot.ended);
  }

  /**
   * The first record of a transaction on a partition has to be known to the coordinator. A client of version 2 leaves
   * it to the broker to register the partition; one of version 1 has done so itself, and the broker makes sure.
   * The coordinator's PRODUCER_FENCED becomes what a producer expects of a partition (AddPartitionsToTxnManager).
   */
  private refusalByCoordinator(
    log: PartitionLog,
    transactionalId: string,
    sender: ProducerIdAndEpoch,
    clientVersion: TransactionVersion,
  ): BrokerError | null {
    if (log.producers.hasOngoingTransaction(sender.producerId, sender.epoch)) return null;
    const refusal =
      clientVersion === 2
        ? this.coordinator.addPartitions(transactionalId, sender, [log.key])
        : this.coordinator.verifyPartition(transactionalId, sender, log.key);
    return refusal === 'PRODUCER_FENCED' ? 'INVALID_PRODUCER_EPOCH' : refusal;
  }

  private writeMarkers(ended: EndedTransaction): void {
    const { producerId, partitions } = ended.metadata;
    const marker = { producerId, epoch: ended.markerEpoch, result: ended.result };
    const spans = partitions.flatMap((key) => {
      const log = this.logs.get(key);
      if (log === undefined) return [];
      const written = log.appendMarker({ ...marker, timestamp: this.nowMs(), appendedAtMicros: this.nowMicros });
      if (log.topic === OFFSETS_TOPIC) {
        this.offsets.settle(log.partition, producerId, ended.result);
        return [];
      }
      const { firstOffset, lastOffset } = written.span ?? { firstOffset: null, lastOffset: null };
      return [
        { topic: log.topic, partition: log.partition, firstOffset, lastOffset, markerOffset: written.markerOffset },
      ];
    });
    // Under version 2 a producer may abort a transaction in which nothing happened: that is no transaction to show.
    if (partitions.length > 0) this.ended.append(viewOfEnded(ended, spans, this.nowMs()));
  }
}

function offsetRecord(commit: OffsetCommitRequest, timestamp: number) {
  const { group, topic, partition, offset } = commit;
  return { timestamp, key: { group, topic, partition }, value: { offset } };
}
