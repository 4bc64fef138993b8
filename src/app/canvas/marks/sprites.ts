/** The marks of records, drawn once per size and theme, as pixels that are copied for each record. */
import type { StreamName } from '../../../operators/kind.ts';
import { markPath, marks } from '../../../theme/marks.ts';
import { fade, makeSprite, type PixelSprite } from './pixel-field.ts';

export interface CanvasColours {
  readonly ink: string;
  readonly paper: string;
  readonly watermark: string;
  readonly barrier: string;
  readonly barrierText: string;
  readonly muted: string;
  readonly stream: Readonly<Record<StreamName, string>>;
  readonly font: string;
}

export interface Sprite {
  readonly plain: PixelSprite;
  /** On edges that a story leaves unlit. */
  readonly faint: PixelSprite;
  /** Side of the square it is drawn into, CSS pixels. */
  readonly size: number;
}

export const FAINT = 0.22;

export type Sprites = Readonly<Record<StreamName, Sprite>>;

/** Reads the theme's tokens as they stand on this element now. */
export function readCanvasColours(element: Element): CanvasColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    paper: token('--paper'),
    watermark: token('--watermark'),
    barrier: token('--barrier'),
    barrierText: token('--barrier-text'),
    muted: token('--muted'),
    stream: everyStream((name) => token(marks[name].colour)),
    font: `600 11px ${token('--font-number')}`,
  };
}

/** `diameter` in CSS pixels; `pixelRatio` device pixels for each. */
export function drawSprites(colours: CanvasColours, diameter: number, pixelRatio: number): Sprites {
  const size = Math.ceil(diameter * 1.6) + 2;
  const draw = (name: StreamName): Sprite => {
    const side = Math.ceil(size * pixelRatio);
    const canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.scale(pixelRatio, pixelRatio);
      const path = new Path2D(markPath(marks[name].shape, size / 2, size / 2, diameter));
      // A thin rim of paper keeps marks apart from the line they travel on; faint colours get one of ink.
      context.lineWidth = marks[name].needsInkOutline ? 1 : 1.2;
      context.strokeStyle = marks[name].needsInkOutline ? colours.ink : colours.paper;
      context.fillStyle = colours.stream[name];
      if (!marks[name].needsInkOutline) context.stroke(path);
      context.fill(path);
      if (marks[name].needsInkOutline) context.stroke(path);
    }
    const pixels = context?.getImageData(0, 0, side, side).data ?? new Uint8ClampedArray(side * side * 4);
    const plain = makeSprite(side, new Uint32Array(pixels.buffer));
    return { plain, faint: fade(plain, FAINT), size };
  };
  return everyStream(draw);
}

function everyStream<T>(make: (name: StreamName) => T): Readonly<Record<StreamName, T>> {
  return {
    shipments: make('shipments'),
    weather: make('weather'),
    drivers: make('drivers'),
    labels: make('labels'),
    model: make('model'),
    clicks: make('clicks'),
    purchases: make('purchases'),
  };
}
