import { expect, test } from 'vitest';
import type { PlanView } from '../../../run/protocol.ts';
import { chooseSubject, type NodeFacts, upstreamOf } from './subject.ts';

const node = (id: string, splits: readonly string[] = []) => ({
  id,
  kind: id,
  parallelism: 1,
  inputs: [],
  splits,
  weight: 1,
});
const edge = (from: string, to: string) => ({ id: `${from}-${to}`, from, to, toPort: 'in', channels: 1 });
const plan: PlanView = {
  startAtMs: 0,
  seed: 1,
  nodes: [node('scans', ['p0']), node('weather', ['p0']), node('window'), node('join'), node('sink')],
  edges: [
    edge('scans', 'window'),
    edge('scans', 'join'),
    edge('weather', 'join'),
    edge('join', 'sink'),
    edge('window', 'join'),
  ],
  taskManagers: [],
};
const facts: Record<string, NodeFacts> = {
  scans: { title: 'Scans', config: {}, boundMs: 10_000 },
  weather: { title: 'Weather', config: {}, boundMs: 5_000 },
  window: { title: 'Tumbling 60 s', config: { size: 60_000, offset: 0 }, boundMs: null },
};
const choose = (selected: string | null) => chooseSubject(plan, selected, (id) => facts[id]);

test('without a selection the lanes speak of the first node with windows', () => {
  expect(choose(null)).toEqual({
    node: 2,
    title: 'Tumbling 60 s',
    isWindowed: true,
    isEnd: false,
    timing: { sizeMs: 60_000, offsetMs: 0, boundMs: 10_000 },
    boundMs: 10_000,
  });
});

test('a selected node is spoken of; without windows nothing is ever due on it', () => {
  expect(choose('join')).toMatchObject({ node: 3, isWindowed: false, timing: null, boundMs: 10_000 });
});

test('a node that nothing leaves is told by what it takes in', () => {
  expect([choose('sink').isEnd, choose('scans').isEnd]).toEqual([true, false]);
});

test('a selection that is not in the plan counts as none', () => {
  expect(choose('gone').node).toBe(2);
});

test('upstream reaches through every edge, and a cycle ends', () => {
  expect([...upstreamOf(plan, 'sink')].sort()).toEqual(['join', 'scans', 'sink', 'weather', 'window']);
  expect(upstreamOf({ edges: [edge('a', 'b'), edge('b', 'a')] }, 'a')).toEqual(new Set(['a', 'b']));
});
