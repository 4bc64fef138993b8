/** What the lanes hold at an instant, as numbers: for the pointer's card and for the tables. */
import { clockOf, MICROS_PER_SECOND, rateOf, type Scene } from '../draw/scene.ts';
import type { CheckpointSpan } from '../history/history.ts';
import { valueAt } from '../history/series.ts';

export interface Facts {
  /** Epoch ms; NaN before the first. */
  readonly watermark: number;
  readonly lagMs: number;
  readonly perSecond: number;
  /** The one that was under way. */
  readonly checkpoint: CheckpointSpan | null;
}

export function factsAt(scene: Scene, micros: number): Facts {
  const second = Math.floor(micros / MICROS_PER_SECOND);
  const watermark = measured(clockOf(scene)?.watermark, second);
  return {
    watermark,
    lagMs: scene.startAtMs + micros / 1000 - watermark,
    perSecond: measured(rateOf(scene, scene.history), second),
    checkpoint: checkpointAt(scene.history.checkpoints, micros),
  };
}

function measured(series: Parameters<typeof valueAt>[0] | undefined, second: number): number {
  return series === undefined ? Number.NaN : valueAt(series, second);
}

/** Spans are in order of their trigger; the last that began by then is the one in question. */
function checkpointAt(spans: readonly CheckpointSpan[], micros: number): CheckpointSpan | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.triggeredAt ?? 0) <= micros) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && span.endedAt >= micros ? span : null;
}
