/** Edits of nodes. Each takes a document and gives another; a node that is not there changes nothing. */
import type { OperatorFace } from '../../operators/kind.ts';
import { DOCUMENT_LIMITS, type PipelineDocument, type PipelineNode } from '../document.ts';
import { type CheckedEdit, checkEdit, refuseEdit, roomFor } from './checked-edit.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An id that no node has yet: `window`, `window-2`, `window-3`, … */
export function freeId(taken: readonly { readonly id: string }[], wanted: string): string {
  const stem = stemOf(wanted);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = `${stem.slice(0, DOCUMENT_LIMITS.idLength - suffix.length)}${suffix}`;
    if (!taken.some((node) => node.id === id)) return id;
  }
}

/** Ask `roomFor` first: a full document stays as it is. The kind's own parallelism is written where it is not the job's. */
export function addNode(
  document: PipelineDocument,
  face: Pick<OperatorFace, 'kind' | 'defaultParallelism'>,
  position: Point,
  id: string = freeId(document.nodes, face.kind),
): PipelineDocument {
  if (roomFor(document, { nodes: 1 }) !== null || document.nodes.some((node) => node.id === id)) return document;
  const { defaultParallelism } = face;
  const own = defaultParallelism === document.settings.parallelism ? {} : { parallelism: defaultParallelism };
  const node: PipelineNode = { id, kind: face.kind, config: {}, ...own, position: roundPoint(position) };
  return { ...document, nodes: [...document.nodes, node] };
}

/** Their edges go with them, and what was going to be done to them. */
export function removeNodes(document: PipelineDocument, ids: readonly string[]): PipelineDocument {
  if (!document.nodes.some(({ id }) => ids.includes(id))) return document;
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => !ids.includes(id)),
    edges: document.edges.filter(({ from, to }) => !ids.includes(from.node) && !ids.includes(to.node)),
    interventions: document.interventions.filter(({ target }) => !ids.includes(nodeOfTarget(target))),
  };
}

/** Positions by node id, in canvas units; they are kept to whole numbers. */
export function moveNodes(document: PipelineDocument, positions: ReadonlyMap<string, Point>): PipelineDocument {
  return changeNodes(document, (node) => {
    const to = positions.get(node.id);
    if (to === undefined) return node;
    const position = roundPoint(to);
    return position.x === node.position.x && position.y === node.position.y ? node : { ...node, position };
  });
}

/** Changes the id wherever it stands: in edges and in the targets of interventions. */
export function renameNode(document: PipelineDocument, id: string, newId: string): CheckedEdit {
  if (id === newId || !document.nodes.some((node) => node.id === id)) return { document, problems: [] };
  if (document.nodes.some((node) => node.id === newId)) {
    const message = `Another node is called “${newId}” already.`;
    return refuseEdit(document, {
      where: id,
      field: 'id',
      message,
      hint: `“${freeId(document.nodes, newId)}” is free.`,
    });
  }
  const renamed = (name: string) => (name === id ? newId : name);
  const edited = checkEdit(document, {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, id: renamed(node.id) })),
    edges: document.edges.map((edge) => ({
      ...edge,
      from: { ...edge.from, node: renamed(edge.from.node) },
      to: { ...edge.to, node: renamed(edge.to.node) },
    })),
    interventions: document.interventions.map((intervention) => ({
      ...intervention,
      target: intervention.target.replace(/^[^/]*/, renamed),
    })),
  });
  // The new name is wrong in several places; the person made one mistake, and made it at the old name.
  const problem = edited.problems.find(({ field }) => field === 'id');
  return problem === undefined ? edited : refuseEdit(document, { ...problem, where: id });
}

/** An empty title gives the node its kind's again. */
export function titleNode(document: PipelineDocument, id: string, title: string): CheckedEdit {
  return checkEdit(
    document,
    changeNodes(document, (node) => {
      if (node.id !== id) return node;
      const { title: _, ...rest } = node;
      return title.trim() === '' ? rest : { ...rest, title: title.trim() };
    }),
  );
}

/** `null` gives the node the job's parallelism. */
export function setParallelism(document: PipelineDocument, id: string, parallelism: number | null): CheckedEdit {
  return checkEdit(
    document,
    changeNodes(document, (node) => {
      if (node.id !== id) return node;
      const { parallelism: _, ...rest } = node;
      return parallelism === null ? rest : { ...rest, parallelism };
    }),
  );
}

/** Keeps the document itself when no node changed, so that nothing downstream takes notice. */
export function changeNodes(
  document: PipelineDocument,
  change: (node: PipelineNode) => PipelineNode,
): PipelineDocument {
  const nodes = document.nodes.map(change);
  return nodes.every((node, index) => node === document.nodes[index]) ? document : { ...document, nodes };
}

export function nodeOfTarget(target: string): string {
  return target.split('/')[0] ?? target;
}

/** Adding 0 turns the −0 of rounding into 0: JSON knows no −0. */
export function roundPoint({ x, y }: Point): Point {
  return { x: Math.round(x) + 0, y: Math.round(y) + 0 };
}

/** Stems that would lead to no id, or to one that names something else in texts. */
const RESERVED_STEMS: readonly string[] = ['', 'tm', 'document', 'settings', 'interventions'];

/** Makes an id's stem of any kind's name, and of `window-2` the stem `window`. */
function stemOf(wanted: string): string {
  const plain = wanted
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/(-\d+)+$/, '')
    .replace(/-+$/, '');
  return RESERVED_STEMS.includes(plain) ? 'node' : plain;
}
