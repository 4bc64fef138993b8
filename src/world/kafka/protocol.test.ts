/** What the recorded cases do not reach, or reach too rarely to pin down. Each is a rule of Kafka's sources. */
import { describe, expect, test } from 'vitest';
import { KafkaBroker } from './broker.ts';
import { judgeEnd } from './end-transaction.ts';
import type { FailureName } from './failures.ts';
import { PartitionLog } from './partition-log.ts';
import type { KafkaProducer } from './producer.ts';
import {
  afterEnd,
  afterFence,
  afterInit,
  newTransactionMetadata,
  type TransactionMetadata,
} from './transaction-metadata.ts';

const done = { kind: 'done' };
const failsWith = (name: FailureName, cause: FailureName | null = null) => ({
  kind: 'failed',
  failure: { name, cause },
});

function brokerOf(transactionVersion: 1 | 2): KafkaBroker {
  const broker = new KafkaBroker({ transactionVersion });
  broker.createTopic('t', 2);
  return broker;
}

function started(broker: KafkaBroker, transactionalId: string): KafkaProducer {
  const producer = broker.openTransactionalProducer(transactionalId);
  expect(producer.initTransactions()).toEqual(done);
  expect(producer.beginTransaction()).toEqual(done);
  return producer;
}

const sendTo = (producer: KafkaProducer, partition: number) => producer.send('t', partition, 0, null, 'v');

function resumed(broker: KafkaBroker, from: KafkaProducer): KafkaProducer {
  const { identity } = from;
  if (identity === null) throw new Error('only a transactional producer can be resumed');
  return broker.resumeTransaction(identity);
}

describe('a resumed producer has ended the transaction behind the back of a producer of version 1', () => {
  function endedBehind(result: 'commit' | 'abort') {
    const broker = brokerOf(1);
    const producer = started(broker, 'A');
    sendTo(producer, 0);
    const committer = resumed(broker, producer);
    expect(result === 'commit' ? committer.commitTransaction() : committer.abortTransaction()).toEqual(done);
    return { broker, producer };
  }

  test('a send to a partition that it still takes to be in the transaction can only be aborted', () => {
    const { producer } = endedBehind('commit');
    expect(sendTo(producer, 0)).toMatchObject(failsWith('TransactionAbortableException'));
    expect(sendTo(producer, 0)).toMatchObject(failsWith('KafkaException', 'TransactionAbortableException'));
    expect(producer.commitTransaction()).toMatchObject(failsWith('KafkaException', 'TransactionAbortableException'));
  });

  test('after an abort it recovers with a new epoch, after a commit it cannot', () => {
    const aborted = endedBehind('abort');
    sendTo(aborted.producer, 0);
    expect(aborted.producer.abortTransaction()).toEqual(done);
    expect(aborted.broker.describeTransaction('A')).toMatchObject({ state: 'Empty', epoch: 1 });
    aborted.producer.beginTransaction();
    expect(sendTo(aborted.producer, 0)).toEqual({ kind: 'sent', offset: 2 });

    const committed = endedBehind('commit');
    sendTo(committed.producer, 0);
    expect(committed.producer.abortTransaction()).toMatchObject(failsWith('InvalidTxnStateException'));
  });

  test('a send to another partition opens a new transaction', () => {
    const { broker, producer } = endedBehind('commit');
    expect(sendTo(producer, 1)).toEqual({ kind: 'sent', offset: 0 });
    expect(broker.partitionsInTransaction('A')).toEqual([{ topic: 't', partition: 1 }]);
  });
});

describe('a resumed producer has ended the transaction behind the back of a producer of version 2', () => {
  test('the next send opens a new transaction with the same epoch, and the sequence goes on', () => {
    const broker = brokerOf(2);
    const producer = started(broker, 'A');
    sendTo(producer, 0);
    resumed(broker, producer).commitTransaction();
    expect(sendTo(producer, 0)).toEqual({ kind: 'sent', offset: 2 });
    expect(broker.log('t', 0)?.producers.all()).toMatchObject([{ epoch: 0, lastSequence: 1, openFrom: 2 }]);
  });

  test('its commit has nothing to commit and fails, its abort is the end of an empty transaction', () => {
    for (const end of ['commitTransaction', 'abortTransaction'] as const) {
      const broker = brokerOf(2);
      const producer = started(broker, 'A');
      sendTo(producer, 0);
      resumed(broker, producer).commitTransaction();
      expect(producer[end]()).toMatchObject(end === 'abortTransaction' ? done : failsWith('InvalidTxnStateException'));
      expect(broker.highWatermark('t', 0)).toBe(2);
    }
  });
});

test('a client that has resumed learns of version 2 and speaks it after its first end, with a new epoch', () => {
  const broker = brokerOf(2);
  const producer = started(broker, 'A');
  sendTo(producer, 0);
  const committer = resumed(broker, producer);
  committer.commitTransaction();
  expect(broker.describeTransaction('A')?.epoch).toBe(0);
  committer.beginTransaction();
  sendTo(committer, 1);
  committer.commitTransaction();
  expect(broker.describeTransaction('A')).toMatchObject({ state: 'Empty', epoch: 1 });
  expect(committer.save().version).toBe(2);
});

test('a record with the sequence of the last one is a repetition: acknowledged with its offset, not appended', () => {
  const log = new PartitionLog('t', 0);
  const record = {
    timestamp: 0,
    key: null,
    value: 'v',
    producerId: 3,
    epoch: 1,
    transactional: false,
    appendedAtMicros: 0,
  };
  const sent = [0, 1, 1, 2, 4, 2].map((sequence) => log.append({ ...record, sequence }));
  expect(sent).toEqual([0, 1, 1, 2, 'OUT_OF_ORDER_SEQUENCE_NUMBER', 2]);
  expect(log.append({ ...record, sequence: 2, epoch: 0 })).toBe('INVALID_PRODUCER_EPOCH');
  expect(log.append({ ...record, sequence: 2, epoch: 2 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  expect(log.append({ ...record, sequence: 0, epoch: 2 })).toBe(3);
  expect(log.highWatermark).toBe(4);
});

test('a record that names no partition of the broker makes the transaction fit only to be aborted', () => {
  const producer = started(brokerOf(2), 'A');
  expect(producer.send('elsewhere', 0, 0, null, 'v')).toMatchObject(failsWith('TimeoutException'));
  expect(producer.commitTransaction()).toMatchObject(failsWith('KafkaException', 'TransactionAbortableException'));
  expect(producer.abortTransaction()).toEqual(done);
});

test('producers without transactions refuse the calls of transactions', () => {
  const broker = brokerOf(2);
  for (const producer of [broker.openPlainProducer(), broker.openIdempotentProducer()]) {
    for (const call of ['initTransactions', 'beginTransaction', 'commitTransaction', 'abortTransaction'] as const) {
      expect(producer[call]()).toMatchObject(failsWith('IllegalStateException'));
    }
    expect(sendTo(producer, 0)).toMatchObject({ kind: 'sent' });
  }
});

test('a producer that was closed or has crashed answers to nothing', () => {
  for (const end of ['close', 'crash'] as const) {
    const producer = started(brokerOf(2), 'A');
    producer[end]();
    expect(sendTo(producer, 0)).toMatchObject(failsWith('IllegalStateException'));
    expect(producer.commitTransaction()).toMatchObject(failsWith('IllegalStateException'));
    expect(producer.beginTransaction()).toMatchObject(failsWith('IllegalStateException'));
  }
});

describe('epochs are 16 bits, and the last ones are kept for fencing', () => {
  const worn: TransactionMetadata = { ...newTransactionMetadata('A', 5, 60_000), epoch: 32766, state: 'Ongoing' };
  const newProducerId = () => 9;

  test('the end that would use up the epochs gives out a new producer id', () => {
    expect(afterEnd(worn, 'commit', true, newProducerId)).toMatchObject({
      producerId: 9,
      epoch: 0,
      state: 'CompleteCommit',
    });
  });

  test('the answer to that end may be lost: a repetition with the old id is recognised', () => {
    const rotated = afterEnd(worn, 'commit', true, newProducerId);
    expect(judgeEnd(rotated, { producerId: 5, epoch: 32766 }, 'commit', 2)).toEqual({ kind: 'already' });
    expect(judgeEnd(rotated, { producerId: 5, epoch: 32766 }, 'abort', 2)).toMatchObject({
      error: 'INVALID_TXN_STATE',
    });
    expect(judgeEnd(rotated, { producerId: 5, epoch: 32765 }, 'commit', 2)).toMatchObject({
      error: 'INVALID_PRODUCER_ID_MAPPING',
    });
  });

  test('a producer with the last epoch can still be fenced, and its successor gets a new producer id', () => {
    const fenced = afterEnd(afterFence(worn), 'abort', false, newProducerId);
    expect(fenced).toMatchObject({ producerId: 5, epoch: 32767, state: 'CompleteAbort' });
    expect(afterInit(fenced, 60_000, null, newProducerId)).toMatchObject({ producerId: 9, epoch: 0, state: 'Empty' });
  });
});

describe('a producer of version 1 that asks for a new epoch for itself', () => {
  const known = { ...newTransactionMetadata('A', 5, 60_000), epoch: 3, state: 'CompleteAbort' } as const;
  const newProducerId = () => 9;
  const bumped = afterInit(known, 60_000, { producerId: 5, epoch: 3 }, newProducerId);

  test('gets it, and gets the same one when it asks again because the answer was lost', () => {
    expect(bumped).toMatchObject({ producerId: 5, epoch: 4, lastEpoch: 3 });
    if (typeof bumped === 'string') throw new Error(bumped);
    expect(afterInit(bumped, 60_000, { producerId: 5, epoch: 3 }, newProducerId)).toMatchObject({
      epoch: 4,
      lastEpoch: 3,
    });
  });

  test('is fenced once another producer has started', () => {
    const taken = afterInit(known, 60_000, null, newProducerId);
    if (typeof taken === 'string') throw new Error(taken);
    expect(afterInit(taken, 60_000, { producerId: 5, epoch: 3 }, newProducerId)).toBe('PRODUCER_FENCED');
  });
});

describe('ends of a transaction under version 2, as the table in TransactionCoordinator has them', () => {
  const current = { producerId: 1, epoch: 4 };
  const retry = { producerId: 1, epoch: 3 };
  const refused = (error: string) => ({ kind: 'refused', error });

  test.each([
    ['Empty', retry, 'abort', refused('PRODUCER_FENCED')],
    ['Empty', current, 'abort', { kind: 'end' }],
    ['Empty', retry, 'commit', refused('PRODUCER_FENCED')],
    ['Empty', current, 'commit', refused('INVALID_TXN_STATE')],
    ['CompleteAbort', retry, 'abort', { kind: 'already' }],
    ['CompleteAbort', current, 'abort', { kind: 'end' }],
    ['CompleteAbort', retry, 'commit', refused('INVALID_TXN_STATE')],
    ['CompleteAbort', current, 'commit', refused('INVALID_TXN_STATE')],
    ['CompleteCommit', retry, 'abort', refused('INVALID_TXN_STATE')],
    ['CompleteCommit', current, 'abort', { kind: 'end' }],
    ['CompleteCommit', retry, 'commit', { kind: 'already' }],
    ['CompleteCommit', current, 'commit', refused('INVALID_TXN_STATE')],
    ['Ongoing', retry, 'commit', refused('PRODUCER_FENCED')],
    ['Ongoing', current, 'commit', { kind: 'end' }],
  ] as const)('%s, %o, %s', (state, sender, result, verdict) => {
    const metadata = { ...newTransactionMetadata('A', 1, 60_000), epoch: 4, lastEpoch: 3, state };
    expect(judgeEnd(metadata, sender, result, 2)).toEqual(verdict);
  });
});
