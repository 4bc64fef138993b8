import { describe, expect, it } from 'vitest';
import { fixtureDocument } from '../../fixtures/fixture-document.ts';
import { fixtureKinds } from '../../fixtures/fixture-kinds.ts';
import { fixtureFrame, fixturePlan } from '../../fixtures/fixture-run.ts';
import { cardFace } from '../cards/card-face.ts';
import { placeScene } from '../scene.ts';
import { MARK_STRIDE, marksOfEdge, noMarks, pickMark, placeMarks, planEdges } from './placed-marks.ts';

const faces = fixtureDocument.nodes.map((node) =>
  cardFace(
    node,
    fixtureKinds.find(({ spec }) => spec.kind === node.kind),
    false,
  ),
);
const scene = placeScene(fixtureDocument, faces, new Map());
const plan = fixturePlan(fixtureDocument);
const frame = fixtureFrame(plan, 60_000_000, false);
const edges = planEdges(plan, scene);
const amount = frame.marks.length / MARK_STRIDE;

function placedAt(transform: { x: number; y: number; zoom: number }) {
  const placed = noMarks();
  placeMarks(placed, frame, edges, transform);
  return placed;
}

describe('marks on the screen', () => {
  it('are all there when no card covers an edge', () => {
    expect(placedAt({ x: 0, y: 0, zoom: 1 }).count).toBe(amount);
  });

  it('follow the view as it is moved and zoomed', () => {
    const plain = placedAt({ x: 0, y: 0, zoom: 1 });
    const moved = placedAt({ x: 30, y: -10, zoom: 2 });
    expect(moved.x[4]).toBeCloseTo((plain.x[4] ?? 0) * 2 + 30, 2);
    expect(moved.y[4]).toBeCloseTo((plain.y[4] ?? 0) * 2 - 10, 2);
  });

  it('can each be meant by a pointer', () => {
    const placed = placedAt({ x: 12, y: 34, zoom: 1.5 });
    const places = Array.from({ length: placed.count }, (_, i) => ({
      x: placed.x[i] ?? 0,
      y: placed.y[i] ?? 0,
      index: placed.index[i],
    }));
    const apart = places.filter((place) =>
      places.every((other) => other === place || Math.hypot(other.x - place.x, other.y - place.y) > 4),
    );
    expect(apart.length).toBeGreaterThan(10);
    for (const place of apart) expect(pickMark(placed, place.x + 1, place.y - 1, 9)).toBe(place.index);
  });

  it('are not meant by a pointer far from all of them', () => {
    expect(pickMark(placedAt({ x: 0, y: 0, zoom: 1 }), -500, -500, 9)).toBe(-1);
  });

  it('are left out on an edge that the drawing no longer has', () => {
    const without = placeScene({ ...fixtureDocument, edges: fixtureDocument.edges.slice(1) }, faces, new Map());
    const placed = noMarks();
    placeMarks(placed, frame, planEdges(plan, without), { x: 0, y: 0, zoom: 1 });
    expect(placed.count).toBe(amount - marksOfEdge(frame, 0).length);
  });

  it('stand in the order of travel for the keyboard', () => {
    const progress = marksOfEdge(frame, 0).map((index) => frame.marks[index * MARK_STRIDE + 1] ?? 0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(2);
  });
});
