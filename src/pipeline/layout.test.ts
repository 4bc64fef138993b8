import { describe, expect, it } from 'vitest';
import { moveNodes } from './edits/nodes.ts';
import { layOut } from './layout.ts';
import { SAMPLE_JSON, sampleDocument } from './sample-kinds.ts';

const sizes = new Map([
  ['orders', { width: 100, height: 60 }],
  ['rates', { width: 300, height: 200 }],
  ['keep', { width: 150, height: 80 }],
]);
const document = sampleDocument({
  ...SAMPLE_JSON,
  nodes: [...SAMPLE_JSON.nodes, { id: 'rates', kind: 'rates' }, { id: 'enrich', kind: 'enrich' }],
  edges: [
    ...SAMPLE_JSON.edges,
    { from: { node: 'orders', port: 'out' }, to: { node: 'enrich', port: 'in' } },
    { from: { node: 'rates', port: 'out' }, to: { node: 'enrich', port: 'table' } },
  ],
});

function boxes(laidOut: typeof document) {
  return laidOut.nodes.map(({ id, position }) => ({
    id,
    ...position,
    ...(sizes.get(id) ?? { width: 220, height: 120 }),
  }));
}

describe('layOut', () => {
  it('puts every node to the right of those that feed it, with a gap', async () => {
    const laidOut = boxes(await layOut(document, sizes));
    for (const { from, to } of document.edges) {
      const source = laidOut.find(({ id }) => id === from.node);
      const target = laidOut.find(({ id }) => id === to.node);
      expect(target?.x).toBeGreaterThanOrEqual((source?.x ?? Number.NaN) + (source?.width ?? 0) + 40);
    }
  });

  it('lets no two cards overlap, whatever their sizes', async () => {
    const laidOut = boxes(await layOut(document, sizes));
    for (const one of laidOut) {
      for (const other of laidOut) {
        if (one.id === other.id) continue;
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.id} and ${other.id}`).toBe(true);
      }
    }
  });

  it('keeps the top left corner of the drawing and gives whole numbers', async () => {
    const shifted = moveNodes(
      document,
      new Map(document.nodes.map(({ id, position }) => [id, { x: position.x - 500, y: 77 }])),
    );
    const laidOut = await layOut(shifted, sizes);
    expect(Math.min(...laidOut.nodes.map(({ position }) => position.x))).toBe(-500);
    expect(Math.min(...laidOut.nodes.map(({ position }) => position.y))).toBe(77);
    expect(laidOut.nodes.every(({ position }) => Number.isInteger(position.x) && Number.isInteger(position.y))).toBe(
      true,
    );
  });

  it('gives the same drawing every time and touches nothing but positions', async () => {
    const laidOut = await layOut(document, sizes);
    expect(await layOut(document, sizes)).toEqual(laidOut);
    expect(await layOut(laidOut, sizes)).toEqual(laidOut);
    const position = { x: 0, y: 0 };
    expect(laidOut.nodes.map((node) => ({ ...node, position }))).toEqual(
      document.nodes.map((node) => ({ ...node, position })),
    );
  });

  it('leaves an empty canvas alone', async () => {
    const empty = sampleDocument({ version: 1, nodes: [], edges: [] });
    expect(await layOut(empty, sizes)).toBe(empty);
  });
});
