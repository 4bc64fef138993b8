/** Offers the rest of the page its handle on the canvas, keeps the zoom where style sheets find it, and fits the view. */
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { documents } from '../stores/documents.ts';
import { offerCanvas } from './canvas-handle.ts';
import { FURNITURE_HEIGHT, fitTransform } from './fit.ts';
import { sceneStore } from './scene-store.ts';

export function useOfferedCanvas(host: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const store = useStoreApi();

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const fit = (): void => {
      const { width, height } = element.getBoundingClientRect();
      const fitted = fitTransform([...sceneStore.getState().scene.cards.values()], width, height, bottomRoom(element));
      if (fitted !== null) void flow.setViewport(fitted);
    };
    const withdraw = offerCanvas({
      fit: () => requestAnimationFrame(fit),
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor),
      zoomToNatural: () => void flow.zoomTo(1),
      toCanvas(x, y) {
        const box = element.getBoundingClientRect();
        const isInside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
        return isInside ? flow.screenToFlowPosition({ x, y }) : null;
      },
      middle() {
        const box = element.getBoundingClientRect();
        return flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
      },
      focusNode: (id) =>
        requestAnimationFrame(() => {
          const card = element.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
          card?.focus({ preventScroll: true });
        }),
    });
    const writeZoom = (): void => element.style.setProperty('--zoom', String(store.getState().transform[2]));
    writeZoom();
    const stopZoom = store.subscribe(writeZoom);
    const stopFitting = keepFitted(element, fit);
    return () => {
      withdraw();
      stopZoom();
      stopFitting();
    };
  }, [flow, host, store]);
}

/** Shows a document whole when it was loaded, and again when there is more or less room for it, until somebody moves it. */
function keepFitted(element: HTMLElement, fit: () => void): () => void {
  let fitted = '';
  let isMoved = false;
  const fitWhenNew = (): void => {
    const { width, height } = element.getBoundingClientRect();
    const room = `${Math.round(width)} × ${Math.round(height - bottomRoom(element))}`;
    if (isMoved || room === fitted || sceneStore.getState().scene.cards.size === 0) return;
    fitted = room;
    fit();
  };
  const onMove = (event: Event): void => {
    const isOnGround =
      event.target instanceof Element && event.target.closest('.react-flow__pane, .react-flow__node') !== null;
    if (isOnGround) isMoved = true;
  };
  const onLoad = documents.subscribe((state, before) => {
    if (state.cause !== 'load' || state.document === before.document) return;
    fitted = '';
    isMoved = false;
  });
  const observer = new ResizeObserver(fitWhenNew);
  observer.observe(element);
  const onStory = new MutationObserver(fitWhenNew);
  const main = element.closest('main');
  if (main !== null) onStory.observe(main, { childList: true });
  const stopScene = sceneStore.subscribe(fitWhenNew);
  element.addEventListener('wheel', onMove, { passive: true });
  element.addEventListener('pointerdown', onMove);
  return () => {
    onLoad();
    observer.disconnect();
    onStory.disconnect();
    stopScene();
    element.removeEventListener('wheel', onMove);
    element.removeEventListener('pointerdown', onMove);
  };
}

/** A story's card stands over the bottom of the canvas, taller than the furniture in its corners. */
function bottomRoom(canvas: HTMLElement): number {
  const story = canvas.closest('main')?.querySelector<HTMLElement>(':scope > section');
  return story == null ? FURNITURE_HEIGHT : Math.max(FURNITURE_HEIGHT, story.offsetHeight + 24);
}
