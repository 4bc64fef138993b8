/** Measures a scene once, so that drawing, labels and pointer agree on every scale. */
import type { Box } from '../geometry/labels.ts';
import { laneOf } from '../geometry/lanes.ts';
import { clockTicks, ticksBetween, timeAtX, xOf } from '../geometry/scales.ts';
import { emptyExtent, extentOf } from '../history/series.ts';
import type { Measures } from './draw-lanes.ts';
import { lensPicture } from './lens.ts';
import { peakLag } from './lag.ts';
import { peakRate } from './results.ts';
import { clockOf, eventRange, MICROS_PER_SECOND, type Scene } from './scene.ts';
import { drawnLate, drawnMarks, planeOf, type Plane, yOfEvent, yOfLate } from './two-clocks.ts';

/** Least distance of two names on an axis, in px. */
const CLOCK_TICK_APART = 54;
const EVENT_TICK_APART = 34;

export function measureScene(scene: Scene): Measures | null {
  const lane = laneOf(scene.layout, 'clocks');
  if (lane === undefined) return null;
  const { scale, startAtMs } = scene;
  const plane = planeOf(scene, lane, eventRange(scene));
  const height = plane.bottom - plane.top;
  return {
    plane,
    peakRate: peakRate(scene),
    peakLag: peakLag(scene),
    lens: lensPicture(scene, plane, dataBoxes(scene, plane)),
    clockTicks: clockTicks(scale, startAtMs, CLOCK_TICK_APART),
    eventTicks: ticksBetween(plane.events.from, plane.events.to, height, EVENT_TICK_APART),
    bracket: bracketAtPlayhead(scene, plane),
  };
}

/** What a word or the magnifier must not cover: every mark that is drawn, and the staircase column by column. */
export function dataBoxes(scene: Scene, plane: Plane): readonly Box[] {
  const { scale, head, history } = scene;
  const boxes: Box[] = [];
  for (const [marks, half, drawn, yOf] of [
    [history.marks.onTime, 2.5, drawnMarks, yOfEvent],
    [history.marks.late, 5, drawnLate, yOfLate],
  ] as const) {
    const { first, end, stride } = drawn(marks, scale, head);
    for (let i = first; i < end; i += stride) {
      const x = xOf(scale, marks.at[i] ?? 0);
      const y = yOf(plane, marks.event[i] ?? Number.NaN);
      boxes.push({ x: x - half, y: y - half, width: half * 2, height: half * 2 });
    }
  }
  return [...boxes, ...staircaseBoxes(scene, plane)];
}

function staircaseBoxes(scene: Scene, plane: Plane): readonly Box[] {
  const series = clockOf(scene)?.watermark;
  if (series === undefined) return [];
  const extent = emptyExtent();
  const boxes: Box[] = [];
  const lastX = Math.min(plane.scale.right, xOf(plane.scale, scene.head));
  for (let x = plane.scale.left; x < lastX; x += 8) {
    extentOf(
      series,
      timeAtX(plane.scale, x) / MICROS_PER_SECOND,
      timeAtX(plane.scale, x + 8) / MICROS_PER_SECOND,
      extent,
    );
    if (extent.count === 0) continue;
    const top = yOfEvent(plane, extent.max) - 1.5;
    boxes.push({ x, y: top, width: 8, height: Math.max(3, yOfEvent(plane, extent.min) + 1.5 - top) });
  }
  return boxes;
}

function bracketAtPlayhead(scene: Scene, plane: Plane): Measures['bracket'] {
  const clock = scene.startAtMs + scene.at / 1000;
  if (!Number.isFinite(scene.watermarkNow) || scene.at > scene.scale.to || scene.at < scene.scale.from) return null;
  const top = Math.max(plane.top, yOfEvent(plane, clock));
  const bottom = Math.min(plane.bottom, yOfEvent(plane, scene.watermarkNow));
  const x = xOf(scene.scale, scene.at) + 8;
  return bottom - top < 4 || x + 90 > scene.layout.right ? null : { x, top, bottom };
}
