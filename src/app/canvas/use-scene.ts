/** Makes the scene of the drawing, and of it what React Flow wants to hear. */
import type { Edge, Node, NodeHandle } from '@xyflow/react';
import { useLayoutEffect, useMemo } from 'react';
import { operatorViews } from '../../operators/views.ts';
import type { PipelineNode } from '../../pipeline/document.ts';
import type { PlanView } from '../../run/protocol.ts';
import { kindOf, useDocuments } from '../stores/documents.ts';
import { useRun } from '../stores/hooks.ts';
import { cardFace } from './cards/card-face.ts';
import { SIDE_POSITION } from './cards/ports.tsx';
import { anchorKey } from './geometry/anchors.ts';
import { placeScene, type PlacedCard, type Position, type Scene } from './scene.ts';
import { sceneStore } from './scene-store.ts';

/** Cards are known to React Flow by their size and ports, which it need not measure. */
export interface FlowScene {
  readonly nodes: Node[];
  readonly edges: Edge[];
}

export function useFlowScene(dragged: ReadonlyMap<string, Position>): FlowScene {
  const document = useDocuments((state) => state.document);
  const selectedNodes = useDocuments((state) => state.nodes);
  const selectedEdges = useDocuments((state) => state.edges);
  const plan = useRun((state) => state.plan);
  const faces = useMemo(
    () => document.nodes.map((node) => cardFace(node, kindOf(node.kind), hasPicture(node, plan))),
    [document.nodes, plan],
  );
  const scene = useMemo(() => placeScene(document, faces, dragged), [document, faces, dragged]);
  // Before anything is painted: cards and edges read their places from it.
  useLayoutEffect(() => sceneStore.setState({ scene }), [scene]);
  const nodes = useMemo(
    () => [...scene.cards.values()].map((card) => flowNode(card, scene, selectedNodes.includes(card.id))),
    [scene, selectedNodes],
  );
  const edges = useMemo(
    () =>
      [...scene.edges.values()].map(
        (edge): Edge => ({
          id: edge.id,
          type: 'stream',
          source: edge.from,
          sourceHandle: edge.fromPort,
          target: edge.to,
          targetHandle: edge.toPort,
          selected: selectedEdges.includes(edge.id),
          ariaLabel: `Edge from ${edge.from} to ${edge.to}`,
        }),
      ),
    [scene, selectedEdges],
  );
  return { nodes, edges };
}

/** Of a source, its splits, where there are several to compare; of anything else, what its kind brings. */
function hasPicture(node: PipelineNode, plan: PlanView | null): boolean {
  if (kindOf(node.kind)?.spec.role !== 'source') return operatorViews[node.kind] !== undefined;
  return (plan?.nodes.find(({ id }) => id === node.id)?.splits.length ?? 0) > 1;
}

const PORT_SIZE = 9;

function flowNode(card: PlacedCard, { anchors }: Scene, selected: boolean): Node {
  const handle = (direction: 'in' | 'out', port: string): NodeHandle[] => {
    const anchor = anchors.get(anchorKey(card.id, direction, port));
    if (anchor === undefined) return [];
    const corner = { x: anchor.x - card.x - PORT_SIZE / 2, y: anchor.y - card.y - PORT_SIZE / 2 };
    const type = direction === 'in' ? 'target' : 'source';
    return [{ id: port, type, position: SIDE_POSITION[anchor.side], ...corner, width: PORT_SIZE, height: PORT_SIZE }];
  };
  const name = card.qualifier === null ? card.title : `${card.title}, ${card.qualifier}`;
  return {
    id: card.id,
    type: 'card',
    position: { x: card.x, y: card.y },
    data: {},
    width: card.width,
    height: card.height,
    measured: { width: card.width, height: card.height },
    handles: [
      ...card.inputs.flatMap(({ id }) => handle('in', id)),
      ...card.outputs.flatMap(({ id }) => handle('out', id)),
    ],
    selected,
    ariaLabel: `${name}: ${card.summary}`,
  };
}
