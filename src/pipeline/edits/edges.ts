/**
 * Edits of edges. None makes a document worse than it was: an input takes one edge, and no circle is closed.
 * An edge that would is not made and the document stays as it is; `canConnect` says why.
 */
import type { Partitioning } from '../../operators/kind.ts';
import type { PipelineDocument, PipelineEdge } from '../document.ts';
import { edgeId, type PortRef, pathBetween } from '../graph.ts';
import { roomFor } from './checked-edit.ts';

export function connect(
  document: PipelineDocument,
  from: PortRef,
  to: PortRef,
  partitioning?: Partitioning,
): PipelineDocument {
  const known = [from, to].every((end) => document.nodes.some(({ id }) => id === end.node));
  const taken = document.edges.some((edge) => edge.to.node === to.node && edge.to.port === to.port);
  const closesCircle = pathBetween(document.edges, to.node, from.node).length > 0;
  if (!known || taken || closesCircle || roomFor(document, { edges: 1 }) !== null) return document;
  const edge: PipelineEdge = {
    from: portOf(from),
    to: portOf(to),
    ...(partitioning === undefined ? {} : { partitioning }),
  };
  return { ...document, edges: [...document.edges, edge] };
}

/** `ids` are those of `edgeId`. */
export function disconnect(document: PipelineDocument, ids: readonly string[]): PipelineDocument {
  const edges = document.edges.filter((edge) => !ids.includes(edgeId(edge)));
  return edges.length === document.edges.length ? document : { ...document, edges };
}

/** Takes an end of an edge elsewhere. Its partitioning goes with it only while it leads to the same port. */
export function reconnect(document: PipelineDocument, id: string, from: PortRef, to: PortRef): PipelineDocument {
  const edge = document.edges.find((candidate) => edgeId(candidate) === id);
  if (edge === undefined || edgeId({ from, to }) === id) return document;
  const without = disconnect(document, [id]);
  const keepsPort = edge.to.node === to.node && edge.to.port === to.port;
  const moved = connect(without, from, to, keepsPort ? edge.partitioning : undefined);
  return moved === without ? document : moved;
}

/** `null` leaves the choice to the input port. */
export function setPartitioning(
  document: PipelineDocument,
  id: string,
  partitioning: Partitioning | null,
): PipelineDocument {
  const edges = document.edges.map((edge) => {
    if (edgeId(edge) !== id || (edge.partitioning ?? null) === partitioning) return edge;
    const { from, to } = edge;
    return partitioning === null ? { from, to } : { from, to, partitioning };
  });
  return edges.every((edge, index) => edge === document.edges[index]) ? document : { ...document, edges };
}

/** Leads an edge through a node that is on the canvas: `a → b` becomes `a → node → b`. */
export function insertOnEdge(
  document: PipelineDocument,
  id: string,
  node: string,
  ports: { readonly input: string; readonly output: string },
): PipelineDocument {
  const edge = document.edges.find((candidate) => edgeId(candidate) === id);
  if (edge === undefined) return document;
  const open = disconnect(document, [id]);
  const entered = connect(open, edge.from, { node, port: ports.input });
  const left = connect(entered, { node, port: ports.output }, edge.to, edge.partitioning);
  return entered === open || left === entered ? document : left;
}

function portOf({ node, port }: PortRef): PortRef {
  return { node, port };
}
