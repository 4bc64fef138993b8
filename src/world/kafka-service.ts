/**
 * The Kafka broker as the job reaches it: producers of sink subtasks send batches, flush and end transactions by
 * requests. The job's crash does not touch it. The coordinator's sweep of timed-out transactions is caught up
 * with before anything is done or looked at.
 */
import type { Lineage } from '../engine/operator.ts';
import type { RawRecord } from '../engine/rows/raw-record.ts';
import type { FieldValue } from '../engine/schema.ts';
import type { ServiceCaller, ServiceReply, WorldService } from '../engine/world-service.ts';
import {
  type BrokerSnapshot,
  fetchRecords,
  type IsolationLevel,
  KafkaBroker,
  type KafkaProducer,
  type LogRecord,
  type Outcome,
  type TransactionIdentity,
} from './kafka/index.ts';

export const KAFKA = 'kafka';

export type KafkaRequest =
  /** Makes the topic if it is not there, and a producer for the subtask: transactional or plain. Replies nothing. */
  | {
      readonly kind: 'open';
      readonly partitions: number;
      readonly transactionalId: string | null;
      readonly timeoutMs: number;
    }
  /** `initTransactions` on these ids in turn, up to the first that was never used; replies how many were aborted. */
  | {
      readonly kind: 'abort-lingering';
      readonly prefix: string;
      readonly subtask: number;
      readonly parallelism: number;
      readonly from: number;
      readonly timeoutMs: number;
    }
  | { readonly kind: 'produce'; readonly records: readonly ProducedRecord[] }
  /**
   * All that was produced has been acknowledged when the reply comes, or what was not has failed it: the identity of
   * the transaction in which the client has written, if it has.
   */
  | { readonly kind: 'flush' }
  | { readonly kind: 'commit'; readonly identity: TransactionIdentity };

export interface ProducedRecord {
  readonly partition: number;
  readonly key: FieldValue;
  readonly record: RawRecord;
  readonly lineage: Lineage | null;
}

export type KafkaReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'flushed'; readonly identity: TransactionIdentity | null }
  | { readonly kind: 'failed'; readonly error: string };

export interface StoredValue {
  readonly record: RawRecord;
  readonly lineage: Lineage | null;
}

interface KafkaServiceSnapshot {
  readonly broker: BrokerSnapshot;
  readonly clients: readonly (readonly [string, number])[];
  readonly failedSends: readonly (readonly [string, string])[];
  readonly sweptMs: number;
  readonly failedCommits: number;
}

export class KafkaService implements WorldService {
  readonly broker: KafkaBroker;
  private readonly startAtMs: number;
  /** The producer that each sink subtask uses now, by `node/subtask/attempt`: what a dead one sent goes where it sent it. */
  private clients = new Map<string, number>();
  /** By the same names: the first failure of a send. */
  private failedSends = new Map<string, string>();
  private sweptMs: number;
  failedCommits = 0;

  constructor(startAtMs: number) {
    this.startAtMs = startAtMs;
    this.sweptMs = startAtMs;
    this.broker = new KafkaBroker();
  }

  handle(payload: unknown, from: ServiceCaller, atMicros: number): ServiceReply {
    this.advance(atMicros);
    return {
      reply: isKafkaRequest(payload)
        ? this.answer(payload, from)
        : { kind: 'failed', error: 'UnsupportedOperationException' },
      delayMicros: 0,
    };
  }

  /** The clock moves on, with the sweeps that fall due. */
  advance(atMicros: number): void {
    const now = this.startAtMs + atMicros / 1000;
    for (let sweep = this.broker.nextSweepMs(this.sweptMs); sweep <= now; sweep = this.broker.nextSweepMs(sweep)) {
      this.broker.setTime(sweep * 1000);
      this.broker.expireDue(sweep);
      this.sweptMs = sweep;
    }
    this.broker.setTime(now * 1000);
  }

  /** Records of a sink's topic as a reader of this isolation sees them now, by partition and offset. */
  read(topic: string, isolation: IsolationLevel): readonly (LogRecord & { readonly partition: number })[] {
    const found: (LogRecord & { readonly partition: number })[] = [];
    for (let partition = 0; partition < this.broker.partitionCount(topic); partition++) {
      const log = this.broker.log(topic, partition);
      const fetched = log === undefined ? null : fetchRecords(log, isolation, log.logStart);
      for (const record of fetched?.records ?? []) found.push({ ...record, partition });
    }
    return found;
  }

  save(): KafkaServiceSnapshot {
    return {
      broker: this.broker.save(),
      clients: [...this.clients],
      failedSends: [...this.failedSends],
      sweptMs: this.sweptMs,
      failedCommits: this.failedCommits,
    };
  }

  load(snapshot: unknown): void {
    if (!isKafkaSnapshot(snapshot)) throw new Error('this is no snapshot of Kafka');
    const { broker, clients, failedSends, sweptMs, failedCommits } = snapshot;
    this.broker.load(broker);
    this.clients = new Map(clients);
    this.failedSends = new Map(failedSends);
    this.sweptMs = sweptMs;
    this.failedCommits = failedCommits;
  }

  private answer(request: KafkaRequest, from: ServiceCaller): KafkaReply {
    const client = `${from.node}/${from.subtask}/${from.attempt}`;
    switch (request.kind) {
      case 'open':
        return this.open(client, from.node, request);
      case 'abort-lingering':
        return this.abortLingering(request);
      case 'produce':
        return this.produce(client, from.node, request.records);
      case 'flush': {
        const error = this.failedSends.get(client);
        if (error !== undefined) return { kind: 'failed', error };
        const producer = this.producerOf(client);
        return { kind: 'flushed', identity: producer?.hasRecordsInTransaction === true ? producer.identity : null };
      }
      case 'commit':
        return this.commit(request.identity);
    }
  }

  private open(
    client: string,
    topic: string,
    { partitions, transactionalId, timeoutMs }: Extract<KafkaRequest, { kind: 'open' }>,
  ): KafkaReply {
    if (this.broker.partitionCount(topic) < partitions) this.broker.createTopic(topic, partitions);
    const before = this.producerOf(client);
    if (before !== undefined) this.broker.disconnect(before);
    const producer =
      transactionalId === null
        ? this.broker.openIdempotentProducer()
        : this.broker.openTransactionalProducer(transactionalId, timeoutMs);
    this.clients.set(client, producer.id);
    if (transactionalId === null) return { kind: 'done' };
    const initialised = producer.initTransactions();
    return initialised.kind === 'failed' ? failed(initialised) : answer(producer.beginTransaction());
  }

  /** Flink's TransactionAbortStrategyImpl.PROBING: fences and aborts what a crashed attempt left open, id by id. */
  private abortLingering({
    prefix,
    subtask,
    parallelism,
    from,
    timeoutMs,
  }: Extract<KafkaRequest, { kind: 'abort-lingering' }>): KafkaReply {
    for (let of = subtask; ; of += parallelism) {
      let aborted = 0;
      for (let checkpoint = from; ; checkpoint++, aborted++) {
        const producer = this.broker.openTransactionalProducer(`${prefix}-${of}-${checkpoint}`, timeoutMs);
        producer.initTransactions();
        this.broker.disconnect(producer);
        // The first epoch of an id is 0: nobody had used this one. Having asked has made it known.
        if (producer.identity?.epoch === 0) break;
      }
      if (aborted === 0) return { kind: 'done' };
    }
  }

  private produce(client: string, topic: string, records: readonly ProducedRecord[]): KafkaReply {
    const producer = this.producerOf(client);
    if (producer === undefined) return { kind: 'failed', error: 'IllegalStateException' };
    for (const { partition, key, record, lineage } of records) {
      const value: StoredValue = { record, lineage };
      const sent = producer.send(topic, partition, record.timestamp, key, value);
      if (sent.kind !== 'failed') continue;
      // Whoever flushes next hears of it too, should the answer to this batch come later (KafkaWriter's callback).
      this.failedSends.set(client, sent.failure.name);
      return failed(sent);
    }
    return { kind: 'done' };
  }

  private commit(identity: TransactionIdentity): KafkaReply {
    const committer = this.broker.resumeTransaction(identity);
    const outcome = committer.commitTransaction();
    this.broker.disconnect(committer);
    if (outcome.kind === 'failed') this.failedCommits++;
    return answer(outcome);
  }

  private producerOf(client: string): KafkaProducer | undefined {
    const id = this.clients.get(client);
    return id === undefined ? undefined : this.broker.producer(id);
  }
}

function isKafkaRequest(payload: unknown): payload is KafkaRequest {
  return typeof payload === 'object' && payload !== null && 'kind' in payload;
}

export function isKafkaReply(reply: unknown): reply is KafkaReply {
  return typeof reply === 'object' && reply !== null && 'kind' in reply;
}

export function isStoredValue(value: unknown): value is StoredValue {
  return typeof value === 'object' && value !== null && 'record' in value && 'lineage' in value;
}

function isKafkaSnapshot(snapshot: unknown): snapshot is KafkaServiceSnapshot {
  return typeof snapshot === 'object' && snapshot !== null && 'broker' in snapshot;
}

function answer(outcome: Outcome): KafkaReply {
  return outcome.kind === 'failed' ? failed(outcome) : { kind: 'done' };
}

function failed(outcome: { readonly failure: { readonly name: string } }): KafkaReply {
  return { kind: 'failed', error: outcome.failure.name };
}
