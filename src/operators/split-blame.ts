/** Which split of a source holds its watermark, and how each is drawn: bars on event time, the shortest that counts is the watermark. */
import type { StateViewProps } from './state-view.ts';

type SplitFrame = StateViewProps['frame']['splits'][number];

export interface SplitBar {
  readonly name: string;
  /** `holds`: it alone keeps the watermark back and is silent; `minimum`: it is the shortest, as one of them always is. */
  readonly tone: 'counts' | 'minimum' | 'holds' | 'idle' | 'none';
  /** Epoch ms; −Infinity before its first record. */
  readonly watermark: number;
  readonly quietMs: number;
}

export interface Blame {
  readonly bars: readonly SplitBar[];
  /** Of the splits that count: the smallest. −Infinity while one of them has said nothing, or all are idle. */
  readonly minimum: number;
  /** Position in `bars` of the split that is the minimum; −1 if none counts. */
  readonly holder: number;
}

/** A split that is this far behind the next one that counts, and silent for as long, is blamed. */
const BLAME_MS = 5_000;

export function blameSplits(names: readonly string[], splits: readonly SplitFrame[]): Blame {
  const counting = splits.map(({ watermark }, at) => ({ watermark, at })).filter(({ at }) => !splits[at].idle);
  const [first, second] = counting.sort((a, b) => a.watermark - b.watermark);
  const isHeld =
    first !== undefined &&
    second !== undefined &&
    splits[first.at].quietMs >= BLAME_MS &&
    second.watermark - first.watermark >= BLAME_MS;
  const holder = first?.at ?? -1;
  return {
    minimum: first?.watermark ?? Number.NEGATIVE_INFINITY,
    holder,
    bars: splits.map(({ watermark, idle, quietMs }, at) => ({
      name: names[at] ?? `p${at}`,
      watermark,
      quietMs,
      tone: idle
        ? 'idle'
        : at === holder
          ? isHeld
            ? 'holds'
            : 'minimum'
          : watermark === Number.NEGATIVE_INFINITY
            ? 'none'
            : 'counts',
    })),
  };
}

/** From a little before the shortest bar, so that it is seen, to the longest. */
export function blameSpan(bars: readonly SplitBar[]): { readonly from: number; readonly to: number } {
  const known = bars.map(({ watermark }) => watermark).filter(Number.isFinite);
  if (known.length === 0) return { from: 0, to: 1 };
  const to = Math.max(...known);
  const span = Math.max(LEAST_SPAN_MS, to - Math.min(...known));
  return { from: to - span * 1.16, to };
}

const LEAST_SPAN_MS = 10_000;
