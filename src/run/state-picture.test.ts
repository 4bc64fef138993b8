import { describe, expect, test } from 'vitest';
import { findPreset } from '../pipeline/presets/index.ts';
import { SessionPredictions } from './predictions.ts';
import type { StatePicture } from './protocol.ts';
import { Session } from './session.ts';

const SECOND = 1_000_000;

async function pictureAt(preset: string, node: string, at: number): Promise<StatePicture> {
  const document = findPreset(preset);
  if (document === undefined) throw new Error(`there is no preset ${preset}`);
  const opened = Session.open(document, { predictions: new SessionPredictions(), file: () => undefined });
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  await opened.session.advance(at);
  const picture = opened.session.picture(node);
  if (picture === null) throw new Error(`there is no node ${node}`);
  return picture;
}

describe('the picture of a state', () => {
  test('tells of a time buffer the newest entries of each key, and how all of them lie on event time', async () => {
    const { subtasks } = await pictureAt('interval-join', 'wide', 20 * SECOND);
    const [left] = subtasks[0].entries;
    expect(left.name).toBe('left');
    expect(left.total).toBeGreaterThan(left.rows.length);
    expect(left.spread?.counts.reduce((sum, count) => sum + count, 0)).toBe(left.total);
    const times = left.rows.map(([, time]) => Number(time));
    expect(Math.max(...times)).toBe(left.spread?.to);
    expect(new Set(left.rows.map(([key]) => key)).size).toBeGreaterThan(10);
  });

  test('tells of an operator with a model what each subtask asked for last', async () => {
    const { world } = await pictureAt('shipfast', 'infer', 2 * SECOND);
    const asked = { features: expect.any(Array), value: null };
    expect(world).toEqual({ kind: 'model', model: 'eta-v1', latest: [asked, asked] });
    expect(JSON.stringify(world)).toMatch(/"features":\[(-?[\d.e]+,){18}-?[\d.e-]+\]/);
  });

  test('tells of a sink its log as runs, and the interval of the checkpoints that commit', async () => {
    const { world } = await pictureAt('shipfast', 'sink', 35 * SECOND);
    expect(world).toMatchObject({ kind: 'kafka', checkpointIntervalMs: 30_000 });
    expect(JSON.stringify(world)).toContain('"control":"commit"');
  });
});
