/** What one drawing of the lanes shows: made anew for each frame from the run, drawn by the files beside this one. */
import type { BranchHistory, NodeHistory } from '../history/history.ts';
import type { InFlight } from '../history/history-store.ts';
import { indexAt, strideFor } from '../history/marks.ts';
import { emptyExtent, extentOf, type Series } from '../history/series.ts';
import type { LaneLayout } from '../geometry/lanes.ts';
import { microsPerPixel, type TimeScale, xOf } from '../geometry/scales.ts';
import type { DueWindow } from './due.ts';

export interface Scene {
  readonly layout: LaneLayout;
  readonly scale: TimeScale;
  readonly startAtMs: number;
  /** The playhead, and the furthest instant that was computed: between them lies a future that is known. */
  readonly at: number;
  readonly head: number;
  readonly history: BranchHistory;
  /** Whose watermark and lag are drawn, and whose results. */
  readonly clockNode: number;
  readonly resultsNode: number;
  /** A node that puts nothing out is told by what it takes in. */
  readonly rate: 'outPerSecond' | 'inPerSecond';
  /** Of the newest frame: the second at the playhead is not whole yet, so no sample tells it. */
  readonly rateNow: number;
  /** Seconds at the playhead that no sample tells of yet, up to one. */
  readonly sinceSample: number;
  /** The bound of out-of-orderness that the watermark is held back by, where one is configured. */
  readonly boundMs: number | null;
  /** As the newest frame tells them; the history ends at its last whole second. */
  readonly watermarkNow: number;
  readonly ghost: Ghost | null;
  readonly due: readonly DueWindow[];
  readonly inFlight: InFlight | null;
  readonly lens: number | null;
}

/** Another branch, drawn pale behind the one that is shown, from where the two part. */
export interface Ghost {
  readonly history: BranchHistory;
  readonly from: number;
}

/** Epoch ms at the bottom and the top of the two-clock plane. */
export interface EventRange {
  readonly from: number;
  readonly to: number;
}

export const MICROS_PER_SECOND = 1_000_000;

export function clockOf(scene: Pick<Scene, 'history' | 'clockNode'>): NodeHistory | undefined {
  return scene.history.nodes[scene.clockNode];
}

export function rateOf(scene: Pick<Scene, 'resultsNode' | 'rate'>, history: BranchHistory): Series | undefined {
  return history.nodes[scene.resultsNode]?.[scene.rate];
}

/** What the second at the playhead has brought so far. */
export function countNow({ rateNow, sinceSample }: Pick<Scene, 'rateNow' | 'sinceSample'>): number {
  return rateNow * Math.min(1, sinceSample);
}

export function rateUnit({ rate }: Pick<Scene, 'rate'>): string {
  return rate === 'inPerSecond' ? 'in/s' : 'out/s';
}

/** The last pixel that has something computed to show. */
export function headX(scene: Scene): number {
  return Math.min(scene.layout.right, Math.max(scene.layout.left, xOf(scene.scale, scene.head)));
}

/**
 * The range of event time worth showing: the clock's own while the data live in its present, the data's where
 * they do not (a file of past years), never narrower than ten seconds. Late records may lie below it.
 */
export function eventRange(scene: Scene): EventRange {
  const { scale, startAtMs, head, history } = scene;
  const clockFrom = startAtMs + scale.from / 1000;
  const clockTo = startAtMs + Math.min(head, scale.to) / 1000;
  const watermark = clockOf(scene)?.watermark;
  const wm = emptyExtent();
  if (watermark !== undefined) extentOf(watermark, scale.from / MICROS_PER_SECOND, scale.to / MICROS_PER_SECOND, wm);
  const marks = marksRange(history, scale);
  const width = (scale.to - scale.from) / 1000;
  const isPresent = marks === null || (marks.to >= clockFrom - width && marks.from <= clockTo + width);
  if (!isPresent)
    return padded(Math.min(marks.from, finiteOr(wm.min, marks.from)), Math.max(marks.to, finiteOr(wm.max, marks.to)));
  // The top moves in sixteenths of the picture, so that it does not crawl with the clock.
  const step = Math.max(1000, width / 16);
  const top = startAtMs + Math.ceil((clockTo - startAtMs + step / 4) / step) * step;
  const lowest = scale.from === 0 ? clockFrom : Math.max(finiteOr(wm.min, clockFrom), clockFrom - 3 * width);
  return padded(Math.min(clockFrom, lowest), Math.max(top, Math.min(finiteOr(wm.max, top), top + width)));
}

function marksRange(history: BranchHistory, scale: TimeScale): EventRange | null {
  const marks = history.marks.onTime;
  const first = indexAt(marks, scale.from);
  const end = indexAt(marks, scale.to);
  const stride = strideFor(first, end, 200);
  let from = Infinity;
  let to = -Infinity;
  for (let i = first; i < end; i += stride) {
    const event = marks.event[i] ?? Number.NaN;
    if (!Number.isFinite(event)) continue;
    from = Math.min(from, event);
    to = Math.max(to, event);
  }
  return to === -Infinity ? null : { from, to };
}

function padded(from: number, to: number): EventRange {
  return to - from < 10_000 ? { from: from - 5_000, to: to + 5_000 } : { from, to };
}

function finiteOr(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}

/** Seconds that one pixel column covers. */
export function secondsPerPixel(scale: TimeScale): number {
  return microsPerPixel(scale) / MICROS_PER_SECOND;
}
