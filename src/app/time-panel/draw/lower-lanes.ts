/** The lanes below the plane that hold marks: results, watermark lag, checkpoints. */
import type { BranchHistory } from '../history/history.ts';
import { type Series, valueAt } from '../history/series.ts';
import type { Lane } from '../geometry/lanes.ts';
import { timeAtX, xOf } from '../geometry/scales.ts';
import { eachColumn, type Stretch } from './curve.ts';
import type { Paint } from './paint.ts';
import { clockOf, countNow, MICROS_PER_SECOND, rateOf, type Scene, secondsPerPixel } from './scene.ts';

/** Marks narrower than this disappear on a screen. */
const THINNEST = 3;

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
  const from = Math.max(scene.layout.left, xOf(scene.scale, first.dueAt - 10 * MICROS_PER_SECOND));
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

/** The largest lag in view, ms; the lane's scale ends there. */
export function peakLag(scene: Scene): number {
  let peak = 0;
  for (const { history, from, to } of lagStretches(scene)) {
    eachLag(scene, history, { from, to }, 4, (_, lag) => {
      // Where nothing was measured the lag is NaN, which no comparison lets through.
      if (lag > peak) peak = lag;
    });
  }
  if (scene.at >= scene.head && lagNow(scene) > peak) peak = lagNow(scene);
  return Math.max(1000, peak);
}

export function lagNow(scene: Scene): number {
  const lag = scene.startAtMs + scene.at / 1000 - scene.watermarkNow;
  return Number.isFinite(lag) ? lag : Number.NaN;
}

export function drawLag(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, peak: number, paint: Paint): void {
  const bottom = lane.plotTop + lane.plotHeight;
  const yOf = (lag: number) => bottom - (Math.max(0, lag) / peak) * (lane.plotHeight - 1);
  for (const { history, from, to, isGhost } of lagStretches(scene)) {
    const points: (readonly [number, number])[] = [];
    eachLag(scene, history, { from, to }, 1, (x, lag) => points.push([x, lag]));
    if (!isGhost && scene.at >= scene.head && Number.isFinite(lagNow(scene)))
      points.push([xOf(scene.scale, scene.at), lagNow(scene)]);
    for (const run of runsOf(points)) {
      if (!isGhost) fillUnder(ctx, run, yOf, bottom, paint.watermark);
      ctx.strokeStyle = isGhost ? paint.muted : paint.watermark;
      ctx.lineWidth = isGhost ? 1.3 : 1.6;
      ctx.setLineDash(isGhost ? [3, 3] : []);
      ctx.beginPath();
      for (const [x, lag] of run) ctx.lineTo(x, yOf(lag));
      ctx.stroke();
    }
  }
  ctx.setLineDash([]);
}

function lagStretches(scene: Scene): readonly {
  readonly history: BranchHistory;
  readonly from: number;
  readonly to: number;
  readonly isGhost: boolean;
}[] {
  const own = { history: scene.history, from: 0, to: scene.head, isGhost: false };
  return scene.ghost === null
    ? [own]
    : [{ history: scene.ghost.history, from: scene.ghost.from, to: scene.ghost.history.to, isGhost: true }, own];
}

/** Lag is the clock at the sample's own instant less the watermark then; a column of many seconds has their mean. */
function eachLag(
  scene: Scene,
  history: BranchHistory,
  stretch: Stretch,
  width: number,
  visit: (x: number, lagMs: number) => void,
): void {
  const watermark = (history === scene.history ? clockOf(scene) : history.nodes[scene.clockNode])?.watermark;
  if (watermark === undefined) return;
  const { scale, startAtMs } = scene;
  if (secondsPerPixel(scale) * width > watermark.secondsPerBucket) {
    eachColumn(watermark, scale, stretch, width, (x, _, __, mean) =>
      visit(x, startAtMs + timeAtX(scale, x + width / 2) / 1000 - mean),
    );
    return;
  }
  const last = Math.floor(Math.min(stretch.to, scale.to) / MICROS_PER_SECOND);
  for (
    let second = Math.max(0, Math.floor(Math.max(stretch.from, scale.from) / MICROS_PER_SECOND));
    second <= last;
    second++
  ) {
    visit(xOf(scale, second * MICROS_PER_SECOND), startAtMs + second * 1000 - valueAt(watermark, second));
  }
}

function runsOf(points: readonly (readonly [number, number])[]): readonly (readonly (readonly [number, number])[])[] {
  const runs: (readonly [number, number])[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point[1])) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length !== 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

function fillUnder(
  ctx: CanvasRenderingContext2D,
  run: readonly (readonly [number, number])[],
  yOf: (lag: number) => number,
  bottom: number,
  colour: string,
): void {
  ctx.fillStyle = colour;
  ctx.globalAlpha = 0.13;
  ctx.beginPath();
  ctx.moveTo(run[0]?.[0] ?? 0, bottom);
  for (const [x, lag] of run) ctx.lineTo(x, yOf(lag));
  ctx.lineTo(run.at(-1)?.[0] ?? 0, bottom);
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** A checkpoint is a span from trigger to completion; the one in flight is dashed and open at the playhead. */
export function drawCheckpoints(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, paint: Paint): void {
  const { plotTop: top, plotHeight: height } = lane;
  for (const { triggeredAt, endedAt, outcome } of scene.history.checkpoints) {
    if (endedAt < scene.scale.from || triggeredAt > scene.scale.to) continue;
    const x = xOf(scene.scale, triggeredAt);
    const width = Math.max(THINNEST, xOf(scene.scale, endedAt) - x);
    const isRunning = triggeredAt <= scene.at && endedAt > scene.at;
    if (isRunning) dashedBox(ctx, x, top, Math.max(7, width), height, paint.barrier, paint.card);
    else if (outcome === 'completed') box(ctx, x, top, width, height, paint.barrier);
    else dashedBox(ctx, x, top, Math.max(7, width), height, paint.failure, paint.card);
  }
  const told = scene.history.checkpoints.some((each) => each.id === scene.inFlight?.id && each.endedAt > scene.at);
  if (scene.inFlight === null || told) return;
  const x = xOf(scene.scale, scene.inFlight.since);
  dashedBox(ctx, x, top, Math.max(9, xOf(scene.scale, scene.at) - x), height, paint.barrier, paint.card);
}

function box(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 1.5);
  ctx.fill();
}

function dashedBox(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  fill: string,
): void {
  ctx.fillStyle = fill;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.4;
  ctx.setLineDash([2.5, 2]);
  ctx.beginPath();
  ctx.roundRect(x + 0.7, y + 0.7, Math.max(1, width - 1.4), height - 1.4, 1.5);
  ctx.fill();
  ctx.stroke();
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
