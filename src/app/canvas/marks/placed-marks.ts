/** Where the marks of a frame are on the screen, and which of them a pointer means. */
import type { Frame, PlanView } from '../../../run/protocol.ts';
import { type CurvePoint, pointAt, SAMPLES } from '../geometry/edge-curve.ts';
import type { PlacedEdge, Scene } from '../scene.ts';

export interface Transform {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Grows and is filled again for every frame, so that two thousand marks make no garbage. */
export interface PlacedMarks {
  count: number;
  x: Float32Array;
  y: Float32Array;
  /** Index of the mark in the frame's `marks`, in marks (not floats). */
  index: Uint32Array;
}

/** Floats per mark in a frame: edge, progress, channel, row. */
export const MARK_STRIDE = 4;

export function noMarks(): PlacedMarks {
  return { count: 0, x: new Float32Array(256), y: new Float32Array(256), index: new Uint32Array(256) };
}

/** The edges of a plan in its order; `undefined` where the drawing no longer has one. */
export function planEdges(plan: PlanView, scene: Scene): readonly (PlacedEdge | undefined)[] {
  return plan.edges.map(({ id }) => scene.edges.get(id));
}

export function placeMarks(
  placed: PlacedMarks,
  frame: Frame,
  edges: readonly (PlacedEdge | undefined)[],
  { x, y, zoom }: Transform,
): void {
  const { marks } = frame;
  const amount = Math.floor(marks.length / MARK_STRIDE);
  if (placed.x.length < amount) grow(placed, amount);
  const point: CurvePoint = { x: 0, y: 0, angle: 0 };
  placed.count = 0;
  for (let i = 0; i < amount; i++) {
    const edge = edges[marks[i * MARK_STRIDE] ?? -1];
    const progress = marks[i * MARK_STRIDE + 1] ?? 0;
    if (edge === undefined || edge.isCovered[Math.round(progress * SAMPLES)] === 1) continue;
    pointAt(edge.samples, progress, point);
    placed.x[placed.count] = point.x * zoom + x;
    placed.y[placed.count] = point.y * zoom + y;
    placed.index[placed.count] = i;
    placed.count += 1;
  }
}

/** Index in the frame of the mark nearest to a place on the screen, if one is near enough; −1 = none. */
export function pickMark(placed: PlacedMarks, x: number, y: number, within: number): number {
  let best = -1;
  let least = within * within;
  for (let i = 0; i < placed.count; i++) {
    const dx = (placed.x[i] ?? 0) - x;
    const dy = (placed.y[i] ?? 0) - y;
    const distance = dx * dx + dy * dy;
    if (distance <= least) {
      least = distance;
      best = placed.index[i] ?? -1;
    }
  }
  return best;
}

/** For the keyboard: marks of one edge in the order of travel, as indices in the frame. */
export function marksOfEdge(frame: Frame, edge: number): readonly number[] {
  const found: number[] = [];
  for (let i = 0; i * MARK_STRIDE < frame.marks.length; i++) if (frame.marks[i * MARK_STRIDE] === edge) found.push(i);
  const progress = (index: number) => frame.marks[index * MARK_STRIDE + 1] ?? 0;
  return found.sort((a, b) => progress(a) - progress(b));
}

function grow(placed: PlacedMarks, amount: number): void {
  const room = Math.max(amount, placed.x.length * 2);
  placed.x = new Float32Array(room);
  placed.y = new Float32Array(room);
  placed.index = new Uint32Array(room);
}
