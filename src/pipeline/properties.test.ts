import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canConnect } from './connect.ts';
import type { PipelineDocument } from './document.ts';
import { alignNodes } from './edits/arrange.ts';
import { duplicateNodes } from './edits/clipboard.ts';
import { configAt, setConfig, setSettings } from './edits/config.ts';
import { connect, disconnect, insertOnEdge, reconnect, setPartitioning } from './edits/edges.ts';
import { addIntervention, moveIntervention, removeIntervention } from './edits/interventions.ts';
import { addNode, moveNodes, removeNodes, renameNode, setParallelism, titleNode } from './edits/nodes.ts';
import { edgeId, findCycle, topologicalOrder } from './graph.ts';
import { changesMeaning } from './change-of-meaning.ts';
import { parseDocument } from './parse-document.ts';
import { SAMPLE_KINDS, sampleDocument } from './sample-kinds.ts';
import { readShareLink, writeShareLink } from './share-link.ts';
import { endGesture, recordEdit, redo, startHistory, undo } from './undo.ts';
import { validate } from './validate.ts';

type Edit = (document: PipelineDocument) => PipelineDocument;

const number = fc.nat(30);
const nth = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % Math.max(1, items.length)];
const nodeAt = (document: PipelineDocument, index: number) => nth(document.nodes, index)?.id ?? 'nobody';
const edgeAt = (document: PipelineDocument, index: number) => {
  const edge = nth(document.edges, index);
  return edge === undefined ? 'nothing' : edgeId(edge);
};
const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const outPort = fc.constantFrom('out', 'late');
const inPort = fc.constantFrom('in', 'left', 'right', 'table');
const json = fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const configPath = fc
  .tuple(
    fc.constantFrom('key', 'size', 'trim', 'other'),
    fc.array(fc.oneof(fc.constantFrom('a', 'b'), fc.constant(0)), { maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest]);
const title = fc.string({ maxLength: 90 });
const newId = fc.oneof(fc.constantFrom('mean', 'tm-1', 'settings', 'fresh'), fc.string({ maxLength: 45 }));

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...SAMPLE_KINDS), at: point }).map(
    ({ kind, at }): Edit =>
      (d) =>
        addNode(d, kind.spec, at),
  ),
  fc.record({ from: number, to: number, out: outPort, into: inPort }).map(
    ({ from, to, out, into }): Edit =>
      (d) =>
        connect(d, { node: nodeAt(d, from), port: out }, { node: nodeAt(d, to), port: into }),
  ),
  fc.record({ edge: number, from: number, to: number, into: inPort }).map(
    ({ edge, from, to, into }): Edit =>
      (d) =>
        reconnect(d, edgeAt(d, edge), { node: nodeAt(d, from), port: 'out' }, { node: nodeAt(d, to), port: into }),
  ),
  fc.record({ edge: number, node: number }).map(
    ({ edge, node }): Edit =>
      (d) =>
        insertOnEdge(d, edgeAt(d, edge), nodeAt(d, node), { input: 'in', output: 'out' }),
  ),
  number.map(
    (edge): Edit =>
      (d) =>
        disconnect(d, [edgeAt(d, edge)]),
  ),
  fc.tuple(number, fc.constantFrom('forward' as const, 'broadcast' as const, null)).map(
    ([edge, partitioning]): Edit =>
      (d) =>
        setPartitioning(d, edgeAt(d, edge), partitioning),
  ),
  number.map(
    (node): Edit =>
      (d) =>
        removeNodes(d, [nodeAt(d, node)]),
  ),
  fc.tuple(number, point).map(
    ([node, at]): Edit =>
      (d) =>
        moveNodes(d, new Map([[nodeAt(d, node), at]])),
  ),
  fc.tuple(number, newId).map(
    ([node, id]): Edit =>
      (d) =>
        renameNode(d, nodeAt(d, node), id).document,
  ),
  fc.tuple(number, title).map(
    ([node, text]): Edit =>
      (d) =>
        titleNode(d, nodeAt(d, node), text).document,
  ),
  fc.tuple(number, fc.integer({ min: -1, max: 20 })).map(
    ([node, p]): Edit =>
      (d) =>
        setParallelism(d, nodeAt(d, node), p).document,
  ),
  fc.tuple(number, configPath, json).map(
    ([node, path, value]): Edit =>
      (d) =>
        setConfig(d, nodeAt(d, node), path, value),
  ),
  fc.tuple(fc.constantFrom('seed', 'taskManagers', 'profile'), json).map(
    ([name, value]): Edit =>
      (d) =>
        setSettings(d, [name], value).document,
  ),
  fc.array(number, { maxLength: 4 }).map(
    (nodes): Edit =>
      (d) =>
        duplicateNodes(
          d,
          nodes.map((n) => nodeAt(d, n)),
        ).document,
  ),
  fc.tuple(number, number).map(
    ([one, other]): Edit =>
      (d) =>
        alignNodes(d, [nodeAt(d, one), nodeAt(d, other)], 'middle', new Map()),
  ),
  fc.tuple(number, fc.double({ min: -10, max: 1e9, noNaN: true })).map(
    ([node, at]): Edit =>
      (d) =>
        addIntervention(d, { kind: 'kill', target: nodeAt(d, node), at }).document,
  ),
  fc.tuple(number, fc.nat(1e9)).map(
    ([node, at]): Edit =>
      (d) =>
        addIntervention(d, { kind: 'slow', target: `${nodeAt(d, node)}/0`, at, factor: 3 }).document,
  ),
  fc.tuple(number, fc.double()).map(
    ([index, at]): Edit =>
      (d) =>
        moveIntervention(d, index, at),
  ),
  number.map(
    (index): Edit =>
      (d) =>
        removeIntervention(d, index),
  ),
);
const edits = fc.array(edit, { maxLength: 40 });
const drawn = edits.map((list) => list.reduce((document, change) => change(document), sampleDocument()));

describe('whatever edits are made', () => {
  it('the document can be written and read again without a problem', () => {
    fc.assert(
      fc.property(drawn, (document) => {
        expect(parseDocument(JSON.stringify(document))).toEqual({ document, problems: [] });
      }),
    );
  });

  it('no input is fed twice, no circle closed, and no fault left without its node', () => {
    fc.assert(
      fc.property(drawn, (document) => {
        const ids = document.nodes.map(({ id }) => id);
        const fed = document.edges.map(({ to }) => `${to.node}.${to.port}`);
        expect(new Set(fed).size).toBe(fed.length);
        expect(findCycle(ids, document.edges)).toEqual([]);
        expect(topologicalOrder(ids, document.edges)).toHaveLength(ids.length);
        for (const { target } of document.interventions) expect([...ids, 'nobody']).toContain(target.split('/')[0]);
      }),
    );
  });

  it('no edit changes the document that it was given', () => {
    fc.assert(
      fc.property(drawn, edit, (document, change) => {
        const before = JSON.stringify(document);
        change(document);
        expect(JSON.stringify(document)).toBe(before);
      }),
    );
  });

  it('validation has an answer: a plan or problems with a place, words and a hint, never both', () => {
    fc.assert(
      fc.property(drawn, (document) => {
        const { plan, problems } = validate(document, SAMPLE_KINDS);
        expect(plan === null).toBe(problems.length > 0);
        const places = [
          ...document.nodes.map(({ id }) => id),
          ...document.edges.map(edgeId),
          'document',
          'interventions',
        ];
        for (const { where, message, hint } of problems) {
          expect(places).toContain(where);
          expect(message).not.toBe('');
          expect(hint).not.toBe('');
        }
      }),
    );
  });

  it('an edge that may be drawn is drawn, and brings no problem of its own', () => {
    fc.assert(
      fc.property(drawn, (document) => {
        // The newest nodes, for theirs are the ports that are still free.
        const ends = document.nodes.slice(-8).map(({ id, kind }) => ({ id, face: faceOf(kind) }));
        const starts = ends.flatMap(({ id, face }) => face.outputs.map((port) => ({ node: id, port: port.id })));
        const targets = ends.flatMap(({ id, face }) => face.inputs.map((port) => ({ node: id, port: port.id })));
        const allowed = starts.flatMap((from) =>
          targets.filter((to) => canConnect(document, SAMPLE_KINDS, from, to).ok).map((to) => ({ from, to })),
        );
        for (const { from, to } of allowed) {
          const connected = connect(document, from, to);
          expect(connected.edges).toHaveLength(document.edges.length + 1);
          const { problems } = validate(connected, SAMPLE_KINDS);
          expect(problems.filter(({ where }) => where === edgeId({ from, to }))).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('undoing leads back to the start and redoing to the end, and each takes back the other', () => {
    fc.assert(
      fc.property(edits, (list) => {
        let history = startHistory(sampleDocument());
        for (const change of list) history = endGesture(recordEdit(history, change(history.present)));
        let back = history;
        for (const _ of history.past) {
          const earlier = undo(back);
          expect(redo(earlier)).toEqual(back);
          back = earlier;
        }
        expect(back.present).toEqual(sampleDocument());
        for (const _ of history.past) back = redo(back);
        expect(back).toEqual(history);
      }),
    );
  });

  it('moving cards never changes the meaning', () => {
    fc.assert(
      fc.property(drawn, number, point, (document, node, at) => {
        expect(changesMeaning(document, moveNodes(document, new Map([[nodeAt(document, node), at]])))).toBe(false);
      }),
    );
  });

  it('a share link brings the same document', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (document) => {
        const link = await writeShareLink(document);
        expect(link.kind === 'link' && (await readShareLink(link.hash))).toEqual({ document, problems: [] });
      }),
      { numRuns: 40 },
    );
  });

  it('what is set in a configuration is found there again', () => {
    fc.assert(
      fc.property(drawn, number, configPath, json, (document, node, path, value) => {
        const id = nodeAt(document, node);
        const set = setConfig(document, id, path, value);
        if (id === 'nobody') expect(set).toBe(document);
        else expect(configAt(set, id, path)).toEqual(value);
      }),
    );
  });
});

function faceOf(kind: string) {
  const found = SAMPLE_KINDS.find(({ spec }) => spec.kind === kind);
  if (found === undefined) throw new Error(`no kind ${kind}`);
  return found.spec;
}
