/** Splits as bars: how tall each is, and whether it counts, is idle, or holds the rest back. */
import type { NodeFrame } from '../../../run/protocol.ts';

export const TALLEST = 21;
const SHORTEST = 4;
/** Splits that differ by less than this are as good as level. */
const LEAST_SPAN_MS = 10_000;
/** A split is blamed when it is this far behind the others and says nothing. */
export const BLAME_LAG_MS = 5_000;

/** `p7 4 holds`: name, height in pixels, and one of `counts`, `idle`, `holds`. As texts, so that equal bars are equal. */
export function splitBars(names: readonly string[], splits: NodeFrame['splits']): readonly string[] {
  const finite = splits.map(({ watermark }) => watermark).filter(Number.isFinite);
  const newest = finite.length === 0 ? 0 : Math.max(...finite);
  const oldest = finite.length === 0 ? 0 : Math.min(...finite);
  const span = Math.max(LEAST_SPAN_MS, newest - oldest);
  const holder = holdingSplit(splits);
  return names.map((name, index) => {
    const split = splits[index];
    if (split === undefined || split.watermark === Number.NEGATIVE_INFINITY)
      return `${name} ${SHORTEST} ${split?.idle === true ? 'idle' : 'counts'}`;
    const behind = split.watermark === Number.POSITIVE_INFINITY ? 0 : (newest - split.watermark) / span;
    const height = Math.round(SHORTEST + (TALLEST - SHORTEST) * (1 - behind));
    return `${name} ${height} ${split.idle ? 'idle' : index === holder ? 'holds' : 'counts'}`;
  });
}

/** The split that alone holds the watermark: not idle, silent, and well behind the next. −1 = none. */
export function holdingSplit(splits: NodeFrame['splits']): number {
  const counting = splits.map((split, index) => ({ ...split, index })).filter(({ idle }) => !idle);
  const [first, second] = counting.sort((a, b) => a.watermark - b.watermark);
  if (first === undefined || second === undefined) return -1;
  const isBehind = second.watermark - first.watermark >= BLAME_LAG_MS;
  return isBehind && first.quietMs >= BLAME_LAG_MS ? first.index : -1;
}
