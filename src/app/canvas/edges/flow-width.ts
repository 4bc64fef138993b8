/** Width of an edge by its flow: by the logarithm, so that one a second and a hundred thousand stand on one canvas. */
const THINNEST = 2;
const WIDEST = 8;
const PER_DECADE = 1.3;

/** In steps of half a pixel, so that a rate that trembles does not redraw the edge. */
export function flowWidth(perSecond: number): number {
  const width = THINNEST + PER_DECADE * Math.log10(1 + Math.max(0, perSecond));
  return Math.round(Math.min(WIDEST, width) * 2) / 2;
}
