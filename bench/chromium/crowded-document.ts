/** A pipeline with more records on their way than the page shows at once: a long chain with a second between its cards. */
import { type PipelineDocument, documentSchema } from '../../src/pipeline/document.ts';

const ROWS = 4;
const FILTERS = 18;
const CARD_DISTANCE = { x: 250, y: 150 };

export function crowdedDocument(): PipelineDocument {
  const filters = Array.from({ length: FILTERS }, (_, i) => ({ id: `filter-${i}`, kind: 'filter' }));
  const nodes = [{ id: 'shipments', kind: 'shipments' }, ...filters, { id: 'sink', kind: 'collect' }];
  return documentSchema.parse({
    version: 1,
    title: 'Two thousand records on their way',
    nodes: nodes.map((node, i) => ({ ...node, position: placeOf(i) })),
    edges: nodes
      .slice(1)
      .map(({ id }, i) => ({ from: { node: nodes[i].id, port: 'out' }, to: { node: id, port: 'in' } })),
    // Two hundred records a second, a second on each edge: the drawing shows 120 of each, 2,000 in all.
    settings: { profile: 'meso', channelLatencyMs: 1000 },
  });
}

/** Down one column and up the next, so that no edge runs under a card, where marks are not drawn. */
function placeOf(i: number): { readonly x: number; readonly y: number } {
  const column = Math.floor(i / ROWS);
  const row = column % 2 === 0 ? i % ROWS : ROWS - 1 - (i % ROWS);
  return { x: column * CARD_DISTANCE.x, y: row * CARD_DISTANCE.y };
}
