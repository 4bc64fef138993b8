/** An edge as a cubic curve, its SVG path, and points along it at equal distances for whatever travels on it. */
import type { Anchor, Side } from './anchors.ts';

export interface EdgeCurve {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly x3: number;
  readonly y3: number;
}

/** Points at equal arc lengths: x and y in turn, `SAMPLES` + 1 of them. */
export type CurveSamples = Float32Array;

export const SAMPLES = 64;
/** Between the end of the line and the port: room for the arrowhead. */
const ARROW_LENGTH = 8;
const FINE_STEPS = 200;

export function edgeCurve(from: Anchor, to: Anchor): EdgeCurve {
  const out = NORMALS[from.side];
  const into = NORMALS[to.side];
  const endX = to.x + into.x * ARROW_LENGTH;
  const endY = to.y + into.y * ARROW_LENGTH;
  const reach = controlDistance(from, endX, endY);
  return {
    x0: from.x,
    y0: from.y,
    x1: from.x + out.x * reach,
    y1: from.y + out.y * reach,
    x2: endX + into.x * reach,
    y2: endY + into.y * reach,
    x3: endX,
    y3: endY,
  };
}

export function curvePath(curve: EdgeCurve): string {
  const { x0, y0, x1, y1, x2, y2, x3, y3 } = curve;
  return `M${x0} ${y0}C${x1} ${y1} ${x2} ${y2} ${x3} ${y3}`;
}

export function sampleCurve(curve: EdgeCurve): CurveSamples {
  const xs = new Float64Array(FINE_STEPS + 1);
  const ys = new Float64Array(FINE_STEPS + 1);
  const lengths = new Float64Array(FINE_STEPS + 1);
  for (let i = 0; i <= FINE_STEPS; i++) {
    const t = i / FINE_STEPS;
    xs[i] = bezier(t, curve.x0, curve.x1, curve.x2, curve.x3);
    ys[i] = bezier(t, curve.y0, curve.y1, curve.y2, curve.y3);
    if (i > 0) lengths[i] = at(lengths, i - 1) + Math.hypot(at(xs, i) - at(xs, i - 1), at(ys, i) - at(ys, i - 1));
  }
  const total = at(lengths, FINE_STEPS);
  const samples = new Float32Array((SAMPLES + 1) * 2);
  for (let i = 0, fine = 0; i <= SAMPLES; i++) {
    const wanted = (total * i) / SAMPLES;
    while (fine < FINE_STEPS - 1 && at(lengths, fine + 1) < wanted) fine += 1;
    const span = at(lengths, fine + 1) - at(lengths, fine);
    const share = span === 0 ? 0 : (wanted - at(lengths, fine)) / span;
    samples[i * 2] = at(xs, fine) + (at(xs, fine + 1) - at(xs, fine)) * share;
    samples[i * 2 + 1] = at(ys, fine) + (at(ys, fine + 1) - at(ys, fine)) * share;
  }
  return samples;
}

export interface CurvePoint {
  x: number;
  y: number;
  /** Direction of travel, radians. */
  angle: number;
}

/** Writes into `point`: called thousands of times a frame, it makes no garbage. */
export function pointAt(samples: CurveSamples, progress: number, point: CurvePoint): CurvePoint {
  const place = Math.min(Math.max(progress, 0), 1) * SAMPLES;
  const index = Math.min(Math.floor(place), SAMPLES - 1);
  const share = place - index;
  const x = at(samples, index * 2);
  const y = at(samples, index * 2 + 1);
  const dx = at(samples, index * 2 + 2) - x;
  const dy = at(samples, index * 2 + 3) - y;
  point.x = x + dx * share;
  point.y = y + dy * share;
  point.angle = Math.atan2(dy, dx);
  return point;
}

export function distanceToCurve(samples: CurveSamples, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= SAMPLES; i++)
    least = Math.min(least, Math.hypot(at(samples, i * 2) - x, at(samples, i * 2 + 1) - y));
  return least;
}

const NORMALS: Readonly<Record<Side, { readonly x: number; readonly y: number }>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

/** Half of the way, as calm curves have it; a curve that must turn back swings out further. */
function controlDistance(from: Anchor, endX: number, endY: number): number {
  const out = NORMALS[from.side];
  const ahead = (endX - from.x) * out.x + (endY - from.y) * out.y;
  const aside = Math.abs((endX - from.x) * out.y) + Math.abs((endY - from.y) * out.x);
  if (ahead >= 0) return Math.max(ahead * 0.5, Math.min(24, 8 + aside * 0.5));
  return Math.min(160, 40 + Math.abs(ahead) * 0.35);
}

function bezier(t: number, a: number, b: number, c: number, d: number): number {
  const u = 1 - t;
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

function at(numbers: Float64Array | Float32Array, index: number): number {
  return numbers[index] ?? 0;
}
