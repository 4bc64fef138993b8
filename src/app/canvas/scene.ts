/** Everything on the canvas that has a place: cards, ports and edges. What is drawn on top asks it where things are. */
import type { StreamName } from '../../operators/kind.ts';
import type { PipelineDocument } from '../../pipeline/document.ts';
import { edgeId } from '../../pipeline/graph.ts';
import type { CardFace } from './cards/card-face.ts';
import { type Anchor, type Anchors, anchorKey, type CardBox, placeAnchors } from './geometry/anchors.ts';
import { edgeStreams } from './edges/edge-streams.ts';
import { type CurveSamples, curvePath, edgeCurve, SAMPLES, sampleCurve } from './geometry/edge-curve.ts';

export interface Scene {
  readonly cards: ReadonlyMap<string, PlacedCard>;
  readonly anchors: Anchors;
  readonly edges: ReadonlyMap<string, PlacedEdge>;
}

export interface PlacedCard extends CardFace {
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly id: string;
  readonly from: string;
  readonly fromPort: string;
  readonly to: string;
  readonly toPort: string;
  /** That of the records on it (see `edgeStreams`). */
  readonly stream: StreamName;
  readonly start: Anchor;
  readonly end: Anchor;
  readonly path: string;
  readonly samples: CurveSamples;
  /** 1 where the curve runs under a card and nothing is drawn above it. */
  readonly isCovered: Uint8Array;
}

export interface Position {
  readonly x: number;
  readonly y: number;
}

export const EMPTY_SCENE: Scene = { cards: new Map(), anchors: new Map(), edges: new Map() };

/** `dragged` are the places of cards that are being moved, of which the document does not know yet. */
export function placeScene(
  document: PipelineDocument,
  faces: readonly CardFace[],
  dragged: ReadonlyMap<string, Position>,
): Scene {
  const cards = new Map<string, PlacedCard>();
  for (const [index, node] of document.nodes.entries()) {
    const face = faces[index];
    const { x, y } = dragged.get(node.id) ?? node.position;
    if (face !== undefined) cards.set(node.id, { ...face, x, y });
  }
  const boxes = [...cards.values()].map(boxOf);
  const anchors = placeAnchors(boxes, document.edges);
  const streams = edgeStreams(document.edges, cards);
  const edges = new Map<string, PlacedEdge>();
  for (const edge of document.edges) {
    const start = anchors.get(anchorKey(edge.from.node, 'out', edge.from.port));
    const end = anchors.get(anchorKey(edge.to.node, 'in', edge.to.port));
    if (start === undefined || end === undefined) continue;
    const curve = edgeCurve(start, end);
    const samples = sampleCurve(curve);
    const id = edgeId(edge);
    edges.set(id, {
      id,
      from: edge.from.node,
      fromPort: edge.from.port,
      to: edge.to.node,
      toPort: edge.to.port,
      stream: streams.get(id) ?? 'shipments',
      start,
      end,
      path: curvePath(curve),
      samples,
      isCovered: coveredSamples(samples, boxes),
    });
  }
  return { cards, anchors, edges };
}

function boxOf(card: PlacedCard): CardBox {
  return { ...card, inputs: card.inputs.map(({ id }) => id), outputs: card.outputs.map(({ id }) => id) };
}

function coveredSamples(samples: CurveSamples, boxes: readonly CardBox[]): Uint8Array {
  const covered = new Uint8Array(SAMPLES + 1);
  for (let i = 0; i <= SAMPLES; i++) {
    const x = samples[i * 2] ?? 0;
    const y = samples[i * 2 + 1] ?? 0;
    // Strictly inside: an edge begins and ends on the border of its own cards.
    const isInside = boxes.some(
      (box) => x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1,
    );
    covered[i] = isInside ? 1 : 0;
  }
  return covered;
}
