/** A kind carried from the palette: where it is dropped on the canvas it becomes a node, on an edge it is inserted. */
import { type RefObject, useEffect } from 'react';
import { faceOf } from '../../stores/documents.ts';
import { setWorkspace, workspaceStore } from '../../stores/workspace-store.ts';
import { canvasHandle } from '../canvas-handle.ts';
import { sceneStore } from '../scene-store.ts';
import { insertNodeOn, placeNode } from './commands.ts';
import { edgeUnder, markInsertTarget } from './insert-target.ts';

/** The pointer holds a new card by its middle. */
const HALF = { x: 88, y: 46 };

export function useCarried(host: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const edgeBelow = (event: PointerEvent, kind: string): string | null => {
      const at = canvasHandle()?.toCanvas(event.clientX, event.clientY) ?? null;
      const face = faceOf(kind);
      if (at === null || face === undefined) return null;
      return edgeUnder(sceneStore.getState().scene, { id: '', inputs: face.inputs, outputs: face.outputs }, at.x, at.y);
    };
    const onMove = (event: PointerEvent): void => {
      const { carried } = workspaceStore.getState();
      if (carried === null) return;
      setWorkspace({ carried: { ...carried, x: event.clientX, y: event.clientY } });
      markInsertTarget(edgeBelow(event, carried.kind));
    };
    const onUp = (event: PointerEvent): void => {
      const { carried } = workspaceStore.getState();
      if (carried === null) return;
      const edge = edgeBelow(event, carried.kind);
      setWorkspace({ carried: null });
      markInsertTarget(null);
      const face = faceOf(carried.kind);
      const at = canvasHandle()?.toCanvas(event.clientX, event.clientY) ?? null;
      const isOver =
        event.target instanceof Node && host.current?.contains(document.elementFromPoint(event.clientX, event.clientY));
      if (face === undefined || at === null || isOver !== true) return;
      const node = placeNode(face, { x: at.x - HALF.x, y: at.y - HALF.y });
      // The new card has its place in the scene only once it was drawn.
      if (node !== null && edge !== null)
        requestAnimationFrame(() => insertNodeOn(edge, node, { x: event.clientX, y: event.clientY }));
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && workspaceStore.getState().carried !== null) setWorkspace({ carried: null });
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('keydown', onKey);
    };
  }, [host]);
}
