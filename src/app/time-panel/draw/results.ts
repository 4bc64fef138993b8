/** The lane of results: what the node put out in each second, and the windows that are due and have not fired. */
import type { Lane } from '../geometry/lanes.ts';
import { xOf } from '../geometry/scales.ts';
import type { Series } from '../history/series.ts';
import { eachColumn, type Stretch } from './curve.ts';
import { type Paint, THINNEST } from './paint.ts';
import { countNow, MICROS_PER_SECOND, rateOf, type Scene } from './scene.ts';

/** Highest rate in view, at least one, so that nothing is drawn as nothing. */
export function peakRate(scene: Scene): number {
  const series = rateOf(scene, scene.history);
  let peak = scene.at >= scene.head ? countNow(scene) : 0;
  if (series !== undefined)
    eachColumn(series, scene.scale, { from: 0, to: scene.head }, 4, (_, __, max) => {
      if (max > peak) peak = max;
    });
  return Math.max(1, peak);
}

export function drawResults(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, peak: number, paint: Paint): void {
  const bottom = lane.plotTop + lane.plotHeight;
  const end = xOf(scene.scale, Math.min(scene.head, scene.scale.to));
  line(ctx, scene.layout.left, end, bottom, paint.line, 1);
  const ghost = scene.ghost === null ? undefined : rateOf(scene, scene.ghost.history);
  if (scene.ghost !== null && ghost !== undefined) {
    ctx.globalAlpha = 0.35;
    drawBars(ctx, ghost, scene, { from: scene.ghost.from, to: scene.ghost.history.to }, lane, peak, paint.muted);
    ctx.globalAlpha = 1;
  }
  const own = rateOf(scene, scene.history);
  if (own !== undefined) drawBars(ctx, own, scene, { from: 0, to: scene.head }, lane, peak, paint.records);
  drawBarNow(ctx, scene, lane, peak, paint.records);
  drawDue(ctx, scene, lane, paint);
}

/** The bar of the second at the playhead, which grows until the second is whole. */
function drawBarNow(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, peak: number, colour: string): void {
  const count = countNow(scene);
  if (scene.at < scene.head || !(count > 0)) return;
  const height = Math.max(1.5, (count / peak) * lane.plotHeight);
  const from = xOf(scene.scale, Math.floor(scene.at / MICROS_PER_SECOND) * MICROS_PER_SECOND);
  const width = Math.max(THINNEST, xOf(scene.scale, scene.at) - from);
  ctx.fillStyle = colour;
  ctx.fillRect(xOf(scene.scale, scene.at) - width, lane.plotTop + lane.plotHeight - height, width, height);
}

/** Above this share of columns with something in them a rate is steady: drawn as an area, not as single bars. */
const STEADY = 0.6;

/** A rate over a second is a bar of that second; a column of many seconds shows its highest. */
function drawBars(
  ctx: CanvasRenderingContext2D,
  series: Series,
  scene: Scene,
  stretch: Stretch,
  lane: Lane,
  peak: number,
  colour: string,
): void {
  const bottom = lane.plotTop + lane.plotHeight;
  const secondPx = xOf(scene.scale, MICROS_PER_SECOND) - xOf(scene.scale, 0);
  const width = Math.max(1, Math.round(secondPx));
  const bars: (readonly [x: number, height: number])[] = [];
  let columns = 0;
  eachColumn(series, scene.scale, stretch, width, (x, _, max) => {
    columns++;
    if (max > 0) bars.push([x, Math.max(1.5, (max / peak) * lane.plotHeight)]);
  });
  ctx.fillStyle = colour;
  const isSteady = bars.length > columns * STEADY;
  const alpha = ctx.globalAlpha;
  for (const [x, height] of bars) {
    if (isSteady) {
      ctx.globalAlpha = alpha * 0.28;
      ctx.fillRect(x, bottom - height, width, height);
      ctx.globalAlpha = alpha;
      ctx.fillRect(x, bottom - height, width, 1.5);
    } else {
      // A lone bar is widened around its middle, so that it can be seen.
      const drawn = Math.max(THINNEST, width);
      ctx.fillRect(x - (drawn - width) / 2, bottom - height, drawn, height);
    }
  }
}

function drawDue(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, paint: Paint): void {
  const first = scene.due[0];
  if (first === undefined) return;
  const bottom = lane.plotTop + lane.plotHeight;
  const from = Math.max(scene.layout.left, xOf(scene.scale, (first.end - scene.startAtMs) * 1000));
  line(ctx, from, xOf(scene.scale, scene.at), bottom, paint.failure, 2);
  ctx.strokeStyle = paint.failure;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 2]);
  for (const { dueAt } of scene.due) {
    const x = xOf(scene.scale, dueAt);
    if (x < scene.layout.left || x > scene.layout.right) continue;
    ctx.fillStyle = paint.card;
    ctx.fillRect(Math.round(x) - 2, lane.plotTop + 1, 4, lane.plotHeight - 1);
    ctx.strokeRect(Math.round(x) - 1.5, lane.plotTop + 1.5, 4, lane.plotHeight - 2);
  }
  ctx.setLineDash([]);
}

function line(ctx: CanvasRenderingContext2D, x1: number, x2: number, y: number, colour: string, width: number): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(x1, y - width / 2);
  ctx.lineTo(x2, y - width / 2);
  ctx.stroke();
}
