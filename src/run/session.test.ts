import { describe, expect, test } from 'vitest';
import type { PipelineDocument } from '../pipeline/document.ts';
import { findPreset } from '../pipeline/presets/index.ts';
import { SessionPredictions } from './predictions.ts';
import { Session } from './session.ts';

const SECOND = 1_000_000;

function openSession(change: (document: PipelineDocument) => PipelineDocument = (document) => document): Session {
  const preset = findPreset('shipfast');
  if (preset === undefined) throw new Error('the preset is there');
  const opened = Session.open(change(preset), { predictions: new SessionPredictions(), file: () => undefined });
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  return opened.session;
}

function picture(session: Session): string {
  const frame = session.frame(false, 0);
  return JSON.stringify({ ...frame, marks: [...frame.marks], controls: [...frame.controls] });
}

describe('a session', () => {
  test('shows equal frames at an instant however it came there', async () => {
    const session = openSession();
    await session.advance(40 * SECOND);
    await session.seek(23_456_789);
    const first = picture(session);
    await session.advance(31 * SECOND);
    await session.seek(5 * SECOND);
    await session.seek(23_456_789);
    expect(picture(session)).toBe(first);
  });

  test('tells rates of a second and more, so that a burst is not multiplied, and of a slow source over a minute', async () => {
    const session = openSession();
    const nodeAt = (id: string) =>
      session.frame(false, 0).nodes[session.plan.nodes.findIndex((node) => node.id === id)];
    await session.advance(200 * SECOND);
    expect(nodeAt('drivers').outPerSecond).toBeGreaterThan(0);
    expect(nodeAt('drivers').outPerSecond).toBeLessThan(1);
    expect(nodeAt('weather').outPerSecond).toBeCloseTo(1, 0);
    expect(nodeAt('shipments').outPerSecond).toBeGreaterThan(150);
    const before = nodeAt('speed').recordsOut;
    await session.runToNext('firing', 300 * SECOND);
    await session.advance(session.at + 50_000);
    const fired = nodeAt('speed').recordsOut - before;
    expect(fired).toBeGreaterThan(50);
    expect(nodeAt('speed').outPerSecond).toBeLessThanOrEqual(fired);
    expect(nodeAt('speed').outPerSecond).toBeGreaterThan(fired / 2 - 1);
  });

  test('steps back to the instant before the last event, and forward again to where it was', async () => {
    const session = openSession();
    await session.advance(12_345_678);
    await session.stepForward();
    const at = session.at;
    const after = picture(session);
    await session.stepBack();
    expect(session.at).toBeLessThan(at);
    await session.stepForward();
    expect(session.at).toBe(at);
    expect(picture(session)).toBe(after);
  });

  test('runs to the next checkpoint and stands right behind it', async () => {
    const session = openSession();
    expect(await session.runToNext('checkpoint', 100 * SECOND)).toBe('found');
    expect(session.frame(false, 0).checkpoint.completed).toBe(1);
    await session.stepBack();
    expect(session.frame(false, 0).checkpoint.completed).toBe(0);
  });

  test('forks where something is done in the past, and keeps both branches', async () => {
    const session = openSession();
    await session.advance(60 * SECOND);
    const untouched = picture(session);
    const branch = await session.intervene({ kind: 'kill', target: 'tm-2', at: 35 * SECOND }, 'kill tm-2');
    expect(branch?.forkedAt).toBe(35 * SECOND);
    await session.advance(37 * SECOND);
    expect(session.frame(false, 0).taskManagers.map(({ alive }) => alive)).toEqual([true, false]);
    await session.advance(60 * SECOND);
    expect(session.frame(false, 0).job).toBe('running');
    expect(picture(session)).not.toBe(untouched);
    await session.show(0);
    expect(picture(session)).toBe(untouched);
  });

  test('tells a seek before the fork from the parent, and goes over into the branch when it is passed', async () => {
    const session = openSession();
    await session.advance(50 * SECOND);
    await session.intervene({ kind: 'kill', target: 'tm-2', at: 40 * SECOND }, 'kill tm-2');
    await session.advance(41 * SECOND);
    const after = picture(session);
    await session.seek(20 * SECOND);
    await session.advance(41 * SECOND);
    expect(picture(session)).toBe(after);
  });

  test('a fork at the start, whatever it changes, is the run of its document from the start', async () => {
    const change = (document: PipelineDocument): PipelineDocument => ({
      ...document,
      nodes: document.nodes.map((node) =>
        node.id === 'speed' ? { ...node, parallelism: 3, config: { ...node.config, size: 20_000 } } : node,
      ),
    });
    const session = openSession();
    await session.advance(50 * SECOND);
    const branch = await session.fork(0, change(session.shown.document), 'other windows');
    await session.seek(50 * SECOND);
    const fresh = openSession(change);
    await fresh.advance(50 * SECOND);
    expect(branch?.parent?.id).toBe(0);
    expect(picture(session)).toBe(picture(fresh).replace('"branch":0', '"branch":1'));
    expect(session.plan).toEqual(fresh.plan);
  });

  test('answers a document that cannot run with problems in words', () => {
    const preset = findPreset('shipfast');
    if (preset === undefined) throw new Error('the preset is there');
    const broken = { ...preset, edges: preset.edges.slice(1) };
    const opened = Session.open(broken, { predictions: new SessionPredictions(), file: () => undefined });
    expect(opened.kind).toBe('problems');
  });
});
