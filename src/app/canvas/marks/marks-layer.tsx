/** The layer above the edges on which everything that moves is drawn, once per animation frame and only when needed. */
import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { sceneStore } from '../scene-store.ts';
import styles from './marks-layer.module.css';
import { createMarksPainter, type MarksPainter } from './marks-painter.ts';
import { useMarkPicking } from './use-mark-picking.ts';

export function MarksLayer() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<MarksPainter | null>(null);
  const flow = useStoreApi();

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const transform = () => {
      const [x, y, zoom] = flow.getState().transform;
      return { x, y, zoom };
    };
    const created = createMarksPainter(element, transform, () => sceneStore.getState().scene);
    painter.current = created;
    const stops = [flow.subscribe(created.invalidate), sceneStore.subscribe(created.invalidate), () => created.stop()];
    return () => {
      painter.current = null;
      for (const stop of stops) stop();
    };
  }, [flow]);

  useMarkPicking(canvas, painter);
  return <canvas ref={canvas} className={styles['layer']} aria-hidden="true" />;
}
