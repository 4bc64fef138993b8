/**
 * The newest frame, twice: at once for what draws on a canvas, and at most ten times a second for React, whose
 * cards would otherwise take half of the main thread (measured: 40 nodes at 60 Hz cost 52 % of it).
 */
import type { Frame } from '../../run/protocol.ts';

export const CARD_INTERVAL_MS = 100;

export interface LiveFrame {
  latest(): Frame | null;
  /** Called for every frame; the drawing itself should wait for the next animation frame. */
  subscribe(listener: () => void): () => void;
}

export interface FrameThrottle extends LiveFrame {
  take(frame: Frame): void;
  clear(): void;
}

/** `publish` gets the frames for React: the first at once, then the newest of each interval. */
export function createFrameThrottle(publish: (frame: Frame) => void): FrameThrottle {
  const listeners = new Set<() => void>();
  let newest: Frame | null = null;
  let published: Frame | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function publishNewest(): void {
    timer = null;
    if (newest === null || newest === published) return;
    published = newest;
    timer = setTimeout(publishNewest, CARD_INTERVAL_MS);
    publish(newest);
  }

  return {
    latest: () => newest,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take(frame) {
      newest = frame;
      if (timer === null) publishNewest();
      for (const listener of listeners) listener();
    },
    clear() {
      newest = null;
      published = null;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const listener of listeners) listener();
    },
  };
}
