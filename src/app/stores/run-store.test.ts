import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentSchema } from '../../pipeline/document.ts';
import type { Frame, WorkerMessage } from '../../run/protocol.ts';
import { fakePort } from '../fixtures/fake-port.ts';
import { fixtureDocument } from '../fixtures/fixture-document.ts';
import { fixturePlan } from '../fixtures/fixture-run.ts';
import { createRunStore } from './run-store.ts';

function frameAt(at: number): WorkerMessage {
  const frame: Frame = {
    at,
    branch: 0,
    playing: true,
    speed: 1,
    nodes: [],
    edges: [],
    marks: new Float32Array(),
    controls: new Float32Array(),
    checkpoint: { inFlight: null, completed: 0, failed: 0 },
    taskManagers: [],
    job: 'running',
  };
  return { kind: 'frame', frame };
}

function connected() {
  const wire = fakePort();
  const store = createRunStore();
  store.connect(wire.port);
  return { store, ...wire };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('run store', () => {
  it('publishes the first frame at once and then at most ten a second, the newest last', () => {
    const { store, tell } = connected();
    const published: number[] = [];
    store.subscribe(({ frame }) => frame !== null && published.push(frame.at));
    for (let i = 0; i < 60; i++) {
      tell(frameAt(i));
      vi.advanceTimersByTime(1000 / 60);
    }
    vi.advanceTimersByTime(200);
    expect(published.length).toBeLessThanOrEqual(11);
    expect(published[0]).toBe(0);
    expect(published.at(-1)).toBe(59);
  });

  it('gives what draws on a canvas every frame without waiting', () => {
    const { store, tell } = connected();
    let calls = 0;
    store.live.subscribe(() => {
      calls += 1;
    });
    tell(frameAt(1));
    tell(frameAt(2));
    expect(calls).toBe(2);
    expect(store.live.latest()?.at).toBe(2);
  });

  it.each([
    { why: 'target', plays: false },
    { why: 'end', plays: false },
    { why: 'error', plays: false },
    // A pause that is answered after the next play must not stop it.
    { why: 'paused', plays: true },
  ] as const)('after play, a report that the run stopped for "$why" leaves playing = $plays', ({ why, plays }) => {
    const { store, tell } = connected();
    store.actions.play();
    tell({ kind: 'stopped', at: 5, why, message: '' });
    expect(store.getState().playing).toBe(plays);
  });

  it('keeps the run that is there when a fork is refused, and has none when an opening is', () => {
    const { store, tell } = connected();
    const problem = { where: 'window', field: 'size', message: 'Too small.', hint: 'Enlarge it.' };
    store.actions.open(emptyDocument(), {}, 0);
    tell({ kind: 'problems', problems: [problem] });
    expect(store.getState()).toMatchObject({ phase: 'refused', problems: [problem] });
    tell({ kind: 'opened', plan: { startAtMs: 0, seed: 1, nodes: [], edges: [], taskManagers: [] }, branches: [] });
    tell({ kind: 'problems', problems: [problem] });
    expect(store.getState()).toMatchObject({ phase: 'ready', problems: [problem] });
  });

  it('sends one list of watched nodes for all that began to look at once, and drops a node when its last looker leaves', async () => {
    const { store, sent } = connected();
    const leave = [store.actions.watch('a'), store.actions.watch('b'), store.actions.watch('a')];
    await Promise.resolve();
    leave[0]?.();
    await Promise.resolve();
    leave[2]?.();
    await Promise.resolve();
    expect(sent).toEqual([
      { kind: 'watch', nodes: ['a', 'b'] },
      { kind: 'watch', nodes: ['b'] },
    ]);
  });

  it('says that the worker is gone when it dies', () => {
    const { store, fail } = connected();
    fail('out of memory');
    expect(store.getState()).toMatchObject({ phase: 'broken', failure: 'out of memory', playing: false });
  });

  it('tells listeners every message, so that a history can be kept elsewhere', () => {
    const { store, tell } = connected();
    const kinds: string[] = [];
    store.listen(({ kind }) => kinds.push(kind));
    tell(frameAt(0));
    tell({ kind: 'branches', plan: fixturePlan(fixtureDocument), branches: [], shown: 0 });
    expect(kinds).toEqual(['frame', 'branches']);
  });
});

function emptyDocument() {
  return documentSchema.parse({ version: 1, nodes: [], edges: [] });
}
