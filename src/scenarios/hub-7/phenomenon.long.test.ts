/** The scenario shows what its steps claim, on the engine itself and whatever the seed. */
import { describe, expect, test } from 'vitest';
import { findPreset } from '../../pipeline/presets/index.ts';
import { SessionPredictions } from '../../run/predictions.ts';
import { Session } from '../../run/session.ts';
import type { Move } from '../story.ts';
import { hub7Document, OPENS_AT, SILENT_FROM } from './scenario.ts';
import { hub7Steps } from './steps.ts';

const SECOND = 1_000_000;

function open(seed: number): Session {
  const preset = findPreset('shipfast');
  if (preset === undefined) throw new Error('There is no preset shipfast.');
  const opened = Session.open(hub7Document(preset, seed), {
    predictions: new SessionPredictions(),
    file: () => undefined,
  });
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  return opened.session;
}

function counterOf(session: Session, node: string, counter: 'firings' | 'late' | 'recordsOut'): number {
  const index = session.plan.nodes.findIndex(({ id }) => id === node);
  return session.frame(false, 0).nodes[index]?.[counter] ?? Number.NaN;
}

function movesOf<Kind extends Move['do']>(step: string, kind: Kind): readonly Extract<Move, { do: Kind }>[] {
  const moves = hub7Steps.find(({ id }) => id === step)?.moves ?? [];
  return moves.filter((move): move is Extract<Move, { do: Kind }> => move.do === kind);
}

async function inject(session: Session, step: string): Promise<void> {
  for (const { target, count, everyMs, eventOffsetMs, fields } of movesOf(step, 'inject')) {
    const eventTime = session.plan.startAtMs + Math.floor(session.at / 1000) + eventOffsetMs;
    await session.intervene(
      { kind: 'inject', target, at: session.at, eventTime, count, everyMs, fields: { ...fields } },
      'inject',
    );
  }
}

describe.each([42, 1, 7])('with seed %d', (seed) => {
  test('no window fires in the four minutes of silence, and one scan fires more than two hundred', async () => {
    const session = open(seed);
    // Windows that end before the silence fire until the watermark stands still, ten seconds behind it.
    await session.seek(SILENT_FROM + 11 * SECOND);
    const before = counterOf(session, 'speed', 'firings');
    const joined = counterOf(session, 'join', 'recordsOut');
    await session.seek(OPENS_AT);
    expect(counterOf(session, 'speed', 'firings') - before).toBe(0);
    expect(counterOf(session, 'join', 'recordsOut') - joined).toBeGreaterThan(30_000);
    await inject(session, 'scan');
    await session.advance(OPENS_AT + SECOND);
    expect(counterOf(session, 'speed', 'firings') - before).toBeGreaterThanOrEqual(200);
  });

  test('without the scan none fires in the same time', async () => {
    const session = open(seed);
    await session.seek(OPENS_AT);
    const before = counterOf(session, 'speed', 'firings');
    await session.advance(OPENS_AT + SECOND);
    expect(counterOf(session, 'speed', 'firings')).toBe(before);
  });

  test('with the idleness timeout windows fire through the silence, and what hub 7 uploads later is dropped', async () => {
    const session = open(seed);
    await session.seek(SILENT_FROM - 60 * SECOND);
    const [edit] = movesOf('fix', 'edit');
    if (edit === undefined) throw new Error('The step edits nothing.');
    const { document } = session.shown;
    await session.fork(session.at, edit.change(document), 'idleness');
    await session.seek(SILENT_FROM + 11 * SECOND);
    const before = counterOf(session, 'speed', 'firings');
    await session.seek(OPENS_AT);
    expect(counterOf(session, 'speed', 'firings') - before).toBeGreaterThanOrEqual(150);
    const dropped = counterOf(session, 'speed', 'late');
    await inject(session, 'upload');
    await session.advance(OPENS_AT + 5 * SECOND);
    const uploaded = movesOf('upload', 'inject').reduce((sum, { count }) => sum + count, 0);
    // Others may be late by themselves in these seconds, so there may be a few more.
    expect(counterOf(session, 'speed', 'late') - dropped).toBeGreaterThanOrEqual(uploaded);
  });
});

test('tm-2 killed within a checkpoint leaves no duplicate to read_committed, and hundreds to read_uncommitted', async () => {
  const session = open(42);
  const [kill] = movesOf('kill', 'kill-in-checkpoint');
  if (kill === undefined) throw new Error('The step kills nothing.');
  await session.seek(5 * 60 * SECOND);
  expect(await session.runToNext('checkpoint', session.at + 60 * SECOND)).toBe('found');
  const last = session.shown.recorder.takePart(session.at).checkpoints.at(-1);
  if (last === undefined) throw new Error('No checkpoint is told of.');
  await session.intervene(
    { kind: 'kill', target: kill.target, at: last.triggeredAt + kill.afterTriggerMicros },
    'kill',
  );
  await session.seek(last.triggeredAt + 45 * SECOND);
  expect(session.frame(false, 0).job).toBe('running');
  expect(session.picture('sink')?.world).toMatchObject({ readers: { read_committed: { duplicated: 0, lost: 0 } } });
  expect(session.picture('sink')?.world).toHaveProperty(
    'readers.read_uncommitted.duplicated',
    expect.toSatisfy((count: number) => count > 100),
  );
});
