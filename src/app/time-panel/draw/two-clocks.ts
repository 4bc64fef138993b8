/**
 * The two-clock plane: processing time to the right, event time up. A record is a mark where it arrived and what
 * time it carries; the watermark is the staircase that follows below; a record under it was late.
 */
import { indexAt, type Marks, strideFor } from '../history/marks.ts';
import type { Lane } from '../geometry/lanes.ts';
import { type TimeScale, xOf } from '../geometry/scales.ts';
import { traceStaircase } from './curve.ts';
import type { Paint } from './paint.ts';
import { clockOf, type EventRange, type Scene } from './scene.ts';

export interface Plane {
  readonly scale: TimeScale;
  readonly events: EventRange;
  readonly top: number;
  readonly bottom: number;
}

/** Marks are thinned to at most two in 5 px of width: more would be a band without grain. */
const MARKS_PER_PIXEL = 0.4;
/** A cross is wide, and a hedge of them says no more than a few. */
const CROSSES_PER_PIXEL = 0.045;
/** Half the width of a cross, px. */
const CROSS = 3.4;

export function planeOf(scene: Scene, lane: Lane, events: EventRange): Plane {
  return { scale: scene.scale, events, top: lane.plotTop, bottom: lane.plotTop + lane.plotHeight };
}

export function yOfEvent(plane: Plane, epochMs: number): number {
  const share = (epochMs - plane.events.from) / (plane.events.to - plane.events.from);
  return plane.bottom - share * (plane.bottom - plane.top);
}

export function drawTwoClocks(ctx: CanvasRenderingContext2D, scene: Scene, plane: Plane, paint: Paint): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(plane.scale.left, plane.top - 4, plane.scale.right - plane.scale.left, plane.bottom - plane.top + 8);
  ctx.clip();
  drawGhost(ctx, scene, plane, paint);
  drawRecords(ctx, scene.history.marks.onTime, plane, scene.head, paint.records, 1.7);
  drawWatermark(ctx, scene, plane, paint, 2);
  drawLate(ctx, scene.history.marks.late, plane, scene.head, paint);
  ctx.restore();
}

export function drawRecords(
  ctx: CanvasRenderingContext2D,
  marks: Marks,
  plane: Plane,
  head: number,
  colour: string,
  radius: number,
): void {
  const { first, end, stride } = drawnMarks(marks, plane.scale, head);
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (let i = first; i < end; i += stride) {
    const x = xOf(plane.scale, marks.at[i] ?? 0);
    const y = yOfEvent(plane, marks.event[i] ?? Number.NaN);
    if (!(y > plane.top - 4 && y < plane.bottom + 4)) continue;
    ctx.moveTo(x + radius, y);
    ctx.arc(x, y, radius, 0, Math.PI * 2);
  }
  ctx.fill();
}

export interface DrawnMarks {
  readonly first: number;
  readonly end: number;
  readonly stride: number;
}

/** Which of the marks in view are drawn; `stride` is what "1 of n" is told from. */
export function drawnMarks(marks: Marks, scale: TimeScale, head: number): DrawnMarks {
  return drawn(marks, scale, head, MARKS_PER_PIXEL);
}

export function drawnLate(marks: Marks, scale: TimeScale, head: number): DrawnMarks {
  return drawn(marks, scale, head, CROSSES_PER_PIXEL);
}

function drawn(marks: Marks, scale: TimeScale, head: number, perPixel: number): DrawnMarks {
  const from = indexAt(marks, scale.from);
  const end = indexAt(marks, Math.min(head, scale.to) + 1);
  const stride = strideFor(from, end, Math.max(20, (scale.right - scale.left) * perPixel));
  return { first: Math.ceil(from / stride) * stride, end, stride };
}

export function drawWatermark(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  plane: Plane,
  paint: Paint,
  width: number,
): void {
  const node = clockOf(scene);
  if (node === undefined) return;
  ctx.strokeStyle = paint.watermark;
  ctx.lineWidth = width;
  ctx.lineJoin = 'round';
  ctx.beginPath();
  const last = scene.at >= scene.head ? scene.watermarkNow : Number.NaN;
  traceStaircase(
    ctx,
    node.watermark,
    plane.scale,
    { from: 0, to: scene.head },
    (value) => yOfEvent(plane, value),
    last,
  );
  ctx.stroke();
}

/** One that lies below the plane is drawn at its lower edge, because each late record matters. */
export function yOfLate(plane: Plane, epochMs: number): number {
  return Math.min(plane.bottom - CROSS, Math.max(plane.top, yOfEvent(plane, epochMs)));
}

function drawLate(ctx: CanvasRenderingContext2D, marks: Marks, plane: Plane, head: number, paint: Paint): void {
  const size = CROSS;
  const { first, end, stride } = drawnLate(marks, plane.scale, head);
  ctx.beginPath();
  for (let i = first; i < end; i += stride) {
    const x = xOf(plane.scale, marks.at[i] ?? 0);
    const y = yOfLate(plane, marks.event[i] ?? Number.NaN);
    ctx.moveTo(x - size, y - size);
    ctx.lineTo(x + size, y + size);
    ctx.moveTo(x + size, y - size);
    ctx.lineTo(x - size, y + size);
  }
  // A rim of the card's colour keeps a cross readable where it lies on the staircase.
  ctx.lineCap = 'round';
  ctx.strokeStyle = paint.card;
  ctx.lineWidth = 4;
  ctx.stroke();
  ctx.strokeStyle = paint.late;
  ctx.lineWidth = 1.8;
  ctx.stroke();
  ctx.lineCap = 'butt';
}

function drawGhost(ctx: CanvasRenderingContext2D, scene: Scene, plane: Plane, paint: Paint): void {
  const other = scene.ghost?.history.nodes[scene.clockNode];
  if (scene.ghost === null || other === undefined) return;
  ctx.strokeStyle = paint.muted;
  ctx.lineWidth = 1.4;
  ctx.setLineDash([3, 3]);
  ctx.beginPath();
  traceStaircase(ctx, other.watermark, plane.scale, { from: scene.ghost.from, to: scene.ghost.history.to }, (value) =>
    yOfEvent(plane, value),
  );
  ctx.stroke();
  ctx.setLineDash([]);
}
