/** The lane of checkpoints. */
import type { Lane } from '../geometry/lanes.ts';
import { xOf } from '../geometry/scales.ts';
import { type Paint, THINNEST } from './paint.ts';
import type { Scene } from './scene.ts';

/** A checkpoint is a span from trigger to completion; the one in flight is dashed and open at the playhead. */
export function drawCheckpoints(ctx: CanvasRenderingContext2D, scene: Scene, lane: Lane, paint: Paint): void {
  const { plotTop: top, plotHeight: height } = lane;
  let drawnTo = -Infinity;
  for (const { triggeredAt, endedAt, outcome } of scene.history.checkpoints) {
    if (endedAt < scene.scale.from || triggeredAt > scene.scale.to) continue;
    const x = xOf(scene.scale, triggeredAt);
    const width = Math.max(THINNEST, xOf(scene.scale, endedAt) - x);
    // Of thousands on one pixel only the first that completed can be seen; one that did not is always drawn.
    if (outcome === 'completed' && x + width < drawnTo + 1) continue;
    drawnTo = x + width;
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
