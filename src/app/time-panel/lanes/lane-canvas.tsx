/** The one canvas of the panel: drawn at once where somebody moves in time, and while the run plays now and then. */
import { useEffect, useRef } from 'react';
import { drawLanes } from '../draw/draw-lanes.ts';
import { measureScene } from '../draw/measure.ts';
import { runStore } from '../../stores/hooks.ts';
import { onThemeChange, type Paint, readPaint } from '../draw/paint.ts';
import type { LaneLayout } from '../geometry/lanes.ts';
import { onRunChange, sceneNow } from '../subject/scene-now.ts';
import styles from './lanes.module.css';

export function LaneCanvas({ layout }: { readonly layout: LaneLayout }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    return element === null ? undefined : keepDrawn(element, layout);
  }, [layout]);
  return (
    <div aria-hidden="true">
      <canvas ref={canvas} className={styles.canvas} />
    </div>
  );
}

/** Twenty pictures a second. */
const PLAYING_MS = 48;

function keepDrawn(element: HTMLCanvasElement, layout: LaneLayout): () => void {
  const ctx = element.getContext('2d');
  if (ctx === null) return () => {};
  let paint: Paint = readPaint(element);
  let request = 0;
  let drawnAt = -Infinity;
  const draw = (now: number) => {
    // Its marks move by fractions of a pixel while the run plays; the records on their way need the frame more.
    if (runStore.getState().playing && now - drawnAt < PLAYING_MS) {
      request = requestAnimationFrame(draw);
      return;
    }
    request = 0;
    drawnAt = now;
    fitToScreen(element, layout.right + 1, layout.height);
    const scale = element.width / Math.max(1, layout.right + 1);
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    const scene = sceneNow(layout);
    const measures = scene === null ? null : measureScene(scene);
    if (scene === null || measures === null) ctx.clearRect(0, 0, layout.right + 1, layout.height);
    else drawLanes(ctx, scene, measures, paint);
  };
  const ask = () => {
    if (request === 0) request = requestAnimationFrame(draw);
  };
  const stopTheme = onThemeChange(() => {
    paint = readPaint(element);
    ask();
  });
  const stopRun = onRunChange(ask);
  ask();
  return () => {
    stopTheme();
    stopRun();
    cancelAnimationFrame(request);
  };
}

/** As many pixels as the screen has, so that lines are sharp at every zoom of the browser. */
function fitToScreen(element: HTMLCanvasElement, width: number, height: number): void {
  const ratio = window.devicePixelRatio;
  const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  if (element.width === pixels.width && element.height === pixels.height) return;
  element.width = pixels.width;
  element.height = pixels.height;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
}
