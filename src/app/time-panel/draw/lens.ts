/**
 * The magnifier: twenty seconds of the plane, enlarged in a corner that the data leave free, so that the distance
 * between the newest event time and the watermark, which is the bound, can be seen at any zoom.
 */
import type { Box } from '../geometry/labels.ts';
import { overlaps } from '../geometry/labels.ts';
import { type TimeScale, xOf } from '../geometry/scales.ts';
import { emptyExtent, extentOf } from '../history/series.ts';
import type { Paint } from './paint.ts';
import { clockOf, type EventRange, MICROS_PER_SECOND, type Scene } from './scene.ts';
import { drawRecords, drawWatermark, type Plane, yOfEvent } from './two-clocks.ts';

export const LENS_SECONDS = 20;
const WIDTH = 214;
const HEIGHT = 68;
/** Room beside the enlarged picture for the bracket and its words. */
const WORDS = 82;

export interface LensPicture {
  readonly box: Box;
  readonly plane: Plane;
  /** Centre of the circle that marks the place in the plane. */
  readonly spot: { readonly x: number; readonly y: number };
  /** Ends of the bracket: newest event time above, watermark below. */
  readonly bracket: { readonly x: number; readonly top: number; readonly bottom: number } | null;
}

/** A place for the magnifier, or `null` where the plane is too small, too close already, or too full. */
export function lensPicture(scene: Scene, plane: Plane, taken: readonly Box[]): LensPicture | null {
  const { scale, layout, lens } = scene;
  const span = (scale.to - scale.from) / MICROS_PER_SECOND;
  if (lens === null || layout.stacked || span < LENS_SECONDS * 6 || plane.bottom - plane.top < HEIGHT + 20) return null;
  if (lens < scale.from || lens > scale.to) return null;
  const watermark = watermarkAround(scene, lens);
  if (watermark === null) return null;
  const box = [
    { x: layout.left + 24, y: plane.top - 2, width: WIDTH, height: HEIGHT },
    { x: layout.left + 8, y: plane.top - 3, width: WIDTH, height: HEIGHT },
    { x: layout.left + 24, y: plane.bottom - HEIGHT, width: WIDTH, height: HEIGHT },
  ].find((place) => !taken.some((other) => overlaps(place, other)));
  if (box === undefined) return null;
  const half = (LENS_SECONDS / 2) * MICROS_PER_SECOND;
  const inner: TimeScale = { from: lens - half, to: lens + half, left: box.x + 8, right: box.x + WIDTH - WORDS };
  const newest = scene.startAtMs + inner.to / 1000;
  const events: EventRange = { from: Math.max(watermark.from - 2000, newest - 120_000), to: newest + 500 };
  const enlarged: Plane = { scale: inner, events, top: box.y + 6, bottom: box.y + HEIGHT - 6 };
  const spot = { x: xOf(scale, lens), y: yOfEvent(plane, scene.startAtMs + lens / 1000 - (newest - watermark.to) / 2) };
  const top = yOfEvent(enlarged, newest);
  const bottom = Math.min(enlarged.bottom, yOfEvent(enlarged, watermark.to));
  return { box, plane: enlarged, spot, bracket: bottom - top > 6 ? { x: inner.right + 5, top, bottom } : null };
}

export function drawLens(ctx: CanvasRenderingContext2D, scene: Scene, picture: LensPicture, paint: Paint): void {
  const { box, plane, spot, bracket } = picture;
  const isAbove = box.y + box.height < spot.y;
  ctx.strokeStyle = paint.muted;
  ctx.globalAlpha = 0.6;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(spot.x + (spot.x > box.x + box.width ? -6 : 0), spot.y + (isAbove ? -5 : 5));
  ctx.lineTo(Math.min(spot.x, box.x + box.width), isAbove ? box.y + box.height - 10 : box.y + 10);
  ctx.stroke();
  ctx.globalAlpha = 1;
  ctx.beginPath();
  ctx.arc(spot.x, spot.y, 7, 0, Math.PI * 2);
  ctx.stroke();
  ctx.fillStyle = paint.card;
  ctx.strokeStyle = paint.line;
  ctx.beginPath();
  ctx.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 8);
  ctx.fill();
  ctx.stroke();
  ctx.save();
  ctx.beginPath();
  ctx.rect(plane.scale.left - 3, box.y + 2, plane.scale.right - plane.scale.left + 6, box.height - 4);
  ctx.clip();
  drawRecords(ctx, scene.history.marks.onTime, plane, scene.head, paint.records, 1.8);
  drawWatermark(ctx, scene, plane, paint, 2);
  ctx.restore();
  if (bracket !== null) drawBracket(ctx, bracket.x, bracket.top, bracket.bottom, paint.ink);
}

export function drawBracket(
  ctx: CanvasRenderingContext2D,
  x: number,
  top: number,
  bottom: number,
  colour: string,
): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, top + 0.5);
  ctx.lineTo(x + 4.5, top + 0.5);
  ctx.lineTo(x + 4.5, bottom - 0.5);
  ctx.lineTo(x, bottom - 0.5);
  ctx.stroke();
}

function watermarkAround(scene: Scene, lens: number): EventRange | null {
  const series = clockOf(scene)?.watermark;
  if (series === undefined) return null;
  const second = lens / MICROS_PER_SECOND;
  const extent = extentOf(series, second - LENS_SECONDS / 2, second + LENS_SECONDS / 2, emptyExtent());
  return extent.count === 0 ? null : { from: extent.min, to: extent.max };
}
