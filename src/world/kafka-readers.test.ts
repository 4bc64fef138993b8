import { describe, expect, test } from 'vitest';
import { KafkaService } from './kafka-service.ts';
import { TopicReaders } from './kafka-readers.ts';

function topic() {
  const service = new KafkaService(0);
  service.broker.createTopic('etas', 1);
  const producerOf = (id: string) => {
    const producer = service.broker.openTransactionalProducer(id);
    producer.initTransactions();
    return producer;
  };
  const write = (producer: ReturnType<typeof producerOf>, offsets: readonly number[]) => {
    producer.beginTransaction();
    for (const offset of offsets) {
      const value = { record: {}, lineage: { source: 'shipments', partition: 0, offset } };
      producer.send('etas', 0, 0, null, value);
    }
  };
  return { service, producerOf, write };
}

const always = () => true;

describe('the readers of a topic', () => {
  test('count copies beyond the first, and what only one of them sees', () => {
    const { service, producerOf, write } = topic();
    const [one, other] = [producerOf('one'), producerOf('other')];
    write(one, [0, 1, 2]);
    const readers = new TopicReaders(service, 'etas');
    expect(readers.audit(always).readers).toEqual({
      read_committed: { records: 0, duplicated: 0, lost: 3 },
      read_uncommitted: { records: 3, duplicated: 0, lost: 0 },
    });
    one.abortTransaction();
    write(other, [0, 1]);
    other.commitTransaction();
    const { readers: after, last } = readers.audit(always);
    expect(after).toEqual({
      read_committed: { records: 2, duplicated: 0, lost: 1 },
      read_uncommitted: { records: 5, duplicated: 2, lost: 0 },
    });
    expect(last.map(({ offset }) => offset)).toEqual([4, 5]);
    expect(readers.audit(() => false).readers.read_committed.lost).toBe(0);
  });

  test('find the same whether they look often or once, and after a rewind', () => {
    const { service, producerOf, write } = topic();
    const producer = producerOf('one');
    const often = new TopicReaders(service, 'etas');
    write(producer, [0, 1]);
    producer.commitTransaction();
    often.audit(always);
    const before = service.save();
    const story = () => {
      for (const offsets of [[2, 3], [3, 4], [5]]) {
        write(producer, offsets);
        often.audit(always);
        if (offsets.length === 1) producer.abortTransaction();
        else producer.commitTransaction();
        often.audit(always);
      }
    };
    story();
    const once = () => new TopicReaders(service, 'etas').audit(always);
    expect(often.audit(always)).toEqual(once());
    expect(once().readers.read_committed).toEqual({ records: 6, duplicated: 1, lost: 1 });
    service.load(before);
    expect(often.audit(always)).toEqual(once());
    expect(once().readers.read_committed.records).toBe(2);
    story();
    expect(often.audit(always)).toEqual(once());
  });
});
