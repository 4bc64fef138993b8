/** Draws one scene: grid, lanes, the veil over a future that is known, and the plane's magnifier. */
import { laneOf } from '../geometry/lanes.ts';
import type { Tick } from '../geometry/scales.ts';
import { xOf } from '../geometry/scales.ts';
import { drawBracket, drawLens, type LensPicture } from './lens.ts';
import { drawCheckpoints } from './checkpoints.ts';
import { drawLag } from './lag.ts';
import { drawResults } from './results.ts';
import type { Paint } from './paint.ts';
import { headX, type Scene } from './scene.ts';
import { drawTwoClocks, type Plane, yOfEvent } from './two-clocks.ts';

/** What was measured of a scene before it is drawn; the labels are placed from the same. */
export interface Measures {
  readonly plane: Plane;
  readonly peakRate: number;
  readonly peakLag: number;
  readonly lens: LensPicture | null;
  readonly clockTicks: readonly Tick[];
  readonly eventTicks: readonly Tick[];
  /** Ends of the bracket at the playhead: the newest event time and the watermark. */
  readonly bracket: { readonly x: number; readonly top: number; readonly bottom: number } | null;
}

export function drawLanes(ctx: CanvasRenderingContext2D, scene: Scene, measures: Measures, paint: Paint): void {
  const { layout } = scene;
  ctx.clearRect(0, 0, layout.right + 1, layout.height);
  drawGround(ctx, scene, measures, paint);
  ctx.save();
  ctx.beginPath();
  ctx.rect(layout.left, 0, layout.right - layout.left, layout.bottom);
  ctx.clip();
  drawTwoClocks(ctx, scene, measures.plane, paint);
  const results = laneOf(layout, 'results');
  if (results !== undefined) drawResults(ctx, scene, results, measures.peakRate, paint);
  const lag = laneOf(layout, 'lag');
  if (lag !== undefined) drawLag(ctx, scene, lag, measures.peakLag, paint);
  const checkpoints = laneOf(layout, 'checkpoints');
  if (checkpoints !== undefined) drawCheckpoints(ctx, scene, checkpoints, paint);
  drawVeil(ctx, scene, paint);
  if (measures.lens !== null) drawLens(ctx, scene, measures.lens, paint);
  if (measures.bracket !== null)
    drawBracket(ctx, measures.bracket.x, measures.bracket.top, measures.bracket.bottom, paint.ink);
  ctx.restore();
}

function drawGround(ctx: CanvasRenderingContext2D, scene: Scene, measures: Measures, paint: Paint): void {
  const { layout, scale } = scene;
  const head = headX(scene);
  ctx.fillStyle = paint.future;
  ctx.globalAlpha = 0.65;
  ctx.fillRect(head, 0, layout.right - head, layout.bottom);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1;
  for (const { at, major } of measures.clockTicks) {
    const x = Math.round(xOf(scale, at)) + 0.5;
    ctx.strokeStyle = major ? paint.line : paint.grid;
    stroke(ctx, x, 2, x, layout.bottom);
  }
  ctx.strokeStyle = paint.grid;
  for (const lane of layout.lanes)
    stroke(ctx, 0, lane.top + lane.height - 0.5, layout.right, lane.top + lane.height - 0.5);
  ctx.strokeStyle = paint.line;
  for (const { at } of measures.eventTicks) {
    const y = Math.round(yOfEvent(measures.plane, at)) + 0.5;
    stroke(ctx, layout.left - 4, y, layout.left, y);
  }
}

/** What was computed beyond the playhead stays visible, but pale: it is known, and it has not happened yet. */
function drawVeil(ctx: CanvasRenderingContext2D, scene: Scene, paint: Paint): void {
  const from = Math.max(scene.layout.left, xOf(scene.scale, scene.at));
  const to = headX(scene);
  if (to - from < 1) return;
  ctx.globalAlpha = 0.62;
  ctx.fillStyle = paint.card;
  ctx.fillRect(from, 0, to - from, scene.layout.bottom);
  ctx.globalAlpha = 1;
}

function stroke(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
