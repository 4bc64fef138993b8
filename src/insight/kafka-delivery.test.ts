/** What reaches a topic when something is odd: flink-semantics 7.1 to 7.4. */
import { describe, expect, test } from 'vitest';
import { readSink } from './sink-log.ts';
import { chain, play, rows } from './testing/play.ts';

const file = ['file', 'file', { path: 'rows.csv', eventTime: 'time' }] as const;

test('a record whose key is missing is one without a key, and those after it are written all the same', async () => {
  const document = chain([file, ['sink', 'kafka-sink', { key: 'key', partitions: 3 }]]);
  const { run } = await play(document, { 'rows.csv': rows(1000, (i) => (i % 10 === 3 ? '' : i % 7)) });
  const { committed } = readSink(run, 'sink');
  expect(committed.length).toBe(1000);
  expect(committed.filter(({ key }) => key === null).length).toBe(100);
});

test.each([
  ['texts', (i: number) => `w${i % 9}`],
  ['whole numbers', (i: number) => i % 9],
  ['fractions and large numbers', (i: number) => [0.5, -3, 5e9, 1e12, 2.25][i % 5]],
])('all records of a key lie in one partition, under the key itself: %s', async (_, key) => {
  const document = chain([file, ['sink', 'kafka-sink', { key: 'key', partitions: 4 }, 2]]);
  const { run } = await play(document, { 'rows.csv': rows(500, key) });
  const partitions = new Map<unknown, Set<number>>();
  for (const record of readSink(run, 'sink').committed) {
    expect(record.key).toBe(record.value.key);
    partitions.set(record.key, (partitions.get(record.key) ?? new Set()).add(record.partition));
  }
  expect([...partitions.values()].every(({ size }) => size === 1)).toBe(true);
  expect(new Set([...partitions.values()].flatMap((found) => [...found])).size).toBeGreaterThan(1);
});

describe('a transaction that the broker aborts, for its timeout is shorter than the checkpoint interval,', () => {
  const files = { 'rows.csv': rows(60_000, (i) => i % 7) };
  const settings = { checkpointing: { intervalMs: 30_000 } };

  test('fails the job with the next record, so that what it held comes again', async () => {
    const document = chain([file, ['sink', 'kafka-sink', { transactionTimeoutMs: 25_000 }]], { settings });
    const { run, happenings } = await play(document, files);
    expect(happenings.filter(({ kind }) => kind === 'failure').length).toBeGreaterThan(0);
    const { committed, uncommitted } = readSink(run, 'sink');
    expect(new Set(committed.map(({ value }) => value.value)).size).toBe(60_000);
    expect(committed.length).toBe(60_000);
    expect(uncommitted.length).toBeGreaterThan(60_000);
  });

  test('is lost and counted where no record comes after it', async () => {
    const document = chain([file, ['sink', 'kafka-sink', { transactionTimeoutMs: 5000 }]], {
      settings,
      interventions: [{ kind: 'silence', target: 'file/p0', at: 1_000_000, duration: 40_000_000 }],
    });
    const { run, happenings } = await play(document, files, 35);
    expect(happenings.filter(({ kind }) => kind === 'failure')).toEqual([]);
    expect(run.kafka.failedCommits).toBe(1);
    expect(readSink(run, 'sink').committed.length).toBe(0);
  });
});

test('without checkpoints an exactly-once sink commits when its input ends', async () => {
  const document = chain([file, ['sink', 'kafka-sink', {}]], { settings: { checkpointing: { intervalMs: 0 } } });
  const { run } = await play(document, { 'rows.csv': rows(2000, (i) => i) });
  expect(readSink(run, 'sink').committed.length).toBe(2000);
});
