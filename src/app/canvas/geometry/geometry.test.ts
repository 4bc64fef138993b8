import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorKey, type CardBox, placeAnchors } from './anchors.ts';
import { distanceToCurve, edgeCurve, pointAt, SAMPLES, sampleCurve } from './edge-curve.ts';

function box(id: string, x: number, y: number, inputs: string[] = ['in'], outputs: string[] = ['out']): CardBox {
  return { id, x, y, width: 176, height: 90, inputs, outputs };
}

function edge(from: string, to: string, port = 'in') {
  return { from: { node: from, port: 'out' }, to: { node: to, port } };
}

describe('ports of a card', () => {
  it('stand left and right where there is room between the cards', () => {
    const anchors = placeAnchors([box('a', 0, 0), box('b', 300, 40)], [edge('a', 'b')]);
    expect(anchors.get(anchorKey('a', 'out', 'out'))).toEqual({ x: 176, y: 45, side: 'right' });
    expect(anchors.get(anchorKey('b', 'in', 'in'))).toEqual({ x: 300, y: 85, side: 'left' });
  });

  it.each([
    { y: -200, leaves: 'top', arrives: 'bottom' },
    { y: 200, leaves: 'bottom', arrives: 'top' },
  ])('leave by the $leaves for a card at the same x and y $y', ({ y, leaves, arrives }) => {
    const anchors = placeAnchors([box('a', 0, 0), box('b', 10, y)], [edge('a', 'b')]);
    expect(anchors.get(anchorKey('a', 'out', 'out'))?.side).toBe(leaves);
    expect(anchors.get(anchorKey('b', 'in', 'in'))?.side).toBe(arrives);
  });

  it('stand in the order of the cards they come from, so that edges do not cross at the card', () => {
    const boxes = [box('low', 0, 300), box('high', 0, 0), box('join', 300, 100, ['first', 'second'])];
    const anchors = placeAnchors(boxes, [edge('low', 'join', 'first'), edge('high', 'join', 'second')]);
    const first = anchors.get(anchorKey('join', 'in', 'first'))?.y ?? 0;
    const second = anchors.get(anchorKey('join', 'in', 'second'))?.y ?? 0;
    expect(second).toBeLessThan(first);
  });

  it('stay on the right when one output feeds a card beside and a card below', () => {
    const anchors = placeAnchors(
      [box('a', 0, 0), box('b', 300, 0), box('c', 0, 300)],
      [edge('a', 'b'), edge('a', 'c')],
    );
    expect(anchors.get(anchorKey('a', 'out', 'out'))?.side).toBe('right');
  });
});

describe('samples of a curve', () => {
  const anyAnchor = fc.record({
    x: fc.integer({ min: -2000, max: 2000 }),
    y: fc.integer({ min: -2000, max: 2000 }),
    side: fc.constantFrom('left' as const, 'right' as const, 'top' as const, 'bottom' as const),
  });

  it('lie at equal distances along it, whatever its shape', () => {
    fc.assert(
      fc.property(anyAnchor, anyAnchor, (from, to) => {
        const samples = sampleCurve(edgeCurve(from, to));
        const gaps = Array.from({ length: SAMPLES }, (_, i) =>
          Math.hypot(
            (samples[i * 2 + 2] ?? 0) - (samples[i * 2] ?? 0),
            (samples[i * 2 + 3] ?? 0) - (samples[i * 2 + 1] ?? 0),
          ),
        );
        const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
        // A chord across a sharp turn is shorter than its arc; none is longer.
        expect(Math.max(...gaps)).toBeLessThanOrEqual(mean * 1.25 + 0.5);
      }),
    );
  });

  it('begin at one port and end an arrowhead before the other', () => {
    const samples = sampleCurve(edgeCurve({ x: 0, y: 0, side: 'right' }, { x: 100, y: 50, side: 'left' }));
    const point = { x: 0, y: 0, angle: 0 };
    expect(pointAt(samples, 0, point)).toMatchObject({ x: 0, y: 0 });
    expect(pointAt(samples, 1, point)).toMatchObject({ x: 92, y: 50 });
    expect(point.angle).toBeCloseTo(0, 1);
  });

  it('tell how far a point is from the curve', () => {
    const samples = sampleCurve(edgeCurve({ x: 0, y: 0, side: 'right' }, { x: 108, y: 0, side: 'left' }));
    expect(distanceToCurve(samples, 50, 12)).toBeCloseTo(12, 0);
  });
});
