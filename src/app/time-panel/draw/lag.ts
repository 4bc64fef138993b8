/** The lane of watermark lag: how far the processing clock is ahead of the watermark. */
import type { Lane } from '../geometry/lanes.ts';
import { timeAtX, xOf } from '../geometry/scales.ts';
import type { BranchHistory } from '../history/history.ts';
import { valueAt } from '../history/series.ts';
import { eachColumn, type Stretch } from './curve.ts';
import type { Paint } from './paint.ts';
import { clockOf, MICROS_PER_SECOND, type Scene, secondsPerPixel } from './scene.ts';

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
