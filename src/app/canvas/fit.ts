/** The view that shows all cards, leaving room for what stands in the corners of the canvas. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = { left: 14, right: 14, top: 14 };
/** Height of the corners' furniture, which stands below the cards. */
export const FURNITURE_HEIGHT = 84;
/** Cards are never blown up beyond their size: an empty canvas around two cards is not a poster of them. */
const MOST_ZOOM = 1;
const LEAST_ZOOM = 0.2;
/** On a telephone half of a pipeline that can be read goes before all of it that cannot; the rest is panned to. */
const NARROW = { width: 560, leastZoom: 0.56 };

export function fitTransform(
  cards: readonly Box[],
  width: number,
  height: number,
  bottomRoom = FURNITURE_HEIGHT,
): { readonly x: number; readonly y: number; readonly zoom: number } | null {
  if (cards.length === 0 || width < 50 || height < 50) return null;
  const left = Math.min(...cards.map(({ x }) => x));
  const top = Math.min(...cards.map(({ y }) => y));
  const right = Math.max(...cards.map((card) => card.x + card.width));
  const bottom = Math.max(...cards.map((card) => card.y + card.height));
  const room = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - bottomRoom };
  const leastZoom = width < NARROW.width ? NARROW.leastZoom : LEAST_ZOOM;
  const zoom = Math.max(leastZoom, Math.min(MOST_ZOOM, room.width / (right - left), room.height / (bottom - top)));
  const x = MARGIN.left + Math.max(0, room.width - (right - left) * zoom) / 2 - left * zoom;
  const y = MARGIN.top + Math.max(0, room.height - (bottom - top) * zoom) / 2 - top * zoom;
  return { x, y, zoom };
}
