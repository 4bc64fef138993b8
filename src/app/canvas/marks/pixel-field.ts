/**
 * Two thousand small pictures as pixels: copied by hand into one image, they cost a tenth of what as many calls of
 * `drawImage` do where no graphics card draws them. Pixels are RGBA words as `ImageData` holds them, not premultiplied.
 */
export interface PixelField {
  readonly image: ImageData;
  readonly words: Uint32Array;
  /** Device pixels that have been written since it was cleared: left, top, right, bottom. */
  readonly dirty: { left: number; top: number; right: number; bottom: number };
}

/** A square picture, of which only the pixels are kept that show anything: where they stand in it, and their words. */
export interface PixelSprite {
  readonly side: number;
  readonly xs: Uint8Array;
  readonly ys: Uint8Array;
  readonly words: Uint32Array;
}

/** `words`: all pixels, row by row. */
export function makeSprite(side: number, words: Uint32Array): PixelSprite {
  const shown = Array.from(words.keys()).filter((at) => words[at] >>> 24 > 0);
  return {
    side,
    xs: Uint8Array.from(shown, (at) => at % side),
    ys: Uint8Array.from(shown, (at) => Math.floor(at / side)),
    words: Uint32Array.from(shown, (at) => words[at]),
  };
}

export function createField(width: number, height: number): PixelField {
  const image = new ImageData(Math.max(1, width), Math.max(1, height));
  const dirty = { left: 0, top: 0, right: 0, bottom: 0 };
  return clearField({ image, words: new Uint32Array(image.data.buffer), dirty });
}

export function clearField(field: PixelField): PixelField {
  const { dirty, image, words } = field;
  for (let y = dirty.top; y < dirty.bottom; y++)
    words.fill(0, y * image.width + dirty.left, y * image.width + dirty.right);
  Object.assign(dirty, { left: image.width, top: image.height, right: 0, bottom: 0 });
  return field;
}

/** Lays a sprite with its top left corner on a whole pixel over what is there; what lies outside is cut off. */
export function blit({ image, words, dirty }: PixelField, sprite: PixelSprite, x: number, y: number): void {
  const { width, height } = image;
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(width, x + sprite.side);
  const bottom = Math.min(height, y + sprite.side);
  if (left >= right || top >= bottom) return;
  if (left < dirty.left) dirty.left = left;
  if (top < dirty.top) dirty.top = top;
  if (right > dirty.right) dirty.right = right;
  if (bottom > dirty.bottom) dirty.bottom = bottom;
  const isCut = right - left < sprite.side || bottom - top < sprite.side;
  for (let i = 0; i < sprite.words.length; i++) {
    const column = x + sprite.xs[i];
    const row = y + sprite.ys[i];
    if (isCut && (column < 0 || column >= width || row < 0 || row >= height)) continue;
    const at = row * width + column;
    const over = sprite.words[i];
    const under = words[at];
    words[at] = under === 0 || over >>> 24 === 255 ? over : mix(over, under);
  }
}

/** Source over destination, both with their own opacity. */
function mix(over: number, under: number): number {
  const alpha = over >>> 24;
  const beneath = ((under >>> 24) * (255 - alpha)) / 255;
  const whole = alpha + beneath;
  const share = alpha / whole;
  const blue = between(under >>> 16, over >>> 16, share);
  const green = between(under >>> 8, over >>> 8, share);
  return ((Math.round(whole) << 24) | (blue << 16) | (green << 8) | between(under, over, share)) >>> 0;
}

/** Of the lowest bytes, rounded. */
function between(from: number, to: number, share: number): number {
  const least = from & 255;
  return (least + ((to & 255) - least) * share + 0.5) | 0;
}

/** The same picture, fainter. */
export function fade(sprite: PixelSprite, opacity: number): PixelSprite {
  const words = sprite.words.map((word) => ((Math.round((word >>> 24) * opacity) << 24) | (word & 0xffffff)) >>> 0);
  return { ...sprite, words };
}
