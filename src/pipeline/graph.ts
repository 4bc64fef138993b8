/** Questions about the drawing as a graph: what an edge is called, what reaches what, where it runs in a circle. */
import type { PipelineEdge } from './document.ts';

/** One end of an edge: a node's port. */
export interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** An edge has no id of its own in the document: its two ends name it, for an input port takes one edge only. */
export function edgeId(edge: Pick<PipelineEdge, 'from' | 'to'>): string {
  return `${edge.from.node}.${edge.from.port}>${edge.to.node}.${edge.to.port}`;
}

/**
 * Indices of the nodes such that every edge runs forwards. Among nodes that are equally ready the document's
 * order decides, so that equal documents give equal job graphs. `null` when the edges run in a circle.
 */
export function topologicalOrder(ids: readonly string[], edges: readonly PipelineEdge[]): readonly number[] | null {
  const waiting = ids.map((id) => edges.filter((edge) => edge.to.node === id).length);
  const order: number[] = [];
  while (order.length < ids.length) {
    const next = waiting.findIndex((count, index) => count === 0 && !order.includes(index));
    if (next < 0) return null;
    order.push(next);
    for (const edge of edges) {
      if (edge.from.node !== ids[next]) continue;
      const target = ids.indexOf(edge.to.node);
      waiting[target] = (waiting[target] ?? 0) - 1;
    }
  }
  return order;
}

/** Ids along one circle, the first repeated at the end (`a b a`); empty when there is none. */
export function findCycle(ids: readonly string[], edges: readonly PipelineEdge[]): readonly string[] {
  for (const id of ids) {
    for (const edge of edges) {
      if (edge.from.node !== id) continue;
      const back = pathBetween(edges, edge.to.node, id);
      if (back.length > 0) return [id, ...back];
    }
  }
  return [];
}

/** Ids along a shortest way from one node to another, both included; empty when there is no way. */
export function pathBetween(edges: readonly PipelineEdge[], from: string, to: string): readonly string[] {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (const node of queue) {
    if (node === to) return walkBack(cameFrom, to);
    for (const edge of edges) {
      if (edge.from.node !== node || cameFrom.has(edge.to.node)) continue;
      cameFrom.set(edge.to.node, node);
      queue.push(edge.to.node);
    }
  }
  return [];
}

function walkBack(cameFrom: ReadonlyMap<string, string | null>, to: string): readonly string[] {
  const path: string[] = [];
  for (let node: string | null | undefined = to; node !== null && node !== undefined; node = cameFrom.get(node))
    path.unshift(node);
  return path;
}
