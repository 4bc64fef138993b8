import { describe, expect, test } from 'vitest';
import type { Intervention } from '../../../pipeline/document.ts';
import { fixtureDocument } from '../../fixtures/fixture-document.ts';
import { fixturePlan } from '../../fixtures/fixture-run.ts';
import { dueWindows } from '../draw/due.ts';
import { measureScene } from '../draw/measure.ts';
import type { Scene } from '../draw/scene.ts';
import { overlaps } from '../geometry/labels.ts';
import { layOutLanes } from '../geometry/lanes.ts';
import { fittingSpan } from '../geometry/scales.ts';
import { appendHistory, createHistory } from '../history/history.ts';
import { sketchHistory, sketchWatermark } from '../time-panel.fixture.ts';
import { annotate } from './annotations.ts';
import { factsAt } from './facts.ts';
import { tableOf } from './tables.ts';

const MINUTE = 60_000_000;
const plan = fixturePlan(fixtureDocument);
const silence: Intervention = { kind: 'silence', target: 'shipments/p7', at: 10 * MINUTE };
const window = plan.nodes.findIndex(({ id }) => id === 'speed');
const widthOf = (text: string) => text.length * 6.4;

function sceneAt(
  minutes: number,
  width: number,
  height: number,
  interventions: readonly Intervention[],
  head = minutes,
): Scene {
  const sketch = { startAtMs: plan.startAtMs, interventions, idlenessMs: 0 };
  const history = createHistory(plan.nodes.length);
  appendHistory(history, sketchHistory(sketch, plan, 0, head * MINUTE));
  const layout = layOutLanes({ width, height, faultRows: 1, branches: 1 });
  const at = minutes * MINUTE;
  const watermarkNow = sketchWatermark(sketch, minutes * 60);
  return {
    layout,
    scale: {
      from: 0,
      to: fittingSpan(head * MINUTE, layout.right - layout.left, 126),
      left: layout.left,
      right: layout.right,
    },
    startAtMs: plan.startAtMs,
    at,
    head: head * MINUTE,
    history,
    clockNode: window,
    resultsNode: window,
    rate: 'outPerSecond',
    rateNow: 0,
    sinceSample: 1,
    boundMs: 10_000,
    watermarkNow,
    ghost: null,
    due: dueWindows({ sizeMs: 60_000, offsetMs: 0, boundMs: 10_000 }, plan.startAtMs, at, watermarkNow),
    inFlight: null,
    lens: head > 8 ? 5 * MINUTE : null,
  };
}

function words(scene: Scene, heldBack: readonly string[] = []) {
  const measures = measureScene(scene);
  if (measures === null) throw new Error('The layout has no plane.');
  return annotate(scene, measures, 400, new Set(heldBack), widthOf);
}

const textOf = (scene: Scene, id: string, heldBack: readonly string[] = []) =>
  words(scene, heldBack).find((each) => each.id === id)?.text;

describe.each([360, 780, 932, 1220, 1900])('at %d px', (width) => {
  test.each([
    { minutes: 0.2, head: 0.2 },
    { minutes: 0.5, head: 0.5 },
    { minutes: 3, head: 3 },
    { minutes: 14, head: 14 },
    { minutes: 5, head: 14 },
    { minutes: 200, head: 200 },
  ])('no words overlap or leave the lanes, playhead at minute $minutes of $head', ({ minutes, head }) => {
    for (const interventions of [[], [silence]]) {
      const scene = sceneAt(minutes, width, 290, interventions, head);
      const boxes = words(scene).map(({ x, y, text }) => ({ x, y, width: widthOf(text), height: 14 }));
      for (const [i, box] of boxes.entries()) {
        expect(box.x >= scene.layout.left && box.x + box.width <= scene.layout.right).toBe(true);
        expect(boxes.slice(i + 1).some((other) => overlaps(box, other))).toBe(false);
      }
      const plane = measureScene(scene)?.plane;
      for (const { id, y } of words(scene)) {
        if (!['watermark', 'flat', 'late', 'records'].includes(id)) continue;
        expect(y + 14).toBeLessThanOrEqual((plane?.bottom ?? 0) + 2);
      }
    }
  });
});

test('a watermark that stands still is named with its value and since when', () => {
  const scene = sceneAt(14, 1500, 290, [silence]);
  expect(textOf(scene, 'flat')).toBe('watermark 19:59:49.999, flat since 20:00:01');
  expect(textOf(scene, 'bracket')).toBe('4 min 10 s');
  expect(textOf(scene, 'bound')).toBe('bound 10 s');
});

test('one that keeps up is only named', () => {
  const scene = sceneAt(14, 1500, 290, []);
  expect([textOf(scene, 'flat'), textOf(scene, 'watermark')]).toEqual([undefined, 'watermark']);
});

test('how many windows are due is not told while a question asks for it', () => {
  const scene = sceneAt(14, 1500, 290, [silence]);
  expect([textOf(scene, 'due'), textOf(scene, 'due', ['due'])]).toEqual(['4 due', 'due']);
});

test('the tables hold what the lanes draw, the newest first', () => {
  const scene = sceneAt(14, 1500, 290, [silence]);
  const lag = tableOf('lag', scene, [silence], null, []);
  expect(lag.rows.length).toBeLessThanOrEqual(200);
  expect(lag.rows[0]?.cells).toEqual(['20:03:55', '19:59:49.999', '4 min 10 s']);
  expect(tableOf('faults', scene, [silence], null, []).rows).toEqual([
    { at: 10 * MINUTE, cells: ['p7 silent', '20:00:00', '—', 'for good'] },
  ]);
  const checkpoints = tableOf('checkpoints', scene, [silence], null, []);
  expect(checkpoints.rows.length).toBe(scene.history.checkpoints.length);
  expect(checkpoints.rows.at(-1)?.cells[0]).toBe('1');
  const late = tableOf('clocks', scene, [silence], null, []);
  expect(late.rows.length).toBe(scene.history.marks.late.length);
});

test('the facts under the pointer are those of its second', () => {
  const scene = sceneAt(14, 1500, 290, [silence]);
  const facts = factsAt(scene, 13 * MINUTE);
  expect(facts.lagMs).toBe(3 * 60_000 + 10_001);
  expect(factsAt(scene, 32_000_000).checkpoint?.id).toBe(1);
  expect(factsAt(scene, 20_000_000).checkpoint).toBeNull();
});
