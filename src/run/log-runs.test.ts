import { expect, test } from 'vitest';
import { KafkaBroker } from '../world/kafka/index.ts';
import { logRuns } from './log-runs.ts';

test('the log is told as runs of one producer each, markers alone', () => {
  const broker = new KafkaBroker();
  broker.createTopic('etas', 1);
  const [one, other] = ['one', 'other'].map((id) => broker.openTransactionalProducer(id));
  for (const producer of [one, other]) {
    producer.initTransactions();
    producer.beginTransaction();
  }
  const send = (producer: typeof one) => producer.send('etas', 0, 0, null, 'x');
  for (const producer of [one, one, other, one]) send(producer);
  one.commitTransaction();
  other.abortTransaction();
  expect(logRuns(broker, 'etas').map(({ from, to, control }) => [from, to, control])).toEqual([
    [0, 1, null],
    [2, 2, null],
    [3, 3, null],
    [4, 4, 'commit'],
    [5, 5, 'abort'],
  ]);
});
