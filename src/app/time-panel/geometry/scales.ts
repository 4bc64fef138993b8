/**
 * The one horizontal axis of the time panel, processing time, and the ticks of both clocks. Everything is in run
 * time (integer µs since the start); epoch ms appear only where a tick is named.
 */
export interface TimeScale {
  /** Run µs at the left and at the right edge of the plot. */
  readonly from: number;
  readonly to: number;
  /** Pixels of those edges. */
  readonly left: number;
  readonly right: number;
}

export interface Tick {
  /** Run µs, or epoch ms on a vertical axis. */
  readonly at: number;
  readonly label: string;
  /** Major ones have a stronger line. */
  readonly major: boolean;
}

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

/** Widths of the axis, in minutes: close enough that a step never wastes more than a quarter of the picture. */
const SPANS_MINUTES = [2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40, 48, 60];

/** Tick distances in ms that read well on a clock. */
const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000,
];

export function xOf(scale: TimeScale, micros: number): number {
  return scale.left + ((micros - scale.from) / (scale.to - scale.from)) * (scale.right - scale.left);
}

export function timeAtX(scale: TimeScale, x: number): number {
  const width = Math.max(1, scale.right - scale.left);
  return scale.from + ((x - scale.left) / width) * (scale.to - scale.from);
}

export function microsPerPixel(scale: TimeScale): number {
  return (scale.to - scale.from) / Math.max(1, scale.right - scale.left);
}

/**
 * How much time the whole axis shows so that `head` leaves `gutterPx` free at the right for the readings. It
 * grows in steps: an axis that crawled with the clock would move every mark in every frame.
 */
export function fittingSpan(head: number, widthPx: number, gutterPx: number): number {
  const needed = head / Math.max(0.2, 1 - gutterPx / Math.max(1, widthPx));
  for (const minutes of SPANS_MINUTES) if (minutes * MINUTE >= needed) return minutes * MINUTE;
  let hour = 60 * MINUTE;
  for (;;) {
    for (const factor of [1.25, 1.5, 1.75, 2]) if (hour * factor >= needed) return hour * factor;
    hour *= 2;
  }
}

/** Keeps a range inside 0…`limit` and no narrower than `narrowest`. */
export function clampRange(
  from: number,
  to: number,
  limit: number,
  narrowest = 2 * SECOND,
): { readonly from: number; readonly to: number } {
  const width = Math.min(Math.max(to - from, narrowest), Math.max(limit, narrowest));
  const start = Math.min(Math.max(0, from), Math.max(0, limit - width));
  return { from: Math.round(start), to: Math.round(start + width) };
}

/** Ticks of the processing clock; every fifth (or the hour, the minute, the second) is major. */
export function clockTicks(scale: TimeScale, startAtMs: number, widestLabelPx: number): readonly Tick[] {
  const fromMs = startAtMs + scale.from / 1000;
  const toMs = startAtMs + scale.to / 1000;
  return ticksBetween(fromMs, toMs, scale.right - scale.left, widestLabelPx).map((tick) => ({
    ...tick,
    at: Math.round((tick.at - startAtMs) * 1000),
  }));
}

/** Ticks of an event-time axis in epoch ms, no closer than `apartPx`. */
export function ticksBetween(fromMs: number, toMs: number, lengthPx: number, apartPx: number): readonly Tick[] {
  const span = toMs - fromMs;
  if (!(span > 0) || !(lengthPx > 0)) return [];
  const step = STEPS_MS.find((each) => (each / span) * lengthPx >= apartPx) ?? span;
  const major = majorStep(step);
  const ticks: Tick[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step)
    ticks.push({ at, label: tickLabel(at, step), major: at % major === 0 });
  return ticks;
}

/** A clock's reading in UTC, which is what the two clocks of a run are told in. */
export function clockText(epochMs: number, detail: 'minutes' | 'seconds' | 'millis' = 'millis'): string {
  if (epochMs === -Infinity) return 'none yet';
  if (epochMs === Infinity) return 'end of input';
  if (!Number.isFinite(epochMs)) return '—';
  const whole = Math.floor(epochMs);
  const iso = new Date(whole).toISOString();
  const end = detail === 'minutes' ? 16 : detail === 'seconds' ? 19 : 23;
  return iso.slice(11, end);
}

function majorStep(step: number): number {
  if (step === 60_000) return 300_000;
  return STEPS_MS.find((each) => each >= step * 4 && each % step === 0) ?? step * 5;
}

function tickLabel(at: number, step: number): string {
  const date = new Date(at);
  if (step >= 86_400_000) return date.toISOString().slice(5, 10);
  if (at % 86_400_000 === 0 && step >= 3_600_000) return date.toISOString().slice(5, 10);
  if (step >= 60_000) return clockText(at, 'minutes');
  if (step >= 1_000) return clockText(at, 'seconds');
  return clockText(at, 'millis');
}
