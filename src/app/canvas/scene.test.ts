import { describe, expect, it } from 'vitest';
import { fixtureDocument } from '../fixtures/fixture-document.ts';
import { fixtureKinds } from '../fixtures/fixture-kinds.ts';
import { cardFace } from './cards/card-face.ts';
import { placeScene } from './scene.ts';

const faces = fixtureDocument.nodes.map((node) =>
  cardFace(
    node,
    fixtureKinds.find(({ spec }) => spec.kind === node.kind),
    node.kind === 'tumbling-window',
  ),
);

function scene(dragged = new Map<string, { x: number; y: number }>()) {
  return placeScene(fixtureDocument, faces, dragged);
}

describe('the scene of a drawing', () => {
  it('has every card and every edge', () => {
    expect(scene().cards.size).toBe(fixtureDocument.nodes.length);
    expect(scene().edges.size).toBe(fixtureDocument.edges.length);
  });

  it.each([
    ['shipments.out>enrich.in', 'shipments'],
    ['drivers.out>enrich.table', 'drivers'],
    // A shipment with the profile of its driver is a shipment still.
    ['enrich.out>join.in', 'shipments'],
    ['speeds.out>infer.in', 'shipments'],
    ['infer.out>sink.in', 'model'],
  ])('draws %s as %s', (edge, stream) => {
    expect(scene().edges.get(edge)?.stream).toBe(stream);
  });

  it('takes an edge up to a card that stands above, without crossing either card', () => {
    const edge = scene().edges.get('infer.out>sink.in');
    expect([edge?.start.side, edge?.end.side]).toEqual(['top', 'bottom']);
    expect(edge?.isCovered.includes(1)).toBe(false);
  });

  it('knows where an edge runs under another card', () => {
    const covered = scene(new Map([['enrich', { x: 230, y: 290 }]])).edges.get(
      'weather.out>join.observations',
    )?.isCovered;
    expect(covered?.includes(1)).toBe(true);
    expect(covered?.[0]).toBe(0);
  });

  it('gives cards the room that their words need, within limits', () => {
    for (const card of scene().cards.values())
      expect(card.width).toSatisfy((width: number) => width >= 178 && width <= 232);
  });
});
