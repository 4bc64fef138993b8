/** A number is taken hold of by its name and dragged: right for more, left for less. */
import { type PointerEvent, useRef } from 'react';
import { type NumericField, stepped } from './number-text.ts';

/** Pixels for one step; ten times as fine with Alt, ten times as coarse with Shift. */
const PIXELS_PER_STEP = 5;
const DEAD_ZONE = 3;

interface Scrub {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
}

export function useScrub(
  field: NumericField,
  value: number,
  onChange: (value: number) => void,
  onEnd: () => void,
): Scrub {
  const grip = useRef<{ readonly x: number; readonly value: number; isMoving: boolean } | null>(null);
  const finish = (): void => {
    if (grip.current?.isMoving === true) onEnd();
    grip.current = null;
  };
  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      grip.current = { x: event.clientX, value, isMoving: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const from = grip.current;
      if (from === null) return;
      const pixels = event.clientX - from.x;
      if (!from.isMoving && Math.abs(pixels) < DEAD_ZONE) return;
      from.isMoving = true;
      const speed = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      const next = stepped(field, from.value, Math.round((pixels / PIXELS_PER_STEP) * speed));
      if (next !== value) onChange(next);
    },
    onPointerUp: finish,
    onPointerCancel: finish,
  };
}
