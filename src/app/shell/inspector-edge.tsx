/** The border between the canvas and the inspector, to be pulled. */
import { useRef } from 'react';
import { usePreferences } from '../stores/hooks.ts';
import { INSPECTOR_WIDTH, setPreferences } from '../stores/preferences-store.ts';
import styles from './inspector-edge.module.css';

const STEP = 16;

export function InspectorEdge() {
  const width = usePreferences((state) => state.inspectorWidth);
  const grip = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const set = (next: number): void =>
    setPreferences({ inspectorWidth: Math.round(Math.min(Math.max(next, INSPECTOR_WIDTH.min), INSPECTOR_WIDTH.max)) });
  return (
    <div
      className={styles['edge']}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the inspector"
      aria-valuenow={width}
      aria-valuemin={INSPECTOR_WIDTH.min}
      aria-valuemax={INSPECTOR_WIDTH.max}
      onDoubleClick={() => set(INSPECTOR_WIDTH.usual)}
      onPointerDown={(event) => {
        grip.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (grip.current !== null) set(grip.current.width + grip.current.x - event.clientX);
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
        if (by === 0) return;
        event.preventDefault();
        set(width + by);
      }}
    />
  );
}
