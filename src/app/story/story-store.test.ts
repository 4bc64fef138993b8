import { expect, test } from 'vitest';
import { documentSchema, type Intervention, type PipelineDocument } from '../../pipeline/document.ts';
import type { Frame, NodeFrame, PlanView } from '../../run/protocol.ts';
import type { Story, StoryStep } from '../../scenarios/story.ts';
import type { Stage } from '../stores/stage-store.ts';
import type { Stagehand } from './stagehand.ts';
import { createStoryStore } from './story-store.ts';

const SECOND = 1_000_000;
const document: PipelineDocument = documentSchema.parse({ version: 1, nodes: [], edges: [] });
const plan: PlanView = {
  startAtMs: 1_000_000,
  seed: 1,
  nodes: [{ id: 'window', kind: 'w', parallelism: 1, inputs: ['in'], splits: [], weight: 1 }],
  edges: [],
  taskManagers: [],
};

const step: StoryStep = {
  id: 'scan',
  headline: ['Nothing fires.'],
  question: 'One record: how many windows?',
  options: [
    { label: '0', value: 0 },
    { label: '5', value: 5 },
  ],
  score: { kind: 'nearest', figure: 'fired' },
  lit: ['node:window'],
  heldBack: ['firings'],
  select: 'window',
  figures: { fired: { kind: 'counter', node: 'window', counter: 'firings', since: 'moves' } },
  moves: [
    { do: 'inject', target: 'source/p0', count: 1, everyMs: 0, eventOffsetMs: -500, fields: {} },
    { do: 'play', speed: 0.1, until: { kind: 'settled', figure: 'fired', forMicros: 200_000 }, atMost: 5 * SECOND },
  ],
  whileRunning: '{fired} fired',
  told: { right: 'Right: {fired}.', wrong: 'It was {fired}.', why: '', aside: '', next: 'On' },
};
const story: Story = {
  id: 'test',
  title: 'A test',
  document,
  opensAt: 60 * SECOND,
  steps: [step, { ...step, id: 'again' }],
};

function frameOf(at: number, firings: number): Frame {
  const node: NodeFrame = {
    recordsIn: 0,
    recordsOut: 0,
    inPerSecond: 0,
    outPerSecond: 0,
    fanOut: 0,
    late: 0,
    dropped: 0,
    held: 0,
    firings,
    watermark: 0,
    busy: 0,
    backPressured: 0,
    queued: [],
    splits: [],
    dead: [],
  };
  return {
    at,
    branch: 0,
    playing: true,
    speed: 1,
    nodes: [node],
    edges: [],
    marks: new Float32Array(),
    controls: new Float32Array(),
    checkpoint: { inFlight: null, completed: 0, failed: 0 },
    taskManagers: [],
    job: 'running',
  };
}

/** A run that fires four windows a tenth of a second after a record was put in, played by hand. */
function theatre(isReduced = false, from = story.opensAt) {
  const said: string[] = [];
  const stages: Stage[] = [];
  const done: Intervention[] = [];
  const calls: string[] = [];
  const listeners = new Set<() => void>();
  let at = from;
  let injectedAt = Infinity;
  let speed: number | null = null;
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const stage: Stagehand = {
    load: (_, to) => calls.push(`load ${to / SECOND}`),
    edit: () => calls.push('edit'),
    intervene: (intervention) => {
      done.push(intervention);
      injectedAt = at;
    },
    select: (node) => calls.push(`select ${node}`),
    seek: (to) => {
      at = to;
      calls.push(`seek ${to / SECOND}`);
      tell();
    },
    play: (next) => {
      speed = next;
      calls.push(`play ${next}`);
    },
    pause: () => {
      speed = null;
      calls.push('pause');
    },
    setSpeed: (next) => calls.push(`speed ${next}`),
    runToNext: () => {},
    showBranch: () => {},
    watch: () => () => {},
    plan: () => plan,
    frame: () => frameOf(at, 7 + (at >= injectedAt + 100_000 ? 4 : 0)),
    isPlaying: () => speed !== null,
    shownBranch: () => 0,
    history: () => undefined,
    picture: () => undefined,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const left: string[] = [];
  const store = createStoryStore({
    stage,
    setStage: (next) => stages.push(next),
    announce: (text) => said.push(text),
    isReduced: () => isReduced,
    onLeave: (id) => left.push(id),
  });
  const pass = async (micros: number) => {
    await settled();
    for (let passed = 0; passed < micros && speed !== null; passed += 50_000) {
      at += 50_000;
      tell();
      await Promise.resolve();
    }
  };
  return { store, said, stages, done, calls, left, pass, at: () => at, listeners };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a bet injects, plays slowly, stops by itself and is scored by what the run did', async () => {
  const { store, pass, done, calls, said, at } = theatre();
  store.actions.begin(story);
  const five = step.options[1];
  if (five === undefined) throw new Error('The step has no second option.');
  store.actions.choose(five);
  expect(store.getState().phase).toBe('running');
  expect(done).toEqual([
    {
      kind: 'inject',
      target: 'source/p0',
      at: story.opensAt,
      eventTime: 1_060_000 - 500,
      count: 1,
      everyMs: 0,
      fields: {},
    },
  ]);
  await pass(4 * SECOND);
  await settled();
  expect(store.getState()).toMatchObject({
    phase: 'told',
    before: { fired: 0 },
    figures: { fired: 4 },
    bet: five,
    right: five,
  });
  expect(at() - story.opensAt).toBe(300_000);
  expect(calls).toEqual(['load 60', 'select window', 'play 0.1', 'pause', 'speed 1']);
  expect(said.at(-1)).toBe('Right: 4.');
});

test('an answer given before the run has arrived waits for it', async () => {
  const { store, done, calls } = theatre(false, 0);
  store.actions.begin(story);
  store.actions.choose(step.options[1] ?? { label: '', value: 0 });
  expect(store.getState().phase).toBe('running');
  await settled();
  expect(calls).toEqual(['load 60', 'select window', 'seek 60', 'play 0.1']);
  expect(done).toMatchObject([{ kind: 'inject', at: story.opensAt }]);
});

test('figures are held back and parts are lit until the bet is made, and nothing is after it is told', async () => {
  const { store, stages, pass } = theatre();
  const shown = () => ({
    lit: stages.at(-1)?.lit === null ? null : [...(stages.at(-1)?.lit ?? [])],
    heldBack: [...(stages.at(-1)?.heldBack ?? [])],
  });
  store.actions.begin(story);
  expect(shown()).toEqual({ lit: ['node:window'], heldBack: ['firings'] });
  store.actions.choose(step.options[0] ?? { label: '', value: 0 });
  expect(shown()).toEqual({ lit: ['node:window'], heldBack: [] });
  await pass(4 * SECOND);
  await settled();
  expect(shown()).toEqual({ lit: null, heldBack: [] });
  expect(store.getState().right).toBe(step.options[1]);
});

test('with reduced motion nothing is played: the run is sought to where it would have stopped', async () => {
  const { store, calls, at } = theatre(true);
  store.actions.begin(story);
  store.actions.choose(step.options[1] ?? { label: '', value: 0 });
  await settled();
  expect(calls.filter((call) => call.startsWith('play'))).toEqual([]);
  expect(at() - story.opensAt).toBe(400_000);
  expect(store.getState()).toMatchObject({ phase: 'told', before: { fired: 0 }, figures: { fired: 4 } });
});

test('leaving in the middle stops the run, lights everything and is remembered', async () => {
  const { store, left, stages, calls, pass, listeners } = theatre();
  store.actions.begin(story);
  store.actions.choose(step.options[1] ?? { label: '', value: 0 });
  await pass(50_000);
  store.actions.leave();
  await settled();
  expect(store.getState().story).toBeNull();
  expect([left, stages.at(-1)?.lit, calls.slice(-2), listeners.size]).toEqual([
    ['test'],
    null,
    ['pause', 'speed 1'],
    0,
  ]);
});

test('going back asks again, with the run where the question was first asked', async () => {
  const { store, pass, at } = theatre();
  store.actions.begin(story);
  store.actions.choose(step.options[1] ?? { label: '', value: 0 });
  await pass(4 * SECOND);
  await settled();
  store.actions.next();
  expect(store.getState()).toMatchObject({ index: 1, phase: 'asking' });
  store.actions.back();
  expect(store.getState()).toMatchObject({ index: 0, phase: 'asking', bet: null });
  expect(at()).toBe(story.opensAt);
});

test('an answer counts once, and after the last step the story is over', () => {
  const { store, done, left } = theatre();
  store.actions.begin({ ...story, steps: [step] });
  store.actions.choose(step.options[1] ?? { label: '', value: 0 });
  store.actions.choose(step.options[0] ?? { label: '', value: 0 });
  expect(done.length).toBe(1);
  store.actions.next();
  expect(store.getState().story).toBeNull();
  expect(left).toEqual(['test']);
});
