import { describe, expect, test } from 'vitest';
import { firstOpen, lanesOf, offsetsDrawn, readTopic, stateOfRun, stretchesOf, type Topic } from './transaction-log.ts';

type Outcome = 'open' | 'committed' | 'aborted';
type Offsets = readonly [first: number | null, last: number | null, marker: number | null];

const reader = { records: 0, duplicated: 0, lost: 0 };

function topicOf(
  transactions: readonly (readonly [subtask: number, number: number, outcome: Outcome, offsets: Offsets])[],
): Topic {
  const topic = readTopic({
    kind: 'kafka',
    committed: 0,
    uncommitted: 0,
    failedCommits: 0,
    readers: { read_committed: reader, read_uncommitted: reader },
    checkpointIntervalMs: 30_000,
    partitions: [{ partition: 0, highWatermark: 125, lastStableOffset: 114 }],
    transactions: transactions.map(([subtask, number, outcome, [firstOffset, lastOffset, markerOffset]]) => ({
      transactionalId: `tidemark-sink-${subtask}-${number}`,
      producerId: subtask * 100 + number,
      outcome,
      endedBy: outcome === 'open' ? null : 'client',
      startedAtMs: 0,
      spans: [{ partition: 0, firstOffset, lastOffset, markerOffset }],
    })),
    log: [],
    last: [],
  });
  if (topic === null) throw new Error('this is a topic');
  return topic;
}

const topic = topicOf([
  [0, 5, 'aborted', [100, 104, 105]],
  [0, 6, 'committed', [106, 112, 113]],
  [0, 7, 'open', [114, 119, null]],
  [0, 8, 'open', [120, 124, null]],
  [1, 8, 'open', [null, null, null]],
]);

describe('the transactions of a log', () => {
  const lanes = lanesOf(topic, 0);

  test('stand by their first offset; a newer one of the same subtask makes an open one pre-committed', () => {
    expect(lanes.map(({ number, subtask, state }) => `${number}·${subtask} ${state}`)).toEqual([
      '5·0 aborted',
      '6·0 committed',
      '7·0 pre-committed',
      '8·0 open',
      '8·1 open',
    ]);
  });

  test('keep what follows the first open one from being stable', () => {
    expect(firstOpen(lanes)?.number).toBe(7);
    expect(firstOpen(lanesOf(topicOf([[0, 1, 'committed', [0, 1, 2]]]), 0))).toBeUndefined();
  });

  test.each([
    [{ from: 100, to: 103, producerId: 5 }, 'aborted'],
    [{ from: 113, to: 113, producerId: 6 }, 'committed'],
    [{ from: 121, to: 124, producerId: 8 }, 'open'],
    [{ from: 2, to: 9, producerId: 3 }, 'older'],
    [{ from: 114, to: 119, producerId: 7, transactional: false }, 'plain'],
  ])('own the stretches of the log that their producers wrote: %o is %s', (run, state) => {
    expect(stateOfRun({ transactional: true, ...run, partition: 0, control: null }, lanes)).toBe(state);
  });

  test('are drawn from the first of them to the end of the log', () => {
    expect(offsetsDrawn(lanes, 125)).toEqual({ from: 100, to: 125 });
    expect(offsetsDrawn([], 500)).toEqual({ from: 400, to: 500 });
    expect(offsetsDrawn([], 0)).toEqual({ from: 0, to: 10 });
  });
});

test('neighbouring stretches that came to the same are drawn in one piece, markers apart', () => {
  const lanes = lanesOf(topic, 0);
  const run = (from: number, to: number, producerId: number, control: 'commit' | null = null) => ({
    partition: 0,
    from,
    to,
    producerId,
    transactional: true,
    control,
  });
  const runs = [run(106, 108, 6), run(109, 112, 6), run(113, 113, 6, 'commit'), run(114, 119, 7), run(120, 124, 8)];
  expect(stretchesOf(runs, lanes).map(({ from, end, state, isMarker }) => [from, end, state, isMarker])).toEqual([
    [106, 113, 'committed', false],
    [113, 114, 'committed', true],
    [114, 120, 'pre-committed', false],
    [120, 125, 'open', false],
  ]);
});

test('what is no topic is not read as one', () => {
  expect(readTopic(null)).toBeNull();
  expect(readTopic({ kind: 'collected' })).toBeNull();
});
