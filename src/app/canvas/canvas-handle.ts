/** What the rest of the page may ask of the canvas while it stands; React Flow itself is known in here alone. */
export interface CanvasHandle {
  /** Shows all cards, once what was just changed is drawn. */
  fit(): void;
  zoomBy(factor: number): void;
  /** Zoom 1 around the middle. */
  zoomToNatural(): void;
  /** Page coordinates to canvas units; `null` outside of the canvas. */
  toCanvas(pageX: number, pageY: number): { readonly x: number; readonly y: number } | null;
  /** Canvas units in the middle of what is seen. */
  middle(): { readonly x: number; readonly y: number };
  /** Gives a card the keyboard's focus, once it is drawn. */
  focusNode(id: string): void;
}

let current: CanvasHandle | null = null;

export function canvasHandle(): CanvasHandle | null {
  return current;
}

export function offerCanvas(handle: CanvasHandle): () => void {
  current = handle;
  return () => {
    if (current === handle) current = null;
  };
}
