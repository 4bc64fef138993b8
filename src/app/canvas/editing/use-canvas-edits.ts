/** What React Flow reports, turned into edits of the drawing: moving, selecting, connecting, inserting. */
import type {
  Connection,
  Edge,
  EdgeChange,
  FinalConnectionState,
  Node,
  NodeChange,
  ReactFlowProps,
} from '@xyflow/react';
import { useCallback, useState } from 'react';
import { connect } from '../../../pipeline/edits/edges.ts';
import { moveNodes } from '../../../pipeline/edits/nodes.ts';
import { documents } from '../../stores/documents.ts';
import { announce, setWorkspace } from '../../stores/workspace-store.ts';
import { canvasHandle } from '../canvas-handle.ts';
import type { Position } from '../scene.ts';
import { sceneStore } from '../scene-store.ts';
import { insertNodeOn } from './commands.ts';
import { connectionProblem, connectOrSay, connectToCard } from './connecting.ts';
import { edgeUnder, markInsertTarget } from './insert-target.ts';

const NONE: ReadonlyMap<string, Position> = new Map();

type FlowEvents = Pick<
  ReactFlowProps,
  | 'onNodesChange'
  | 'onEdgesChange'
  | 'onConnect'
  | 'onConnectEnd'
  | 'isValidConnection'
  | 'onNodeDrag'
  | 'onNodeDragStop'
  | 'onNodeClick'
  | 'onPaneClick'
>;

export interface CanvasEdits extends Required<FlowEvents> {
  readonly dragged: ReadonlyMap<string, Position>;
}

export function useCanvasEdits(): CanvasEdits {
  const [dragged, setDragged] = useState(NONE);

  const onNodesChange = useCallback((changes: NodeChange[]) => {
    const moved = new Map<string, Position>();
    for (const change of changes)
      if (change.type === 'position' && change.position !== undefined && change.dragging === true)
        moved.set(change.id, change.position);
    if (moved.size > 0) setDragged((before) => new Map([...before, ...moved]));
    const chosen = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
    if (chosen.length > 0) applySelection('nodes', chosen);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    const chosen = changes.flatMap((change) => (change.type === 'select' ? [change] : []));
    if (chosen.length > 0) applySelection('edges', chosen);
  }, []);

  const onNodeDrag = useCallback((_: unknown, node: Node, nodes: Node[]) => {
    markInsertTarget(nodes.length === 1 ? targetOf(node) : null);
  }, []);

  const onNodeDragStop = useCallback((event: MouseEvent | TouchEvent | React.MouseEvent, node: Node, nodes: Node[]) => {
    const target = nodes.length === 1 ? targetOf(node) : null;
    markInsertTarget(null);
    documents.actions.edit((document) => moveNodes(document, new Map(nodes.map(({ id, position }) => [id, position]))));
    documents.actions.endGesture();
    setDragged(NONE);
    if (target !== null) insertNodeOn(target, node.id, pointerOf(event));
  }, []);

  return {
    dragged,
    onNodesChange,
    onEdgesChange,
    onNodeDrag,
    onNodeDragStop,
    onConnect,
    onConnectEnd,
    isValidConnection,
    onNodeClick,
    onPaneClick,
  };
}

/** Only a card that nothing is connected to is inserted; another is merely being moved. */
function targetOf({ id, position, width = 0, height = 0 }: Node): string | null {
  const { scene } = sceneStore.getState();
  const card = scene.cards.get(id);
  const isConnected = documents.getState().document.edges.some(({ from, to }) => from.node === id || to.node === id);
  return card === undefined || isConnected
    ? null
    : edgeUnder(scene, card, position.x + width / 2, position.y + height / 2);
}

function applySelection(
  what: 'nodes' | 'edges',
  changes: readonly { readonly id: string; readonly selected: boolean }[],
): void {
  const { nodes, edges } = documents.getState();
  const before = what === 'nodes' ? nodes : edges;
  const after = [...before.filter((id) => !changes.some((change) => change.id === id && !change.selected))];
  for (const { id, selected } of changes) if (selected && !after.includes(id)) after.push(id);
  if (what === 'nodes') documents.actions.select(after, edges);
  else documents.actions.select(nodes, after);
}

function isValidConnection(connection: Connection | Edge): boolean {
  const ends = endsOf(connection);
  return ends !== null && connectionProblem(ends.from, ends.to) === null;
}

function onConnect(connection: Connection): void {
  const ends = endsOf(connection);
  if (ends === null) return;
  documents.actions.edit((document) => connect(document, ends.from, ends.to));
  announce(`${ends.from.node} connected to ${ends.to.node}.`);
}

/** Let go at a port that refuses: why. Let go over a card: its best port. */
function onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState): void {
  if (state.isValid === true || state.fromHandle === null || state.fromNode === null) return;
  const pointer = pointerOf(event);
  const end = { node: state.fromNode.id, port: state.fromHandle.id ?? '' };
  const isOutput = state.fromHandle.type === 'source';
  if (state.toHandle !== null && state.toNode !== null && state.toNode.id !== end.node) {
    const other = { node: state.toNode.id, port: state.toHandle.id ?? '' };
    if (state.toHandle.type === state.fromHandle.type) return connectToNode(end, isOutput, state.toNode.id, pointer);
    connectOrSay(isOutput ? end : other, isOutput ? other : end, pointer);
    return;
  }
  const at = canvasHandle()?.toCanvas(pointer.x, pointer.y) ?? null;
  const card =
    at === null
      ? undefined
      : [...sceneStore.getState().scene.cards.values()].find(
          ({ x, y, width, height }) => at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height,
        );
  if (card !== undefined && card.id !== end.node) connectToCard(end, isOutput, card, pointer);
}

function connectToNode(
  end: { readonly node: string; readonly port: string },
  isOutput: boolean,
  node: string,
  pointer: { readonly x: number; readonly y: number },
): void {
  const card = sceneStore.getState().scene.cards.get(node);
  if (card !== undefined) connectToCard(end, isOutput, card, pointer);
}

/** Below 900 px the inspector is a sheet: it opens for the card that was tapped. */
function onNodeClick(): void {
  setWorkspace({ isInspectorOpen: true });
}

function onPaneClick(): void {
  documents.actions.select([]);
}

function endsOf({ source, sourceHandle, target, targetHandle }: Connection | Edge) {
  if (sourceHandle == null || targetHandle == null) return null;
  return { from: { node: source, port: sourceHandle }, to: { node: target, port: targetHandle } };
}

function pointerOf(event: MouseEvent | TouchEvent | React.MouseEvent): { readonly x: number; readonly y: number } {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}
