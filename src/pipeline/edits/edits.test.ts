import { describe, expect, it } from 'vitest';
import type { PipelineDocument } from '../document.ts';
import { edgeId } from '../graph.ts';
import { SAMPLE_JSON, SAMPLE_KINDS, sampleDocument } from '../sample-kinds.ts';
import { validate } from '../validate.ts';
import { type Alignment, alignNodes, distributeNodes } from './arrange.ts';
import { roomFor } from './checked-edit.ts';
import { copyNodes, duplicateNodes, pasteNodes } from './clipboard.ts';
import { configAt, setConfig, setNotes, setSettings, titleDocument } from './config.ts';
import { connect, disconnect, insertOnEdge, reconnect, setPartitioning } from './edges.ts';
import { addIntervention, moveIntervention, removeIntervention } from './interventions.ts';
import { addNode, freeId, moveNodes, removeNodes, renameNode, setParallelism, titleNode } from './nodes.ts';

const sample = sampleDocument({
  ...SAMPLE_JSON,
  interventions: [
    { kind: 'kill', target: 'mean/1', at: 5 },
    { kind: 'silence', target: 'orders/p3', at: 7 },
    { kind: 'kill', target: 'tm-1', at: 9 },
  ],
});
const ids = (document: PipelineDocument) => document.nodes.map(({ id }) => id);
const edges = (document: PipelineDocument) => document.edges.map(edgeId);
const port = (node: string, name: string) => ({ node, port: name });
const face = (kind: string, defaultParallelism = 2) => ({ kind, defaultParallelism });

describe('nodes', () => {
  const freeIds: readonly [string, readonly string[], string][] = [
    ['window', [], 'window'],
    ['window', ['window'], 'window-2'],
    ['window-2', ['window', 'window-2'], 'window-3'],
    ['Interval Join', [], 'interval-join'],
    ['7 up', [], 'up'],
    ['tm-1', [], 'node'],
    ['settings', ['node'], 'node-2'],
    ['x'.repeat(50), ['x'.repeat(40)], `${'x'.repeat(38)}-2`],
  ];
  it.each(freeIds)('finds an id for %s that none of %j has', (wanted, taken, id) => {
    expect(
      freeId(
        taken.map((other) => ({ id: other })),
        wanted,
      ),
    ).toBe(id);
  });

  it('are added with an id of their own and the parallelism of their kind', () => {
    const once = addNode(sample, face('mean', 1), { x: 10.4, y: -0.2 });
    expect(once.nodes.at(-1)).toEqual({
      id: 'mean-2',
      kind: 'mean',
      config: {},
      parallelism: 1,
      position: { x: 10, y: 0 },
    });
    expect(addNode(once, face('mean', 2), { x: 0, y: 0 }).nodes.at(-1)).not.toHaveProperty('parallelism');
  });

  it('take their edges and their faults with them when they go', () => {
    const rest = removeNodes(sample, ['mean', 'orders']);
    expect(ids(rest)).toEqual(['keep', 'sink']);
    expect(edges(rest)).toEqual([]);
    expect(rest.interventions).toEqual([{ kind: 'kill', target: 'tm-1', at: 9 }]);
  });

  it('are renamed wherever they are named', () => {
    const { document, problems } = renameNode(sample, 'mean', 'average');
    expect(problems).toEqual([]);
    expect(ids(document)).toEqual(['orders', 'keep', 'average', 'sink']);
    expect(edges(document)).toEqual(['orders.out>keep.in', 'keep.out>average.in', 'average.out>sink.in']);
    expect(document.interventions.map(({ target }) => target)).toEqual(['average/1', 'orders/p3', 'tm-1']);
    expect(validate(document, SAMPLE_KINDS).problems).toEqual([]);
  });

  it.each([
    ['sink', /called “sink” already/],
    ['Not An Id', /small letter/],
    ['tm-4', /taken/],
  ])('are not renamed to %s', (newId, message) => {
    const { document, problems } = renameNode(sample, 'mean', newId);
    expect(document).toBe(sample);
    expect(problems).toEqual([
      expect.objectContaining({ where: 'mean', field: 'id', message: expect.stringMatching(message) }),
    ]);
  });

  it('get a title, and their kind’s again when it is emptied', () => {
    const titled = titleNode(sample, 'mean', '  Average ').document;
    expect(titled.nodes[2]?.title).toBe('Average');
    expect(titleNode(titled, 'mean', '').document.nodes[2]).not.toHaveProperty('title');
    expect(titleNode(sample, 'mean', 'x'.repeat(81)).problems).toMatchObject([{ where: 'mean', field: 'title' }]);
  });

  it('get a parallelism within its limits', () => {
    const set = setParallelism(sample, 'mean', 4).document;
    expect(set.nodes[2]?.parallelism).toBe(4);
    expect(setParallelism(set, 'mean', null).document.nodes[2]).not.toHaveProperty('parallelism');
    expect(setParallelism(sample, 'mean', 17)).toMatchObject({ document: sample, problems: [{ where: 'mean' }] });
  });

  it('leave the very same document when nothing changes', () => {
    expect(moveNodes(sample, new Map([['mean', { x: 600.2, y: 0 }]]))).toBe(sample);
    expect(moveNodes(sample, new Map([['ghost', { x: 1, y: 1 }]]))).toBe(sample);
    expect(removeNodes(sample, ['ghost'])).toBe(sample);
  });

  it('are no more than a document holds', () => {
    let full = sample;
    while (full.nodes.length < 60) full = addNode(full, face('keep'), { x: 0, y: 0 });
    expect(addNode(full, face('keep'), { x: 0, y: 0 })).toBe(full);
    expect(duplicateNodes(full, ['mean'])).toEqual({ document: full, ids: [] });
    expect(roomFor(full, { nodes: 1 })).toMatchObject({
      field: 'nodes',
      message: expect.stringContaining('at most 60'),
    });
    expect(roomFor(full, { edges: 1 })).toBeNull();
  });
});

describe('edges', () => {
  it('are drawn and removed', () => {
    const open = disconnect(sample, ['mean.out>sink.in']);
    expect(edges(open)).toEqual(['orders.out>keep.in', 'keep.out>mean.in']);
    expect(connect(open, port('mean', 'out'), port('sink', 'in'))).toEqual(sample);
  });

  const refused: readonly [string, string, string][] = [
    ['into an input that is taken', 'orders', 'mean'],
    ['that closes a circle', 'sink', 'orders'],
    ['from a node to itself', 'sink', 'sink'],
    ['to a node that is not there', 'mean', 'ghost'],
  ];
  it.each(refused)('are not drawn %s', (_, from, to) => {
    expect(connect(sample, port(from, 'out'), port(to, to === 'sink' ? 'other' : 'in'))).toBe(sample);
  });

  it('are taken elsewhere, or stay where they were if that cannot be', () => {
    const more = addNode(sample, face('store'), { x: 0, y: 0 }, 'spare');
    expect(edges(reconnect(more, 'mean.out>sink.in', port('mean', 'late'), port('spare', 'in')))).toContain(
      'mean.late>spare.in',
    );
    expect(reconnect(more, 'mean.out>sink.in', port('mean', 'out'), port('keep', 'in'))).toBe(more);
    expect(reconnect(more, 'no>edge', port('mean', 'out'), port('spare', 'in'))).toBe(more);
  });

  it('keep a partitioning only while they lead to the same port', () => {
    const spread = setPartitioning(sample, 'orders.out>keep.in', 'rebalance');
    expect(spread.edges[0]?.partitioning).toBe('rebalance');
    expect(setPartitioning(spread, 'orders.out>keep.in', null)).toEqual(sample);
    const more = addNode(spread, face('keep'), { x: 0, y: 0 }, 'other');
    const moved = reconnect(more, 'orders.out>keep.in', port('orders', 'out'), port('other', 'in'));
    expect(moved.edges.at(-1)).not.toHaveProperty('partitioning');
  });

  it('are led through a node that is put on them', () => {
    const more = addNode(sample, face('keep'), { x: 0, y: 0 }, 'between');
    const led = insertOnEdge(more, 'keep.out>mean.in', 'between', { input: 'in', output: 'out' });
    expect(edges(led)).toEqual([
      'orders.out>keep.in',
      'mean.out>sink.in',
      'keep.out>between.in',
      'between.out>mean.in',
    ]);
    expect(validate(led, SAMPLE_KINDS).problems).toEqual([]);
    expect(insertOnEdge(more, 'keep.out>mean.in', 'orders', { input: 'in', output: 'out' })).toBe(more);
  });
});

describe('settings', () => {
  it('of a node are written at any depth and taken back', () => {
    const set = setConfig(sample, 'mean', ['trim', 'share'], 0.3);
    expect(configAt(set, 'mean', ['trim', 'share'])).toBe(0.3);
    expect(configAt(set, 'mean', ['size'])).toBe(30_000);
    expect(setConfig(set, 'mean', ['trim'], undefined)).toEqual(sample);
  });

  it('of the job are taken only when they are right', () => {
    const { document } = setSettings(sample, ['checkpointing', 'intervalMs'], 1000);
    expect(document.settings.checkpointing).toMatchObject({ intervalMs: 1000, mode: 'exactly-once' });
    expect(setSettings(sample, ['taskManagers'], 9)).toMatchObject({
      document: sample,
      problems: [{ where: 'settings', field: 'taskManagers' }],
    });
    expect(setSettings(sample, ['checkpointing', 'every'], 9)).toMatchObject({
      document: sample,
      problems: [{ where: 'settings', field: 'checkpointing.every' }],
    });
  });

  it('of the job return to their default', () => {
    const { document } = setSettings(setSettings(sample, ['seed'], 7).document, ['seed'], undefined);
    expect(document.settings.seed).toBe(42);
  });

  it('in words are kept within their length', () => {
    expect(titleDocument(sample, 'New').document.title).toBe('New');
    expect(titleDocument(sample, 'x'.repeat(121)).problems).toMatchObject([{ where: 'document', field: 'title' }]);
    expect(setNotes(sample, 'x'.repeat(20_001)).problems).toMatchObject([{ where: 'document', field: 'notes' }]);
  });
});

describe('the clipboard', () => {
  it('holds nodes and the edges between them', () => {
    const copied = copyNodes(sample, ['keep', 'mean']);
    expect(ids(copied)).toEqual(['keep', 'mean']);
    expect(edges(copied)).toEqual(['keep.out>mean.in']);
    expect(copied.interventions).toEqual([]);
  });

  it('is pasted under fresh ids, with its settings and moved', () => {
    const { document, ids: fresh } = pasteNodes(sample, copyNodes(sample, ['keep', 'mean']), { x: 5, y: 6 });
    expect(fresh).toEqual(['keep-2', 'mean-2']);
    expect(edges(document).slice(3)).toEqual(['keep-2.out>mean-2.in']);
    expect(document.nodes[5]).toEqual({ ...sample.nodes[2], id: 'mean-2', position: { x: 605, y: 6 } });
    expect(document.nodes.slice(0, 4)).toEqual(sample.nodes);
  });

  it('gives no two pasted nodes the same id, whatever they were called', () => {
    const copied = { ...sample, nodes: [], edges: [] };
    const two = addNode(addNode(copied, face('a'), { x: 0, y: 0 }, 'a-2'), face('a'), { x: 0, y: 0 }, 'a');
    expect(pasteNodes(copied, two, { x: 0, y: 0 }).ids).toEqual(['a', 'a-2']);
  });
});

describe('arranging', () => {
  const sizes = new Map([
    ['orders', { width: 100, height: 50 }],
    ['keep', { width: 200, height: 100 }],
  ]);
  const scattered = moveNodes(
    sample,
    new Map([
      ['orders', { x: 0, y: 0 }],
      ['keep', { x: 300, y: 80 }],
    ]),
  );
  const cases: readonly [Alignment, object, object][] = [
    ['left', { x: 0, y: 0 }, { x: 0, y: 80 }],
    ['center', { x: 200, y: 0 }, { x: 150, y: 80 }],
    ['right', { x: 400, y: 0 }, { x: 300, y: 80 }],
    ['top', { x: 0, y: 0 }, { x: 300, y: 0 }],
    ['middle', { x: 0, y: 65 }, { x: 300, y: 40 }],
    ['bottom', { x: 0, y: 130 }, { x: 300, y: 80 }],
  ];
  it.each(cases)('aligns at the %s by the sizes of the cards', (alignment, orders, keep) => {
    const aligned = alignNodes(scattered, ['orders', 'keep'], alignment, sizes);
    expect(aligned.nodes.slice(0, 2).map(({ position }) => position)).toEqual([orders, keep]);
    expect(aligned.nodes.slice(2)).toEqual(scattered.nodes.slice(2));
  });

  it('does nothing with a single card', () => {
    expect(alignNodes(scattered, ['keep'], 'left', sizes)).toBe(scattered);
  });

  it('makes gaps equal between the first and the last card', () => {
    const wide = new Map(['orders', 'keep', 'mean'].map((id) => [id, { width: 100, height: 10 }]));
    const spread = distributeNodes(scattered, ['orders', 'keep', 'mean'], 'horizontal', wide);
    expect(spread.nodes.slice(0, 3).map(({ position }) => position.x)).toEqual([0, 300, 600]);
    const uneven = distributeNodes(scattered, ['orders', 'keep', 'mean'], 'horizontal', sizes);
    expect(uneven.nodes.slice(0, 3).map(({ position }) => position.x)).toEqual([0, 250, 600]);
  });
});

describe('interventions', () => {
  it('are added, moved along the run’s time and removed, each by its index', () => {
    const added = addIntervention(sample, { kind: 'slow', target: 'keep', at: 3, factor: 2 }).document;
    expect(added.interventions).toHaveLength(4);
    expect(moveIntervention(added, 3, 12.6).interventions[3]).toMatchObject({ kind: 'slow', at: 13 });
    expect(moveIntervention(added, 0, -4).interventions[0]?.at).toBe(0);
    expect(removeIntervention(added, 3)).toEqual(sample);
  });

  it('at the start stand at 0, not at −0, which no file could bring back', () => {
    expect(addIntervention(sample, { kind: 'kill', target: 'tm-1', at: -0 }).document.interventions[3]?.at).toBe(0);
    expect(moveIntervention(sample, 0, -0.2).interventions[0]?.at).toBe(0);
  });

  it('that are not there, or at no instant, change nothing', () => {
    expect(moveIntervention(sample, 9, 1)).toBe(sample);
    expect(moveIntervention(sample, 0, Number.NaN)).toBe(sample);
    expect(removeIntervention(sample, 9)).toBe(sample);
  });

  it('are refused when they are wrong', () => {
    const { document, problems } = addIntervention(sample, { kind: 'kill', target: 'mean', at: 0.5 });
    expect(document).toBe(sample);
    expect(problems).toMatchObject([{ where: 'interventions', field: '3.at' }]);
  });
});
