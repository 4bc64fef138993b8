import { describe, expect, test } from 'vitest';
import { findPreset } from '../../pipeline/presets/index.ts';
import { SessionPredictions } from '../../run/predictions.ts';
import { Session } from '../../run/session.ts';
import { hub7Document, OPENS_AT, START_AT_MS } from './scenario.ts';

const SECOND = 1_000_000;

async function openAtQuestion(seed: number): Promise<Session> {
  const preset = findPreset('shipfast');
  if (preset === undefined) throw new Error('the preset is there');
  const opened = Session.open(hub7Document(preset, seed), { predictions: new SessionPredictions(), file: () => undefined });
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  await opened.session.advance(OPENS_AT);
  return opened.session;
}

function firings(session: Session): number {
  return session.frame(false, 0).nodes[session.plan.nodes.findIndex((node) => node.id === 'speed')].firings;
}

describe.each([42, 7, 11])('hub-7 with seed %i', (seed) => {
  test('fires no window while hub 7 is silent, and at least 200 for its one scan', async () => {
    const session = await openAtQuestion(seed);
    await session.seek(OPENS_AT - 200 * SECOND);
    const silent = firings(session);
    await session.advance(OPENS_AT);
    expect(firings(session)).toBe(silent);
    await session.advance(OPENS_AT + 2 * SECOND);
    expect(firings(session)).toBe(silent);

    await session.seek(OPENS_AT);
    await session.intervene({ kind: 'inject', target: 'shipments/p7', at: OPENS_AT, eventTime: START_AT_MS + OPENS_AT / 1000, count: 1, everyMs: 0, fields: {} }, 'scan');
    await session.advance(OPENS_AT + 450_000);
    expect(firings(session) - silent).toBeGreaterThanOrEqual(200);
  });
});
