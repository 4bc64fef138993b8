import { expect, it } from 'vitest';
import { findPreset } from '../pipeline/presets/index.ts';
import { Keyframes } from './keyframes.ts';
import { SessionPredictions } from './predictions.ts';
import { Session } from './session.ts';

it('counts what its frames share once, and thins out where the rest is more than the budget', async () => {
  const document = findPreset('file-window') ?? expect.fail('there is a preset');
  const bytes = new TextEncoder().encode(`t,k,v\n${Array.from({ length: 300 }, (_, i) => `${i},a,${i}`).join('\n')}`);
  const config = { file: { path: 'a.csv', eventTime: 't' }, window: { key: 'k', value: 'v', size: 3_600_000 } };
  const nodes = document.nodes.map((node) => ({
    ...node,
    config: { ...node.config, ...Object.entries(config).find(([id]) => id === node.id)?.[1] },
  }));
  const opened = Session.open(
    { ...document, nodes },
    { predictions: new SessionPredictions(), file: (name) => (name === 'a.csv' ? bytes : undefined) },
  );
  if (opened.kind === 'problems') return expect.fail(JSON.stringify(opened.problems));
  await opened.session.seek(200_000);
  const { engine } = opened.session;
  const one = engine.save();
  const frames = new Keyframes();
  frames.add(1, one, 0);
  const alone = frames.heldBytes;
  expect(alone).toBeGreaterThan(1000);
  for (let at = 2; at <= 50; at++) frames.add(at, one, 0);
  expect(frames.heldBytes).toBe(alone);
  // The same state again: tables of keys and channels are copied, the values of the window's list are not.
  frames.add(51, engine.save(), 0);
  expect(frames.heldBytes).toBeLessThan(2 * alone);
  const tight = new Keyframes(3 * alone);
  for (let at = 1; at <= 40; at++) tight.add(at, structuredClone(one), 0);
  expect(tight.heldBytes).toBeLessThanOrEqual(3 * alone);
  expect(tight.before(40)?.at).toBe(40);
  expect(tight.before(38)?.at).toBeLessThan(38);
});
