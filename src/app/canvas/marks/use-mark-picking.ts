/** Marks can be clicked: the pointer over one becomes a hand, a click asks the run for its record. */
import { type RefObject, useEffect } from 'react';
import { runStore, useRun } from '../../stores/hooks.ts';
import type { MarksPainter } from './marks-painter.ts';

/** Movement between press and release that makes it a drag of the canvas and no click, in pixels. */
const DRAG = 4;

export function useMarkPicking(
  canvas: RefObject<HTMLCanvasElement | null>,
  painter: RefObject<MarksPainter | null>,
): void {
  const isOpen = useRun(({ record }) => record !== null);
  useEffect(() => {
    if (!isOpen) painter.current?.choose(null);
  }, [isOpen, painter]);

  useEffect(() => {
    const host = canvas.current?.parentElement;
    if (host === null || host === undefined) return;
    let pressed = { x: 0, y: 0 };
    const under = (event: PointerEvent | MouseEvent) => {
      const box = canvas.current?.getBoundingClientRect();
      const isOnCanvas =
        event.target instanceof Element && event.target.closest('.react-flow__node, button, [data-overlay]') === null;
      return box === undefined || !isOnCanvas
        ? null
        : (painter.current?.pick(event.clientX - box.left, event.clientY - box.top) ?? null);
    };
    const onMove = (event: PointerEvent): void => {
      if (event.buttons === 0) host.toggleAttribute('data-on-mark', under(event) !== null);
    };
    const onDown = (event: PointerEvent): void => {
      pressed = { x: event.clientX, y: event.clientY };
    };
    const onClick = (event: MouseEvent): void => {
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > DRAG) return;
      const mark = under(event);
      if (mark === null) return;
      event.stopPropagation();
      painter.current?.choose(mark);
      runStore.actions.inspectRecord(mark.edge, mark.channel, mark.row);
    };
    host.addEventListener('pointermove', onMove);
    host.addEventListener('pointerdown', onDown, true);
    host.addEventListener('click', onClick, true);
    return () => {
      host.removeEventListener('pointermove', onMove);
      host.removeEventListener('pointerdown', onDown, true);
      host.removeEventListener('click', onClick, true);
    };
  }, [canvas, painter]);
}
