/** How the time axis is looked at: the range that is shown, the magnifier's place, a playhead that is being dragged. */
import { createStore } from 'zustand/vanilla';
import { clampRange } from '../geometry/scales.ts';

export interface Timeline {
  /** Run µs; `null` = everything there is. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** Centre of the magnified twenty seconds, run µs; `null` = where there is something to see. */
  readonly lens: number | null;
  /** Where the pointer holds the playhead, until the run has come there. */
  readonly scrub: number | null;
  /** Where the pointer is, for the hairline and the readings under it. */
  readonly hover: number | null;
}

export const timelineStore = createStore<Timeline>(() => ({ range: null, lens: null, scrub: null, hover: null }));

export function setTimeline(change: Partial<Timeline>): void {
  timelineStore.setState(change);
}

/** Makes the range `factor` times as wide around `centre`; wider than everything is everything. */
export function zoom(
  shown: { readonly from: number; readonly to: number },
  centre: number,
  factor: number,
  everything: number,
): void {
  const share = (centre - shown.from) / (shown.to - shown.from);
  const width = (shown.to - shown.from) * factor;
  const range =
    width >= everything ? null : clampRange(centre - share * width, centre + (1 - share) * width, everything);
  setTimeline({ range });
}

export function pan(shown: { readonly from: number; readonly to: number }, micros: number, everything: number): void {
  setTimeline({ range: clampRange(shown.from + micros, shown.to + micros, everything) });
}
