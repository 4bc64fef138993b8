/** Keys of every sort, in state that outlives a fork: numbers that are kept by their place must mean the same there. */
import { expect, test } from 'vitest';
import { documentSchema } from '../pipeline/document.ts';
import { SessionPredictions } from '../run/predictions.ts';
import { Session } from '../run/session.ts';
import { runHash } from './run-hash.ts';
import { readSink } from './sink-log.ts';
import { bytesOf, chain, play, rows } from './testing/play.ts';

const KEYS = [0.5, 1.5, -3, 5_000_000_000, 2.25, -7, 1e12];
const files = { 'rows.csv': rows(8000, (i) => KEYS[(i * 7 + (i >> 5)) % KEYS.length]) };
const file = ['file', 'file', { path: 'rows.csv', eventTime: 'time' }] as const;

test('a fork goes on with the keys of its parent', async () => {
  const kill = { kind: 'kill', target: 'window/0', at: 5_500_000 } as const;
  const window = ['window', 'tumbling-window', { key: 'key', value: 'value', size: 60_000 }, 2] as const;
  const document = chain([file, window, ['sink', 'collect', {}]], {
    settings: { checkpointing: { intervalMs: 1000 } },
  });
  const straight = await play({ ...document, interventions: [kill] }, files, 30);
  const opened = Session.open(documentSchema.parse(document), {
    predictions: new SessionPredictions(),
    file: bytesOf(files),
  });
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  const { session } = opened;
  await session.advance(7_000_000);
  await session.intervene(kill, 'kill');
  await session.advance(30_000_000);
  expect(runHash(session.simulation)).toBe(runHash(straight.run));
});

test('broadcast entries are found by fractions, negative and large numbers, one entry each', async () => {
  const enrich = { key: 'key', referenceKey: 'key', take: [{ field: 'value', as: 'known', default: -1 }] };
  const { run } = await play(
    {
      version: 1,
      nodes: [
        {
          id: 'records',
          kind: 'file',
          parallelism: 1,
          config: { path: 'rows.csv', eventTime: 'time', ratePerSecond: 100 },
        },
        { id: 'table', kind: 'file', parallelism: 1, config: { path: 'rows.csv', eventTime: 'time' } },
        { id: 'enrich', kind: 'broadcast-state', parallelism: 1, config: enrich },
        { id: 'sink', kind: 'collect', parallelism: 1 },
      ],
      edges: [
        { from: { node: 'records', port: 'out' }, to: { node: 'enrich', port: 'in' } },
        { from: { node: 'table', port: 'out' }, to: { node: 'enrich', port: 'reference' } },
        { from: { node: 'enrich', port: 'out' }, to: { node: 'sink', port: 'in' } },
      ],
    },
    files,
    20,
  );
  const { committed } = readSink(run, 'sink');
  expect(committed.length).toBeGreaterThan(1900);
  expect(committed.slice(100).every(({ value }) => value['driver_missing'] === false)).toBe(true);
  expect(run.engine.job.hosts[2][0].state.held()).toBe(KEYS.length);
});

test('one odd value in a column of numbers is told with what can be done about it', async () => {
  const document = chain([
    file,
    ['window', 'tumbling-window', { key: 'key', value: 'value' }],
    ['sink', 'collect', {}],
  ]);
  const odd = `${rows(20, (i) => i)}1700000001000,3,n/a\n`;
  await expect(play(document, { 'rows.csv': odd })).rejects.toThrow(
    /told its type: choose another one for that column/,
  );
});
