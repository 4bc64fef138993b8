import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AXIS_HEIGHT, laneOf, layOutLanes, packRows, smallestHeight } from './lanes.ts';

const needs = fc.record({
  width: fc.integer({ min: 320, max: 2600 }),
  height: fc.integer({ min: 100, max: 1200 }),
  faultRows: fc.integer({ min: 1, max: 5 }),
  branches: fc.integer({ min: 1, max: 6 }),
});

test('lanes follow one another without gap or overlap, and marks stay inside their lane', () => {
  fc.assert(
    fc.property(needs, (each) => {
      const layout = layOutLanes(each);
      let top = 0;
      for (const lane of layout.lanes) {
        expect(lane.top).toBe(top);
        expect(lane.plotTop).toBeGreaterThanOrEqual(lane.top);
        expect(lane.plotTop + lane.plotHeight).toBeLessThanOrEqual(lane.top + lane.height);
        expect(lane.plotHeight).toBeGreaterThanOrEqual(10);
        top += lane.height;
      }
      expect([layout.bottom, layout.height]).toEqual([top, top + AXIS_HEIGHT]);
      expect(layout.height).toBe(Math.max(each.height, smallestHeight(each)));
    }),
  );
});

test('a taller panel gives everything to the plane', () => {
  const low = layOutLanes({ width: 1220, height: 290, faultRows: 1, branches: 1 });
  const tall = layOutLanes({ width: 1220, height: 590, faultRows: 1, branches: 1 });
  expect((laneOf(tall, 'clocks')?.height ?? 0) - (laneOf(low, 'clocks')?.height ?? 0)).toBe(300);
  expect(laneOf(tall, 'lag')?.height).toBe(laneOf(low, 'lag')?.height);
});

test('branches take a lane only once there are two', () => {
  const of = (branches: number) =>
    laneOf(layOutLanes({ width: 1220, height: 290, faultRows: 1, branches }), 'branches');
  expect([of(1) === undefined, of(2) === undefined]).toEqual([true, false]);
});

test('spans that overlap never share a row, and rows are no more than overlap at once', () => {
  const span = fc.record({ from: fc.integer({ min: 0, max: 100 }), length: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 25 }), (made) => {
      const spans = made.map(({ from, length }) => ({ from, to: from + length }));
      const rows = packRows(spans, 0);
      for (const [i, a] of spans.entries()) {
        for (const [j, b] of spans.entries()) {
          if (i < j && rows[i] === rows[j]) expect(a.to <= b.from || b.to <= a.from).toBe(true);
        }
      }
      const atOnce = Math.max(0, ...spans.map((a) => spans.filter((b) => b.from <= a.from && a.from < b.to).length));
      expect(new Set(rows).size).toBe(atOnce);
    }),
  );
});
