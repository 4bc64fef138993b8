/** Copy, paste and duplicate. What is copied is a document itself, so it is read as any other is. */
import type { PipelineDocument, PipelineNode } from '../document.ts';
import { roomFor } from './checked-edit.ts';
import { freeId, type Point, roundPoint } from './nodes.ts';

/** The document with these nodes and the edges between them alone; nothing that is done to a run is copied. */
export function copyNodes(document: PipelineDocument, ids: readonly string[]): PipelineDocument {
  const inner = (node: string) => ids.includes(node);
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => inner(id)),
    edges: document.edges.filter(({ from, to }) => inner(from.node) && inner(to.node)),
    interventions: [],
    notes: '',
  };
}

export interface Pasted {
  readonly document: PipelineDocument;
  /** Ids of the new nodes, in the order of the copied ones; empty when there was no room (see `roomFor`). */
  readonly ids: readonly string[];
}

/** Adds the copied nodes under fresh ids, moved by `offset`. */
export function pasteNodes(document: PipelineDocument, copied: PipelineDocument, offset: Point): Pasted {
  const more = { nodes: copied.nodes.length, edges: copied.edges.length };
  if (copied.nodes.length === 0 || roomFor(document, more) !== null) return { document, ids: [] };
  const fresh = new Map<string, string>();
  const nodes: PipelineNode[] = [...document.nodes];
  for (const node of copied.nodes) {
    const id = freeId(nodes, node.id);
    fresh.set(node.id, id);
    const position = roundPoint({ x: node.position.x + offset.x, y: node.position.y + offset.y });
    nodes.push({ ...node, id, position });
  }
  const edges = copied.edges.map((edge) => ({
    ...edge,
    from: { ...edge.from, node: fresh.get(edge.from.node) ?? edge.from.node },
    to: { ...edge.to, node: fresh.get(edge.to.node) ?? edge.to.node },
  }));
  return { document: { ...document, nodes, edges: [...document.edges, ...edges] }, ids: [...fresh.values()] };
}

/** Down and to the right, so that the copy is seen to be there. */
export const DUPLICATE_OFFSET: Point = { x: 40, y: 40 };

export function duplicateNodes(document: PipelineDocument, ids: readonly string[]): Pasted {
  return pasteNodes(document, copyNodes(document, ids), DUPLICATE_OFFSET);
}
