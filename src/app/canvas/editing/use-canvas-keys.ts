/** The canvas by keyboard. What holds anywhere on the page is `shortcuts/use-page-keys.ts`. */
import { type RefObject, useEffect } from 'react';
import { type Command, commandOf, isTyping } from '../../shortcuts/shortcuts.ts';
import { documents } from '../../stores/documents.ts';
import { runStore } from '../../stores/hooks.ts';
import { openInspector } from '../../stores/workspace-store.ts';
import { canvasHandle } from '../canvas-handle.ts';
import { stepAlongEdge } from '../marks/step-along-edge.ts';
import { sceneStore } from '../scene-store.ts';
import {
  copySelected,
  duplicateSelected,
  layOutAll,
  moveSelected,
  paste,
  removeSelected,
  selectAll,
} from './commands.ts';
import { isConnecting, moveCandidate, startConnecting, stopConnecting, takeCandidate } from './connect-mode.ts';

const STEP = 20;
const NUDGE = 2;
const ZOOM = 1.2;

export function useCanvasKeys(host: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || !isForCanvas(event.target, host.current)) return;
      const command = commandOf(event, ['canvas', 'card']);
      if (command === null) return;
      const focus = focusedElement(event.target);
      const isDone = isConnecting()
        ? connectBy(command)
        : focus.edge !== null
          ? onEdge(command, focus.edge)
          : focus.node !== null && onNode(command, focus.node);
      if (isDone || onCanvas(command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [host]);
}

/** Each of these says whether the key was meant for it. */
function connectBy(command: Command): boolean {
  if (command === 'inspect') takeCandidate();
  else if (command === 'leave') stopConnecting();
  else if (command === 'move-right' || command === 'move-down') moveCandidate(1);
  else if (command === 'move-left' || command === 'move-up') moveCandidate(-1);
  else return false;
  return true;
}

const MOVES: Readonly<Partial<Record<Command, readonly [number, number]>>> = {
  'move-left': [-STEP, 0],
  'move-right': [STEP, 0],
  'move-up': [0, -STEP],
  'move-down': [0, STEP],
  'nudge-left': [-NUDGE, 0],
  'nudge-right': [NUDGE, 0],
  'nudge-up': [0, -NUDGE],
  'nudge-down': [0, NUDGE],
};

function onNode(command: Command, node: string): boolean {
  const { nodes, edges } = documents.getState();
  const move = MOVES[command];
  if (move !== undefined) {
    if (!nodes.includes(node)) documents.actions.select([node]);
    moveSelected(...move);
  } else if (command === 'connect') startConnecting(sceneStore.getState().scene, node);
  else if (command === 'toggle-selection')
    documents.actions.select(nodes.includes(node) ? nodes.filter((id) => id !== node) : [...nodes, node], edges);
  else if (command === 'inspect') {
    documents.actions.select([node]);
    openInspector('settings');
    focusInspector();
  } else if ((command === 'delete' || command === 'copy' || command === 'duplicate') && !nodes.includes(node)) {
    // Keys act on what has the focus, if nothing that is selected does.
    documents.actions.select([node]);
    return onCanvas(command);
  } else return false;
  return true;
}

function onEdge(command: Command, edge: string): boolean {
  if (command === 'inspect') {
    documents.actions.select([], [edge]);
    stepAlongEdge(edge, 0);
  } else if (command === 'move-right') stepAlongEdge(edge, 1);
  else if (command === 'move-left') stepAlongEdge(edge, -1);
  else if (command === 'delete') {
    documents.actions.select([], [edge]);
    removeSelected();
  } else return false;
  return true;
}

function onCanvas(command: Command): boolean {
  switch (command) {
    case 'copy':
      return run(copySelected);
    case 'paste':
      return run(paste);
    case 'duplicate':
      return run(duplicateSelected);
    case 'delete':
      return run(removeSelected);
    case 'select-all':
      return run(selectAll);
    case 'fit':
      return run(() => canvasHandle()?.fit());
    case 'arrange':
      return run(() => void layOutAll());
    case 'zoom-in':
      return run(() => canvasHandle()?.zoomBy(ZOOM));
    case 'zoom-out':
      return run(() => canvasHandle()?.zoomBy(1 / ZOOM));
    case 'leave':
      return leave();
    default:
      return false;
  }
}

/** The last thing begun is left first. */
function leave(): boolean {
  const { nodes, edges } = documents.getState();
  if (runStore.getState().record !== null) runStore.actions.closeRecord();
  else if (nodes.length + edges.length > 0) documents.actions.select([]);
  else return false;
  return true;
}

function run(command: () => void): true {
  command();
  return true;
}

/** With nothing focused, keys mean the canvas: it is where a person has clicked last. */
function isForCanvas(target: EventTarget | null, host: HTMLElement | null): boolean {
  return (
    target === document.body ||
    (target instanceof Node && host?.contains(target) === true && !(target instanceof HTMLButtonElement))
  );
}

function focusedElement(target: EventTarget | null): { readonly node: string | null; readonly edge: string | null } {
  if (!(target instanceof Element)) return { node: null, edge: null };
  return {
    node: target.closest('.react-flow__node')?.getAttribute('data-id') ?? null,
    edge: target.closest('.react-flow__edge')?.getAttribute('data-id') ?? null,
  };
}

function focusInspector(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-inspector] [role="tab"][data-state="active"]')?.focus(),
  );
}
