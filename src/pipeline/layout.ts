/** Puts the cards where the arrows between them are short and lead from left to right. */
import type { PipelineDocument } from './document.ts';
import type { CardSize } from './edits/arrange.ts';
import { moveNodes, type Point } from './edits/nodes.ts';
import { edgeId } from './graph.ts';

/** Canvas units between columns and between cards of a column. */
export interface LayoutGaps {
  readonly column: number;
  readonly row: number;
}

export const LAYOUT_GAPS: LayoutGaps = { column: 96, row: 40 };

/** For cards that nobody has measured yet. */
export const CARD_SIZE: CardSize = { width: 220, height: 120 };

/** Moves all nodes; the top left corner of the drawing stays. The layout's code is loaded when it is first asked for. */
export async function layOut(
  document: PipelineDocument,
  sizes: ReadonlyMap<string, CardSize>,
  gaps: LayoutGaps = LAYOUT_GAPS,
): Promise<PipelineDocument> {
  if (document.nodes.length === 0) return document;
  const { default: dagre } = await import('@dagrejs/dagre');
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', ranksep: gaps.column, nodesep: gaps.row });
  const sizeOf = (id: string) => sizes.get(id) ?? CARD_SIZE;
  for (const { id } of document.nodes) graph.setNode(id, { ...sizeOf(id) });
  for (const edge of document.edges) graph.setEdge(edge.from.node, edge.to.node, {}, edgeId(edge));
  dagre.layout(graph);
  const corners = document.nodes.map(({ id }) => {
    const { x, y } = graph.node(id);
    const { width, height } = sizeOf(id);
    return { id, x: x - width / 2, y: y - height / 2 };
  });
  const shift = difference(cornerOf(document.nodes.map(({ position }) => position)), cornerOf(corners));
  return moveNodes(document, new Map(corners.map(({ id, x, y }) => [id, { x: x + shift.x, y: y + shift.y }])));
}

function cornerOf(points: readonly Point[]): Point {
  return { x: Math.min(...points.map(({ x }) => x)), y: Math.min(...points.map(({ y }) => y)) };
}

function difference(to: Point, from: Point): Point {
  return { x: to.x - from.x, y: to.y - from.y };
}
