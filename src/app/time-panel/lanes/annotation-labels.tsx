import { useMemo } from 'react';
import { runStore, useHeldBack } from '../../stores/hooks.ts';
import type { Measures } from '../draw/draw-lanes.ts';
import { MICROS_PER_SECOND, type Scene } from '../draw/scene.ts';
import { emptyExtent, extentOf } from '../history/series.ts';
import { sourcesOf } from '../subject/subject.ts';
import { annotate } from './annotations.ts';
import type { MeasureText } from './label-wish.ts';
import styles from './lanes.module.css';

export function AnnotationLabels({ scene, measures }: { readonly scene: Scene; readonly measures: Measures }) {
  const heldBack = useHeldBack();
  const measureText = useMemo(textMeasurer, []);
  return (
    <div aria-hidden="true">
      {annotate(scene, measures, sourceRate(scene), heldBack, measureText).map(({ id, text, tone, strong, x, y }) => (
        <div
          key={id}
          className={styles.annotation}
          data-tone={tone}
          data-strong={strong || undefined}
          style={{ transform: `translate(${Math.round(x)}px, ${Math.round(y)}px)` }}
        >
          {text}
        </div>
      ))}
    </div>
  );
}

/** Records per second of all sources over the stretch in view: what the shown marks are a part of. */
function sourceRate(scene: Scene): number {
  const { plan } = runStore.getState();
  if (plan === null) return 0;
  const from = scene.scale.from / MICROS_PER_SECOND;
  const to = Math.min(scene.head, scene.scale.to) / MICROS_PER_SECOND;
  return sourcesOf(plan).reduce((sum, index) => {
    const series = scene.history.nodes[index]?.outPerSecond;
    const mean = series === undefined ? Number.NaN : extentOf(series, from, to, emptyExtent()).mean;
    return sum + (Number.isFinite(mean) ? mean : 0);
  }, 0);
}

function textMeasurer(): MeasureText {
  const ctx = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, strong) => {
    const key = `${strong}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      // Until the fonts have come the page's fallback is measured, which is no wider than a few px off.
      if (ctx !== null) ctx.font = `${strong ? 600 : 450} 11px 'Inter Variable', system-ui, sans-serif`;
      width = (ctx?.measureText(text).width ?? text.length * 6.5) + 4;
      if (known.size > 400) known.clear();
      known.set(key, width);
    }
    return width;
  };
}
