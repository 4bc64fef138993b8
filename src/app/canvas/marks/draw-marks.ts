/** Draws what is on its way between the cards: records, watermarks and barriers. Pixels in, nothing kept. */
import type { Frame } from '../../../run/protocol.ts';
import { type CurvePoint, pointAt, SAMPLES } from '../geometry/edge-curve.ts';
import type { PlacedEdge } from '../scene.ts';
import { MARK_STRIDE, type PlacedMarks, type Transform } from './placed-marks.ts';
import { blit, clearField, type PixelField } from './pixel-field.ts';
import { type CanvasColours, FAINT, type Sprites } from './sprites.ts';

export interface Drawing {
  readonly context: CanvasRenderingContext2D;
  readonly frame: Frame;
  readonly edges: readonly (PlacedEdge | undefined)[];
  readonly transform: Transform;
  /** Device pixels for each CSS pixel. */
  readonly ratio: number;
  /** As many device pixels as the canvas has. */
  readonly field: PixelField;
  readonly placed: PlacedMarks;
  readonly sprites: Sprites;
  readonly colours: CanvasColours;
  /** Index in the frame of the mark whose record is open; −1 = none. */
  readonly picked: number;
  /** Edges outside of it are drawn faintly. */
  readonly lit: ReadonlySet<string> | null;
}

/** Kinds of control elements in a frame. */
const WATERMARK = 1;
const BARRIER = 2;

export function drawMarks(drawing: Drawing): void {
  drawRecords(drawing);
  drawControls(drawing);
}

/** Marks come in the order of their edges, so the sprite changes seldom. */
function drawRecords({ context, frame, edges, placed, ratio, field, sprites, colours, picked, lit }: Drawing): void {
  clearField(field);
  let edgeIndex = -1;
  let sprite = sprites.shipments;
  let pixels = sprite.plain;
  let opened = -1;
  for (let i = 0; i < placed.count; i++) {
    const mark = placed.index[i] ?? 0;
    const on = frame.marks[mark * MARK_STRIDE] ?? 0;
    if (on !== edgeIndex) {
      edgeIndex = on;
      const edge = edges[on];
      sprite = sprites[edge?.stream ?? 'shipments'];
      pixels = edge === undefined || isLitEdge(lit, edge.id) ? sprite.plain : sprite.faint;
    }
    const half = pixels.side / 2;
    blit(field, pixels, Math.round((placed.x[i] ?? 0) * ratio - half), Math.round((placed.y[i] ?? 0) * ratio - half));
    if (mark === picked) opened = i;
  }
  const { left, top, right, bottom } = field.dirty;
  if (right > left) context.putImageData(field.image, 0, 0, left, top, right - left, bottom - top);
  if (opened < 0) return;
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(placed.x[opened] ?? 0, placed.y[opened] ?? 0, sprite.size * 0.6, 0, 2 * Math.PI);
  context.stroke();
}

function drawControls({ context, frame, edges, transform, colours, lit }: Drawing): void {
  const { controls } = frame;
  const scale = Math.min(1.2, Math.max(0.7, transform.zoom));
  const point: CurvePoint = { x: 0, y: 0, angle: 0 };
  const labels: Label[] = [];
  for (let i = 0; i + 3 < controls.length; i += 4) {
    const edge = edges[controls[i] ?? -1];
    const progress = controls[i + 1] ?? 0;
    if (edge === undefined || edge.isCovered[Math.round(progress * SAMPLES)] === 1) continue;
    pointAt(edge.samples, progress, point);
    const x = point.x * transform.zoom + transform.x;
    const y = point.y * transform.zoom + transform.y;
    context.globalAlpha = isLitEdge(lit, edge.id) ? 1 : FAINT;
    const kind = controls[i + 2];
    if (kind === BARRIER) {
      drawAcross(context, x, y, point.angle, 4 * scale, 22 * scale, colours.barrier, colours.paper);
      labels.push({ x, y: y - 15 * scale, text: String(controls[i + 3] ?? 0), alpha: context.globalAlpha });
    } else if (kind === WATERMARK)
      drawAcross(context, x, y, point.angle, 2 * scale, 14 * scale, colours.watermark, colours.paper);
    else drawIdleSign(context, x, y, point.angle, scale, colours);
  }
  drawLabels(context, labels, colours);
  context.globalAlpha = 1;
}

/** A bar across the direction of travel, with a rim of paper that keeps it apart from the records around it. */
function drawAcross(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  angle: number,
  thickness: number,
  length: number,
  colour: string,
  rim: string,
): void {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.fillStyle = rim;
  context.fillRect(-thickness / 2 - 1, -length / 2, thickness + 2, length);
  context.fillStyle = colour;
  context.fillRect(-thickness / 2, -length / 2, thickness, length);
  context.restore();
}

/** A stream status on its way: two short strokes, hollow as what it says. */
function drawIdleSign(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  angle: number,
  scale: number,
  colours: CanvasColours,
): void {
  drawAcross(
    context,
    x - Math.cos(angle) * 2,
    y - Math.sin(angle) * 2,
    angle,
    1.5,
    10 * scale,
    colours.muted,
    colours.paper,
  );
  drawAcross(
    context,
    x + Math.cos(angle) * 2,
    y + Math.sin(angle) * 2,
    angle,
    1.5,
    10 * scale,
    colours.muted,
    colours.paper,
  );
}

interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly alpha: number;
}

/** The number of the checkpoint stands once where several channels carry its barrier side by side. */
function drawLabels(context: CanvasRenderingContext2D, labels: readonly Label[], colours: CanvasColours): void {
  context.font = colours.font;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const written: Label[] = [];
  for (const label of labels) {
    const isTaken = written.some(
      (other) => other.text === label.text && Math.abs(other.x - label.x) < 24 && Math.abs(other.y - label.y) < 16,
    );
    if (isTaken) continue;
    written.push(label);
    context.globalAlpha = label.alpha;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeStyle = colours.paper;
    context.strokeText(label.text, label.x, label.y);
    context.fillStyle = colours.barrierText;
    context.fillText(label.text, label.x, label.y);
  }
}

function isLitEdge(lit: ReadonlySet<string> | null, edge: string): boolean {
  return lit === null || lit.has(`edge:${edge}`);
}
