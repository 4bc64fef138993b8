import { describe, expect, test } from 'vitest';
import { KafkaBroker } from './broker.ts';
import { offsetsPartitionOf } from './group-offsets.ts';
import type { KafkaProducer } from './producer.ts';

function brokerWithTopic(config: ConstructorParameters<typeof KafkaBroker>[0] = {}): KafkaBroker {
  const broker = new KafkaBroker(config);
  broker.createTopic('t', 3);
  return broker;
}

function begun(broker: KafkaBroker, transactionalId: string, timeoutMs?: number): KafkaProducer {
  const producer = broker.openTransactionalProducer(transactionalId, timeoutMs);
  producer.initTransactions();
  producer.beginTransaction();
  return producer;
}

const send = (producer: KafkaProducer, partition: number, value: unknown = 'v') =>
  producer.send('t', partition, 0, null, value);

describe('time', () => {
  test('a transaction’s clock starts with its first record, and it is aborted by the first sweep that finds it past its time', () => {
    const broker = brokerWithTopic();
    const producer = begun(broker, 'A', 25_000);
    broker.setTime(5_000_000);
    send(producer, 0);
    broker.setTime(6_000_000);
    send(producer, 1);
    expect(broker.describeTransaction('A')?.startedAtMs).toBe(5000);
    expect(broker.expireDue(30_000)).toEqual([]);
    expect(broker.expireDue(30_001)).toEqual(['A']);
    expect([broker.lso('t', 0), broker.highWatermark('t', 0)]).toEqual([2, 2]);
  });

  test('a transaction without a record never times out', () => {
    const broker = brokerWithTopic();
    begun(broker, 'A', 1);
    expect(broker.expireDue(1e12)).toEqual([]);
  });

  test('sweeps come every ten seconds', () => {
    const broker = brokerWithTopic();
    expect([0, 1, 9_999, 10_000, 25_000].map((ms) => broker.nextSweepMs(ms))).toEqual([
      10_000, 10_000, 10_000, 20_000, 30_000,
    ]);
  });

  test('records bear the virtual microseconds at which they came, and so do markers', () => {
    const broker = brokerWithTopic();
    const producer = begun(broker, 'A');
    broker.setTime(1_234_567);
    producer.send('t', 0, 99, 'k', 'v');
    broker.setTime(2_000_001);
    producer.commitTransaction();
    const log = broker.log('t', 0);
    expect(log?.read(0)).toMatchObject({
      timestamp: 99,
      key: 'k',
      value: 'v',
      appendedAtMicros: 1_234_567,
      control: null,
    });
    expect(log?.read(1)).toMatchObject({ timestamp: 2000, appendedAtMicros: 2_000_001, control: 'commit' });
  });
});

test('a transaction timeout above the broker’s limit makes initTransactions fail, and the producer is lost', () => {
  const broker = brokerWithTopic();
  const producer = broker.openTransactionalProducer('A', 3_600_000);
  expect(producer.initTransactions()).toMatchObject({ kind: 'failed', failure: { name: 'KafkaException' } });
  expect(producer.beginTransaction()).toMatchObject({ kind: 'failed', failure: { name: 'KafkaException' } });
  const tolerant = brokerWithTopic({ transactionMaxTimeoutMs: 3_600_000 });
  expect(tolerant.openTransactionalProducer('A', 3_600_000).initTransactions()).toEqual({ kind: 'done' });
});

describe('offsets of a group', () => {
  const commit = { group: 'g', topic: 't', partition: 1 };

  test('sent in a transaction they count from its commit on, and not at all after its abort', () => {
    const broker = brokerWithTopic();
    const producer = begun(broker, 'A');
    producer.sendOffsets({ ...commit, offset: 5 });
    expect(broker.committedOffset('g', 't', 1)).toBeNull();
    producer.commitTransaction();
    expect(broker.committedOffset('g', 't', 1)).toBe(5);
    producer.beginTransaction();
    producer.sendOffsets({ ...commit, offset: 9 });
    producer.abortTransaction();
    expect(broker.committedOffset('g', 't', 1)).toBe(5);
  });

  test('a later commit is not undone by the marker of a transaction that had sent its offsets before', () => {
    const broker = brokerWithTopic();
    const producer = begun(broker, 'A');
    producer.sendOffsets({ ...commit, offset: 5 });
    broker.commitOffset({ ...commit, offset: 7 });
    producer.commitTransaction();
    expect(broker.committedOffset('g', 't', 1)).toBe(7);
  });

  test('a group has its partition by the hash of its name', () => {
    // Integer.MIN_VALUE is the hash of the first, and its absolute value does not fit: Kafka takes 0.
    expect(['polygenelubricants', 'g', 'my-group'].map(offsetsPartitionOf)).toEqual([0, 103 % 50, 12]);
  });
});

describe('the view of the transactions', () => {
  test('shows each with its epoch, its span on each partition, how it ended and by whom', () => {
    const broker = brokerWithTopic();
    const first = begun(broker, 'A');
    send(first, 2);
    send(first, 0);
    send(first, 2);
    first.commitTransaction();
    const fenced = begun(broker, 'B');
    send(fenced, 0);
    const open = begun(broker, 'B');
    send(open, 2);
    const timedOut = begun(broker, 'C');
    send(timedOut, 0);
    broker.expireTransaction('C');
    const span = (partition: number, firstOffset: number, lastOffset: number, markerOffset: number | null) => ({
      topic: 't',
      partition,
      firstOffset,
      lastOffset,
      markerOffset,
    });
    expect(broker.transactionsView()).toMatchObject([
      {
        transactionalId: 'A',
        epoch: 0,
        outcome: 'committed',
        endedBy: 'client',
        spans: [span(2, 0, 1, 2), span(0, 0, 0, 1)],
      },
      { transactionalId: 'B', epoch: 0, outcome: 'aborted', endedBy: 'new producer', spans: [span(0, 2, 2, 3)] },
      { transactionalId: 'C', epoch: 0, outcome: 'aborted', endedBy: 'timeout', spans: [span(0, 4, 4, 5)] },
      { transactionalId: 'B', epoch: 2, outcome: 'open', endedBy: null, spans: [span(2, 3, 3, null)] },
    ]);
  });

  test('leaves out what version 2 lets a producer abort although nothing was in it', () => {
    const broker = brokerWithTopic();
    const producer = begun(broker, 'A');
    producer.abortTransaction();
    expect(broker.transactionsView()).toEqual([]);
  });
});

describe('transactions that overlap', () => {
  test('are all filtered when aborted, in whatever order they end', () => {
    const broker = brokerWithTopic();
    const outer = begun(broker, 'A');
    const inner = begun(broker, 'B');
    for (const producer of [outer, inner, outer]) send(producer, 0);
    inner.abortTransaction();
    outer.abortTransaction();
    expect(broker.openReader('t', 0, 'read_committed')?.poll()).toEqual({ kind: 'records', records: [] });
  });

  test('hold the last stable offset at the earliest that is open, also after loading', () => {
    const broker = brokerWithTopic();
    const first = begun(broker, 'A');
    send(first, 0);
    first.commitTransaction();
    const second = begun(broker, 'B');
    send(second, 0);
    first.beginTransaction();
    send(first, 0);
    expect(broker.lso('t', 0)).toBe(2);
    broker.load(broker.save());
    expect(broker.lso('t', 0)).toBe(2);
    second.commitTransaction();
    expect(broker.lso('t', 0)).toBe(3);
  });
});

describe('deleting records', () => {
  test('a reader below the log start is out of range, and the aborted transactions above it are still filtered', () => {
    const broker = brokerWithTopic();
    const producer = begun(broker, 'A');
    for (const value of ['a', 'b', 'c']) send(producer, 0, value);
    producer.abortTransaction();
    send(broker.openPlainProducer(), 0, 'd');
    broker.log('t', 0)?.deleteRecordsBefore(2);
    const outside = broker.openReader('t', 0, 'read_committed', 1);
    expect(outside?.poll()).toMatchObject({ kind: 'failed', failure: { name: 'OffsetOutOfRangeException' } });
    const inside = broker.openReader('t', 0, 'read_committed', 2);
    expect(inside?.poll()).toMatchObject({ kind: 'records', records: [{ offset: 4, value: 'd' }] });
  });
});

test('a timestamp is found at the first record that is not earlier', () => {
  const broker = brokerWithTopic();
  const producer = broker.openPlainProducer();
  for (const timestamp of [10, 30, 20, 40]) producer.send('t', 0, timestamp, null, null);
  expect([5, 10, 11, 35, 41].map((timestamp) => broker.log('t', 0)?.offsetForTimestamp(timestamp))).toEqual([
    0,
    0,
    1,
    3,
    null,
  ]);
});

test('a topic grows by partitions, and what is not there has neither log nor reader', () => {
  const broker = brokerWithTopic();
  broker.createTopic('t', 4);
  expect([broker.partitionCount('t'), broker.partitionCount('u')]).toEqual([4, 0]);
  expect([broker.lso('t', 4), broker.highWatermark('u', 0), broker.openReader('u', 0, 'read_committed')]).toEqual([
    null,
    null,
    null,
  ]);
});

test('after loading, clients and logs of the snapshot are the same objects, and later ones are forgotten', () => {
  const broker = brokerWithTopic();
  const known = begun(broker, 'A');
  const log = broker.log('t', 0);
  const saved = broker.save();
  const later = broker.openPlainProducer();
  broker.createTopic('u', 1);
  known.crash();
  broker.load(saved);
  expect(broker.producer(known.id)).toBe(known);
  expect([known.state, broker.producer(later.id), broker.log('u', 0)]).toEqual([
    'in transaction',
    undefined,
    undefined,
  ]);
  expect(broker.log('t', 0)).toBe(log);
});
