/** What can be done to the drawing from the canvas, the palette, a menu or the keyboard. */
import type { OperatorFace } from '../../../operators/kind.ts';
import { roomFor } from '../../../pipeline/edits/checked-edit.ts';
import { copyNodes, duplicateNodes, pasteNodes } from '../../../pipeline/edits/clipboard.ts';
import { disconnect, insertOnEdge } from '../../../pipeline/edits/edges.ts';
import { addNode, moveNodes, type Point, removeNodes } from '../../../pipeline/edits/nodes.ts';
import { type Alignment, alignNodes, distributeNodes } from '../../../pipeline/edits/arrange.ts';
import { layOut } from '../../../pipeline/layout.ts';
import { count } from '../../format.ts';
import { documents } from '../../stores/documents.ts';
import { announce, showToast } from '../../stores/workspace-store.ts';
import { canvasHandle } from '../canvas-handle.ts';
import type { PlacedCard } from '../scene.ts';
import { sceneStore } from '../scene-store.ts';
import { insertionPorts } from './insert-target.ts';

const { actions } = documents;
/** Copies made one after the other step down the canvas instead of hiding each other. */
const PASTE_STEP = 40;
let pasted = 0;

/** Puts a node of this kind there, selected and in focus; its corner is `at`, or a free place in what is seen. */
export function placeNode(face: OperatorFace, at: Point | null): string | null {
  const before = documents.getState().document;
  const refusal = roomFor(before, { nodes: 1 });
  if (refusal !== null) {
    showToast(refusal.message, refusal.hint);
    return null;
  }
  actions.edit((document) => addNode(document, face, at ?? freePlace()));
  const added = documents.getState().document.nodes.at(-1);
  if (added === undefined) return null;
  actions.select([added.id]);
  announce(`${face.title} placed as ${added.id}. Press C to connect it.`);
  canvasHandle()?.focusNode(added.id);
  return added.id;
}

/** Leads the edge through the node, or says why that cannot be. */
export function insertNodeOn(
  edgeId: string,
  node: string,
  pointer: { readonly x: number; readonly y: number } | null,
): void {
  const { scene } = sceneStore.getState();
  const edge = scene.edges.get(edgeId);
  const card = scene.cards.get(node);
  if (edge === undefined || card === undefined) return;
  const ends = { from: { node: edge.from, port: edge.fromPort }, to: { node: edge.to, port: edge.toPort } };
  const ports = insertionPorts(documents.getState().document, documents.kinds, edgeId, ends, card);
  if (typeof ports === 'string') return showToast(`${card.title} cannot stand on this edge.`, ports, pointer);
  actions.edit((document) => insertOnEdge(document, edgeId, node, ports));
  announce(`${card.title} now stands between ${edge.from} and ${edge.to}.`);
}

export function removeSelected(): void {
  const { nodes, edges } = documents.getState();
  if (nodes.length === 0 && edges.length === 0) return;
  actions.edit((document) => removeNodes(disconnect(document, edges), nodes));
  const what = [
    nodes.length > 0 ? count(nodes.length, 'node') : '',
    edges.length > 0 ? count(edges.length, 'edge') : '',
  ];
  announce(`${what.filter((part) => part !== '').join(' and ')} removed.`);
}

export function copySelected(): void {
  const { document, nodes } = documents.getState();
  if (nodes.length === 0) return;
  actions.putOnClipboard(copyNodes(document, nodes));
  pasted = 0;
  announce(`${count(nodes.length, 'node')} copied.`);
}

/** `at`: where the copies' corner comes; otherwise beside where they were copied from. */
export function paste(at: Point | null = null): void {
  const { clipboard } = documents.getState();
  if (clipboard === null) return;
  pasted += 1;
  const corner = {
    x: Math.min(...clipboard.nodes.map(({ position }) => position.x)),
    y: Math.min(...clipboard.nodes.map(({ position }) => position.y)),
  };
  const offset =
    at === null ? { x: PASTE_STEP * pasted, y: PASTE_STEP * pasted } : { x: at.x - corner.x, y: at.y - corner.y };
  addCopies((document) => pasteNodes(document, clipboard, offset), 'pasted');
}

export function duplicateSelected(): void {
  const { nodes } = documents.getState();
  if (nodes.length > 0) addCopies((document) => duplicateNodes(document, nodes), 'duplicated');
}

function addCopies(
  copy: (document: ReturnType<typeof documents.getState>['document']) => ReturnType<typeof pasteNodes>,
  done: string,
): void {
  const result = copy(documents.getState().document);
  if (result.ids.length === 0) return showToast('There is no room for so many nodes.', 'Remove some first.');
  actions.edit(() => result.document);
  actions.select(result.ids);
  announce(`${count(result.ids.length, 'node')} ${done}.`);
  // The keyboard goes on with the copies: they are what was asked for last.
  canvasHandle()?.focusNode(result.ids[0] ?? '');
}

export function selectAll(): void {
  actions.select(documents.getState().document.nodes.map(({ id }) => id));
}

export function align(alignment: Alignment): void {
  const { nodes } = documents.getState();
  actions.edit((document) => alignNodes(document, nodes, alignment, sceneStore.getState().scene.cards));
}

export function distribute(direction: 'horizontal' | 'vertical'): void {
  const { nodes } = documents.getState();
  actions.edit((document) => distributeNodes(document, nodes, direction, sceneStore.getState().scene.cards));
}

export function moveSelected(dx: number, dy: number): void {
  const { nodes, document } = documents.getState();
  const moved = document.nodes.filter(({ id }) => nodes.includes(id));
  actions.edit((before) =>
    moveNodes(before, new Map(moved.map(({ id, position }) => [id, { x: position.x + dx, y: position.y + dy }]))),
  );
}

/** Puts all cards where the edges are short; the code for it is loaded when first asked for. */
export async function layOutAll(): Promise<void> {
  const before = documents.getState().document;
  const arranged = await layOut(before, sceneStore.getState().scene.cards, { column: 64, row: 32 });
  // Whatever was edited while it was computed goes before the arrangement.
  if (documents.getState().document !== before) return;
  actions.edit(() => arranged);
  announce('Arranged.');
  canvasHandle()?.fit();
}

/** A place in what is seen that no card covers. */
function freePlace(): Point {
  const middle = canvasHandle()?.middle() ?? { x: 0, y: 0 };
  const cards = [...sceneStore.getState().scene.cards.values()];
  for (let step = 0; step < 40; step++) {
    const at = { x: middle.x - 86 + ((step * 67) % 5) * 40 - 80, y: middle.y - 46 + step * 28 };
    if (!cards.some((card) => overlaps(card, at))) return at;
  }
  return middle;
}

function overlaps(card: PlacedCard, at: Point): boolean {
  return (
    at.x < card.x + card.width + 12 && at.x + 184 > card.x && at.y < card.y + card.height + 12 && at.y + 104 > card.y
  );
}
