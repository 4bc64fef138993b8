/** Puts selected cards in line. Positions are top left corners, sizes come from whoever draws the cards. */
import type { PipelineDocument } from '../document.ts';
import { moveNodes, type Point } from './nodes.ts';

export interface CardSize {
  readonly width: number;
  readonly height: number;
}

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** A card whose size is not known counts as a point. */
export function alignNodes(
  document: PipelineDocument,
  ids: readonly string[],
  alignment: Alignment,
  sizes: ReadonlyMap<string, CardSize>,
): PipelineDocument {
  const cards = cardsOf(document, ids, sizes);
  if (cards.length < 2) return document;
  const left = Math.min(...cards.map(({ x }) => x));
  const top = Math.min(...cards.map(({ y }) => y));
  const right = Math.max(...cards.map(({ x, width }) => x + width));
  const bottom = Math.max(...cards.map(({ y, height }) => y + height));
  const place: Readonly<Record<Alignment, (card: Card) => Point>> = {
    left: ({ y }) => ({ x: left, y }),
    center: ({ y, width }) => ({ x: (left + right - width) / 2, y }),
    right: ({ y, width }) => ({ x: right - width, y }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x, height }) => ({ x, y: (top + bottom - height) / 2 }),
    bottom: ({ x, height }) => ({ x, y: bottom - height }),
  };
  return moveNodes(document, new Map(cards.map((card) => [card.id, place[alignment](card)])));
}

/** Makes the gaps between neighbours equal; the first and the last card stay where they are. */
export function distributeNodes(
  document: PipelineDocument,
  ids: readonly string[],
  direction: 'horizontal' | 'vertical',
  sizes: ReadonlyMap<string, CardSize>,
): PipelineDocument {
  const [at, extent] = direction === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const cards = [...cardsOf(document, ids, sizes)].sort((one, other) => one[at] - other[at]);
  const [first] = cards;
  const last = cards.at(-1);
  if (first === undefined || last === undefined || cards.length < 3) return document;
  const inner = cards.reduce((sum, card) => sum + card[extent], 0) - last[extent];
  const gap = (last[at] - first[at] - inner) / (cards.length - 1);
  const positions = new Map<string, Point>();
  let next = first[at];
  for (const card of cards) {
    positions.set(card.id, direction === 'horizontal' ? { x: next, y: card.y } : { x: card.x, y: next });
    next += card[extent] + gap;
  }
  return moveNodes(document, positions);
}

interface Card extends Point, CardSize {
  readonly id: string;
}

function cardsOf(
  document: PipelineDocument,
  ids: readonly string[],
  sizes: ReadonlyMap<string, CardSize>,
): readonly Card[] {
  return document.nodes
    .filter(({ id }) => ids.includes(id))
    .map(({ id, position }) => ({ id, ...position, ...(sizes.get(id) ?? { width: 0, height: 0 }) }));
}
