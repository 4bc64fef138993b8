/** Takes hold of the magnifier: drag its circle along the plane, or move it with the arrow keys. */
import { useRef } from 'react';
import type { Measures } from '../draw/draw-lanes.ts';
import type { Scene } from '../draw/scene.ts';
import { clockText, microsPerPixel } from '../geometry/scales.ts';
import { setTimeline } from './timeline-store.ts';
import styles from './lanes.module.css';

const SECOND = 1_000_000;

export function LensHandle({ scene, measures }: { readonly scene: Scene; readonly measures: Measures }) {
  const start = useRef<{ readonly x: number; readonly lens: number } | null>(null);
  if (measures.lens === null || scene.lens === null) return null;
  const { lens } = scene;
  const { spot } = measures.lens;
  const moveTo = (micros: number) =>
    setTimeline({ lens: Math.round(Math.min(scene.head - 10 * SECOND, Math.max(10 * SECOND, micros))) });
  return (
    <div
      className={styles.lens}
      style={{ transform: `translate(${spot.x - 12}px, ${spot.y - 12}px)` }}
      role="slider"
      tabIndex={0}
      aria-label="Magnified twenty seconds"
      aria-valuemin={0}
      aria-valuemax={Math.round(scene.head / SECOND)}
      aria-valuenow={Math.round(lens / SECOND)}
      aria-valuetext={`around ${clockText(scene.startAtMs + lens / 1000, 'seconds')}`}
      title="Drag to magnify another twenty seconds"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, lens };
      }}
      onPointerMove={(event) =>
        start.current !== null &&
        moveTo(start.current.lens + (event.clientX - start.current.x) * microsPerPixel(scene.scale))
      }
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        moveTo(lens + (event.key === 'ArrowLeft' ? -1 : 1) * (event.shiftKey ? 60 : 10) * SECOND);
      }}
    />
  );
}
