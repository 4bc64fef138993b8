/** Event time as a horizontal axis: where an instant stands, which instants get a tick, and how they are written (UTC). */
export interface TimeAxis {
  /** Epoch ms at the two ends. */
  readonly from: number;
  readonly to: number;
  /** Pixels at the two ends. */
  readonly left: number;
  readonly right: number;
}

export interface Tick {
  readonly x: number;
  readonly text: string;
}

/** Where an instant stands; what lies outside the axis stands at its end. */
export function placeInstant(axis: TimeAxis, instant: number): number {
  const share = (instant - axis.from) / Math.max(1, axis.to - axis.from);
  return axis.left + Math.min(1, Math.max(0, share)) * (axis.right - axis.left);
}

/**
 * Ticks on round instants, so far apart that no two texts touch and none leaves the picture, which reaches from 0
 * to `width`.
 */
export function timeTicks(axis: TimeAxis, width: number): readonly Tick[] {
  const span = Math.max(1, axis.to - axis.from);
  const perPixel = span / Math.max(1, axis.right - axis.left);
  const step = STEPS.find((candidate) => candidate / perPixel >= textWidth(instantText(axis.from, candidate)) + GAP);
  const chosen = step ?? Math.ceil((perPixel * 100) / DAY) * DAY;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(axis.from / chosen) * chosen; at <= axis.to; at += chosen) {
    const x = placeInstant(axis, at);
    const text = instantText(at, chosen);
    const half = textWidth(text) / 2;
    if (x - half >= 0 && x + half <= width) ticks.push({ x, text });
  }
  return ticks;
}

/** `20:03:49.899`; with its date where a day is not understood; a dash before the first watermark, `end` at the last. */
export function clockText(instant: number, withDate = false): string {
  if (instant === Number.NEGATIVE_INFINITY || Number.isNaN(instant)) return '—';
  if (instant === Number.POSITIVE_INFINITY) return 'end';
  const text = new Date(instant).toISOString();
  return withDate ? `${text.slice(0, 10)} ${text.slice(11, 19)}` : text.slice(11, 23);
}

/** As short as the grain allows: `20:03`, `20:03:49`, `49.5 s` below a second, `01-05` from a day on. */
export function instantText(instant: number, grain: number): string {
  const text = new Date(instant).toISOString();
  if (grain >= 28 * DAY) return text.slice(0, 7);
  if (grain >= DAY) return text.slice(5, 10);
  if (grain >= MINUTE) return text.slice(11, 16);
  return grain >= SECOND ? text.slice(11, 19) : text.slice(17, 23);
}

/** Width in pixels of a text in the fixed-width face at 11 px. */
export function textWidth(text: string): number {
  return text.length * 6.62;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GAP = 12;
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((n) => n * DAY),
];
