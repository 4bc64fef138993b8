import { beforeEach, describe, expect, it } from 'vitest';
import { addNode } from '../../../pipeline/edits/nodes.ts';
import { findPreset } from '../../../pipeline/presets/index.ts';
import { documents, faceOf, kindOf } from '../../stores/documents.ts';
import { workspaceStore } from '../../stores/workspace-store.ts';
import { cardFace } from '../cards/card-face.ts';
import { placeScene, type Scene } from '../scene.ts';
import { sceneStore } from '../scene-store.ts';
import { copySelected, duplicateSelected, insertNodeOn, paste, removeSelected } from './commands.ts';
import {
  isConnecting,
  listCandidates,
  moveCandidate,
  startConnecting,
  stopConnecting,
  takeCandidate,
} from './connect-mode.ts';
import { edgeUnder } from './insert-target.ts';

const { actions } = documents;

function drawn(): Scene {
  const { document } = documents.getState();
  const scene = placeScene(
    document,
    document.nodes.map((node) => cardFace(node, kindOf(node.kind), false)),
    new Map(),
  );
  sceneStore.setState({ scene });
  return scene;
}

function place(kind: string, x: number, y: number, id = kind): void {
  const face = faceOf(kind);
  if (face === undefined) throw new Error(`There is no kind ${kind}.`);
  actions.edit((document) => addNode(document, face, { x, y }, id));
}

const edges = () => documents.getState().document.edges.map(({ from, to }) => `${from.node}>${to.node}`);

beforeEach(() => {
  const shipfast = findPreset('shipfast');
  if (shipfast !== undefined) actions.load(shipfast);
  stopConnecting();
});

describe('connecting by keyboard', () => {
  it('offers what may be connected before what may not, and the nearest first', () => {
    place('collect', 460, 420);
    const candidates = listCandidates(drawn(), 'collect');
    const firstRefused = candidates.findIndex(({ problem }) => problem !== null);
    expect(firstRefused === -1 || candidates.slice(firstRefused).every(({ problem }) => problem !== null)).toBe(true);
    expect(candidates[0]?.label).toContain('join → collect');
  });

  it('connects to what was chosen, and the mode is over', () => {
    place('collect', 460, 420);
    startConnecting(drawn(), 'collect');
    takeCandidate();
    expect(edges()).toContain('join>collect');
    expect(isConnecting()).toBe(false);
  });

  it('says why what was chosen cannot be, and stays, so that another can be chosen', () => {
    startConnecting(drawn(), 'sink');
    const before = edges();
    moveCandidate(-1);
    takeCandidate();
    expect(edges()).toEqual(before);
    expect(workspaceStore.getState().toast?.text).toMatch(/\w/);
    expect(isConnecting()).toBe(true);
  });
});

describe('a card on an edge', () => {
  it('is inserted where it fits', () => {
    place('filter', 240, 262);
    drawn();
    insertNodeOn('weather.out>join.observations', 'filter', null);
    expect(edges()).toEqual(expect.arrayContaining(['weather>filter', 'filter>join']));
    expect(edges()).not.toContain('weather>join');
  });

  it('is refused in words where it does not', () => {
    place('tumbling-window', 240, 262, 'second');
    drawn();
    insertNodeOn('weather.out>join.observations', 'second', { x: 10, y: 20 });
    expect(edges()).toContain('weather>join');
    expect(workspaceStore.getState().toast).toMatchObject({ at: { x: 10, y: 20 } });
  });

  it('is not meant for an edge while it is far from all, or has no way through', () => {
    const scene = drawn();
    const middle = scene.edges.get('weather.out>join.observations')?.samples.slice(64, 66);
    const [x = 0, y = 0] = middle ?? [];
    const through = { id: 'new', inputs: [{ id: 'in' }], outputs: [{ id: 'out' }] };
    expect(edgeUnder(scene, through, x, y)).toBe('weather.out>join.observations');
    expect(edgeUnder(scene, through, x, y + 400)).toBeNull();
    expect(edgeUnder(scene, { ...through, outputs: [] }, x, y)).toBeNull();
  });
});

describe('copies', () => {
  it('take the edges among them along, and are what is selected then', () => {
    drawn();
    actions.select(['speeds', 'infer']);
    copySelected();
    paste();
    expect(documents.getState().nodes).toEqual(['speeds-2', 'infer-2']);
    expect(edges()).toContain('speeds-2>infer-2');
  });

  it('step down the canvas when pasted again, instead of hiding each other', () => {
    drawn();
    actions.select(['weather']);
    copySelected();
    paste();
    paste();
    const place = (id: string) => documents.getState().document.nodes.find((node) => node.id === id)?.position;
    expect(place('weather-3')).not.toEqual(place('weather-2'));
  });

  it('of nothing are none', () => {
    actions.select([]);
    const before = documents.getState().document;
    duplicateSelected();
    expect(documents.getState().document).toBe(before);
  });
});

it('removing takes nodes and edges in one step, which one undo brings back', () => {
  const before = documents.getState().document;
  actions.select(['weather'], ['infer.out>sink.in']);
  removeSelected();
  expect(edges()).not.toContain('infer>sink');
  expect(documents.getState().nodes).toEqual([]);
  actions.undo();
  expect(documents.getState().document).toBe(before);
});
