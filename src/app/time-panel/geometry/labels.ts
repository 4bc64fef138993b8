/**
 * Places the words inside a plot so that none lies on another or on what is drawn: each label offers places in
 * the order it likes them, the most important label chooses first, and one that finds no place is left out.
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelWish {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Top left corners, the best first. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

export interface PlacedLabel extends Box {
  readonly id: string;
}

/** Labels in order of importance. `taken` is what must not be covered; `within` is where they may lie. */
export function placeLabels(wishes: readonly LabelWish[], within: Box, taken: readonly Box[]): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const { id, width, height, places } of wishes) {
    const place = places.find((each) => {
      const box = { x: each.x, y: each.y, width, height };
      return isInside(box, within) && ![...taken, ...placed].some((other) => overlaps(box, other));
    });
    if (place !== undefined) placed.push({ id, x: place.x, y: place.y, width, height });
  }
  return placed;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(box: Box, within: Box): boolean {
  return (
    box.x >= within.x &&
    box.y >= within.y &&
    box.x + box.width <= within.x + within.width &&
    box.y + box.height <= within.y + within.height
  );
}

/** Ticks whose labels would touch are thinned: every second one goes until they fit. */
export function thinTicks<T>(
  ticks: readonly T[],
  xOf: (tick: T) => number,
  widthOf: (tick: T) => number,
  apart: number,
): readonly T[] {
  let kept = ticks;
  while (kept.length > 1 && kept.some((tick, i) => touches(tick, kept[i + 1])))
    kept = kept.filter((_, i) => i % 2 === 0);
  return kept;

  function touches(tick: T, next: T | undefined): boolean {
    return next !== undefined && xOf(next) - xOf(tick) < (widthOf(tick) + widthOf(next)) / 2 + apart;
  }
}
