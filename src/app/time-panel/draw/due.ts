/**
 * Windows that are due but have not fired. A window [start, end) may fire once the operator's watermark reaches
 * end − 1 ms (Flink: `EventTimeTrigger`, `TimeWindow.maxTimestamp`); with every input awake that would be the
 * bound after its end on the processing clock. Until the watermark is there, that instant is drawn as a ghost.
 */
export interface WindowTiming {
  readonly sizeMs: number;
  readonly offsetMs: number;
  /** The largest out-of-orderness bound among the sources that feed the operator. */
  readonly boundMs: number;
}

export interface DueWindow {
  /** Epoch ms. */
  readonly end: number;
  /** Run µs at which it would have fired. */
  readonly dueAt: number;
}

/** More ghosts than this tell no more. */
const MOST = 500;

export function dueWindows(
  timing: WindowTiming,
  startAtMs: number,
  at: number,
  watermarkNow: number,
): readonly DueWindow[] {
  if (!(timing.sizeMs > 0) || watermarkNow === Infinity) return [];
  const { sizeMs, offsetMs, boundMs } = timing;
  const nowMs = startAtMs + at / 1000;
  // Windows that ended before the run's first instant had nothing to hold.
  const known = Math.max(watermarkNow, startAtMs);
  let end = (Math.floor((known + 1 - offsetMs) / sizeMs) + 1) * sizeMs + offsetMs;
  const due: DueWindow[] = [];
  while (end + boundMs <= nowMs && due.length < MOST) {
    due.push({ end, dueAt: Math.round((end + boundMs - startAtMs) * 1000) });
    end += sizeMs;
  }
  return due;
}
