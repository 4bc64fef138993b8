import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runKafkaCase } from './conformance.ts';

const file = new URL('../../../conformance/world/kafka-transactions.json.gz', import.meta.url);
const cases = z
  .array(z.looseObject({ id: z.string() }))
  .parse(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')));

describe('the model answers as Kafka 4.1.0 did', () => {
  test('there are sixty recorded cases', () => {
    expect(cases).toHaveLength(60);
  });

  test.each(cases)('$id', (testCase) => {
    expect(runKafkaCase(testCase)).toEqual({ kind: 'passed' });
  });
});

describe('the runner', () => {
  const config = { partitions: 1, transactionVersion: 2 };
  const caseOf = (...steps: readonly unknown[]) => ({ id: 'x', area: 'kafka-transactions', config, steps });

  test('says unsupported for an op that it does not know', () => {
    expect(runKafkaCase(caseOf({ op: 'compact', partition: 0 })).kind).toBe('unsupported');
  });

  test('says unsupported for a transaction version that it does not know', () => {
    expect(runKafkaCase({ ...caseOf(), config: { partitions: 1, transactionVersion: 0 } }).kind).toBe('unsupported');
  });

  test.each([
    ['a wrong offset', { op: 'send', producer: 'p1', partition: 0, value: 'a', offset: 7 }],
    ['an error that did not come', { op: 'send', producer: 'p1', partition: 0, value: 'a', error: 'KafkaException' }],
    ['a wrong end of the log', { op: 'offsets', partition: 0, logEnd: 1, lso: 0 }],
    ['an error that was not expected', { op: 'commit', producer: 'p1' }],
    ['a wrong committed offset', { op: 'committed', group: 'g', offset: 3 }],
  ])('fails, and says where, on %s', (_what, step) => {
    const open = { op: 'open', producer: 'p1', kind: 'plain' };
    expect(runKafkaCase(caseOf(open, step))).toMatchObject({ kind: 'failed', step: 1 });
  });
});
