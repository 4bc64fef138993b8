import { expect, test } from 'vitest';
import { findPreset } from '../pipeline/presets/index.ts';
import { ModelShelf } from './model-shelf.ts';
import type { PageMessage, WorkerMessage } from './protocol.ts';
import { WorkerLoop } from './worker-loop.ts';

const MINUTE = 60_000_000;

/** A loop on the preset `interval-join`, whose clock moves on with every look at it; `whileBusy` comes in on the way. */
function startLoop(whileBusy: readonly PageMessage[]) {
  const document = findPreset('interval-join') ?? expect.fail('there is no preset interval-join');
  const told: WorkerMessage[] = [];
  const waiting = [...whileBusy];
  let clock = 0;
  let answer: (message: WorkerMessage) => void = () => {};
  const loop = new WorkerLoop({
    now: () => {
      clock += 7;
      return clock;
    },
    post: (message) => {
      told.push(message);
      answer(message);
    },
    breathe: () => {
      const message = told.some(({ kind }) => kind === 'progress') ? waiting.shift() : undefined;
      if (message !== undefined) loop.receive(message);
      return Promise.resolve();
    },
    after: (_, call) => call(),
    models: new ModelShelf(
      () => Promise.resolve(null),
      () => Promise.reject(new Error('no model is asked for')),
    ),
  });
  const stopped = new Promise<WorkerMessage>((resolve) => {
    answer = (message) => {
      if (message.kind === 'stopped') resolve(message);
    };
  });
  loop.receive({ kind: 'open', document, files: {}, at: 0 });
  void loop.run();
  return { loop, told, stopped };
}

test.each<[string, PageMessage]>([
  ['a seek', { kind: 'seek', to: 60 * MINUTE }],
  ['a run to the next failure', { kind: 'run-to-next', target: 'failure' }],
])('%s that takes long says how far it is, and ends where it is when it is stopped', async (_, long) => {
  const { loop, told, stopped } = startLoop([{ kind: 'pause' }]);
  loop.receive(long);
  const { at } = { at: -1, ...(await stopped) };
  expect(at).toBeGreaterThan(0);
  expect(at).toBeLessThan(10 * MINUTE);
  expect(told.filter(({ kind }) => kind === 'progress').length).toBeGreaterThan(0);
  expect(told.some((message) => message.kind === 'stopped' && message.why === 'end')).toBe(false);
});
