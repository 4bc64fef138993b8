/** When checkpoints are taken, and how a job ends: flink-semantics 6.1, 6.2, 6.8, as CheckpointCoordinator decides. */
import { describe, expect, test } from 'vitest';
import type { DocumentInput } from '../pipeline/document.ts';
import { readSink } from './sink-log.ts';
import { chain, play, rows } from './testing/play.ts';

const files = { 'rows.csv': rows(60_000, (i) => i % 7) };
const file = ['file', 'file', { path: 'rows.csv', eventTime: 'time' }] as const;
const window = ['window', 'tumbling-window', { key: 'key', value: 'value', size: 1000 }, 2] as const;

/** Service so slow for a while that a checkpoint takes two seconds. */
const slow = { kind: 'slow', target: 'window', at: 0, factor: 400, duration: 20_000_000 } as const;

async function checkpoints(settings: DocumentInput['settings'], interventions: DocumentInput['interventions'] = []) {
  const document = chain([file, window, ['sink', 'collect', {}]], { settings, interventions });
  const { happenings } = await play(document, files, 30);
  const at = (kind: string) => happenings.filter((one) => one.kind === kind).map((one) => Math.round(one.at / 1000));
  return {
    triggered: at('checkpoint-triggered'),
    completed: at('checkpoint-completed'),
    failed: at('checkpoint-failed'),
    failures: at('failure'),
  };
}

describe('the periodic trigger', () => {
  test('queues every tick that finds a checkpoint under way, and takes them one after the other', async () => {
    const { triggered, completed } = await checkpoints({ checkpointing: { intervalMs: 1000 } }, [slow]);
    // Ten ticks of the slow stretch were waiting; from one to the next there is no pause until they are used up.
    const back = triggered.filter((at, i) => i > 0 && at === completed[i - 1]);
    expect(back.length).toBeGreaterThan(15);
    expect(triggered).toContain(21_000);
  });

  test('drops a request that falls into the pause, queued ones too, and ticks again when it is over', async () => {
    const { triggered, completed } = await checkpoints({ checkpointing: { intervalMs: 1000, minPauseMs: 700 } }, [
      slow,
    ]);
    expect(triggered.length).toBeGreaterThan(10);
    triggered.slice(1).forEach((at, i) => {
      expect(at - completed[i]).toBeGreaterThanOrEqual(699);
    });
  });

  test('is as slow as the pause where that is longer than the interval, from the first time on', async () => {
    const { triggered } = await checkpoints({ checkpointing: { intervalMs: 1000, minPauseMs: 5000 } });
    expect(triggered[0]).toBe(5000);
  });
});

test('a job fails each time that more checkpoints in a row have failed than it tolerates', async () => {
  const settings: DocumentInput['settings'] = {
    checkpointing: { intervalMs: 1000, timeoutMs: 500, tolerableFailed: 2 },
    restart: { strategy: 'fixed-delay', attempts: 100, delayMs: 0 },
  };
  const { failed, failures } = await checkpoints(settings, [{ kind: 'slow', target: 'window', at: 0, factor: 400 }]);
  expect(failures.length).toBeGreaterThan(3);
  expect(failures).toEqual(failed.filter((_, i) => i % 3 === 2));
});

describe('the end of a finite job', () => {
  const short = { 'rows.csv': rows(100, (i) => i % 7) };
  const sink = ['sink', 'kafka-sink', {}] as const;

  test('comes whatever is killed in its last moments, with everything committed once', async () => {
    for (let at = 95_000; at < 112_000; at += 411) {
      const { run } = await play(
        chain([file, sink], {
          interventions: [{ kind: 'kill', target: 'file/0', at }],
          settings: { restart: { strategy: 'fixed-delay', attempts: 9, delayMs: 100 } },
        }),
        short,
      );
      expect([at, run.engine.jobManager.state, readSink(run, 'sink').committed.length]).toEqual([at, 'finished', 100]);
    }
  });

  test('comes where subtasks of a source have no split to read', async () => {
    const { run } = await play(chain([[...file, 4], window, sink]), short);
    expect(run.engine.jobManager.state).toBe('finished');
    expect(readSink(run, 'sink').committed.length).toBe(7);
  });

  test('is tried again where its checkpoint expires', async () => {
    const settings: DocumentInput['settings'] = {
      checkpointing: { intervalMs: 60_000, timeoutMs: 400, tolerableFailed: 99 },
    };
    const { happenings } = await play(
      chain([file, ['sink', 'kafka-sink', { requestMs: 300 }]], { settings }),
      short,
      10,
    );
    expect(happenings.filter(({ kind }) => kind === 'checkpoint-failed').length).toBeGreaterThan(9);
  });
});

test('a job waits for the slots of every TaskManager that died, of one that dies while it restarts too', async () => {
  const document = chain([file, window, ['sink', 'collect', {}]], {
    settings: { checkpointing: { intervalMs: 1000 } },
    interventions: [
      { kind: 'kill', target: 'tm-1', at: 5_000_000 },
      { kind: 'kill', target: 'tm-2', at: 8_000_000 },
    ],
  });
  const { happenings } = await play(document, files, 30);
  expect(happenings.filter(({ kind }) => kind === 'restart').map(({ at }) => at)).toEqual([13_000_000]);
});
