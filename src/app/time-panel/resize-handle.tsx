/** The upper edge of the panel: pull it to make the two-clock plane taller; a double click makes it large or usual. */
import { useRef } from 'react';
import { setPreferences, TIME_PANEL_HEIGHT } from '../stores/preferences-store.ts';
import styles from './time-panel.module.css';

const KEY_STEP = 20;

export function ResizeHandle({ height }: { readonly height: number }) {
  const start = useRef<{ readonly y: number; readonly height: number } | null>(null);
  const { min, usual, max } = TIME_PANEL_HEIGHT;
  const setHeight = (next: number) =>
    setPreferences({ timePanelHeight: Math.round(Math.min(max, Math.max(min, next))) });
  return (
    <div
      className={styles.resize}
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the time panel"
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={height}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { y: event.clientY, height };
      }}
      onPointerMove={(event) =>
        start.current !== null && setHeight(start.current.height + start.current.y - event.clientY)
      }
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
      onDoubleClick={() => setHeight(height > usual ? usual : max)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        setHeight(height + (event.key === 'ArrowUp' ? KEY_STEP : -KEY_STEP));
      }}
    />
  );
}
