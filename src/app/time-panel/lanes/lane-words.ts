/** What the lanes of results and lag say, and what of their marks must stay free of words. */
import { duration } from '../../format.ts';
import type { Measures } from '../draw/draw-lanes.ts';
import { clockOf, MICROS_PER_SECOND, type Scene } from '../draw/scene.ts';
import type { Box } from '../geometry/labels.ts';
import { laneOf } from '../geometry/lanes.ts';
import { xOf } from '../geometry/scales.ts';
import { valueAt } from '../history/series.ts';
import { LINE, type Wish } from './label-wish.ts';

export function dueWish(scene: Scene, isHeldBack: boolean): readonly Wish[] {
  const lane = laneOf(scene.layout, 'results');
  const first = scene.due[0];
  if (lane === undefined || first === undefined) return [];
  const y = lane.plotTop + lane.plotHeight / 2 - LINE / 2;
  return [
    {
      id: 'due',
      text: scene.due.length === 1 || isHeldBack ? 'due' : `${scene.due.length} due`,
      tone: 'failure',
      strong: false,
      places: scene.due.slice(0, 3).map(({ dueAt }) => ({ x: xOf(scene.scale, dueAt) + 7, y })),
    },
  ];
}

/** The usual lag, told once on a stretch where it is steady. */
export function lagWish(scene: Scene, measures: Measures): readonly Wish[] {
  const lane = laneOf(scene.layout, 'lag');
  const series = clockOf(scene)?.watermark;
  if (lane === undefined || series === undefined) return [];
  const lagAt = (second: number) => scene.startAtMs + second * 1000 - valueAt(series, second);
  const last = Math.min(scene.head, scene.scale.to) / MICROS_PER_SECOND;
  const first = scene.scale.from / MICROS_PER_SECOND;
  for (const share of [0.35, 0.25, 0.5, 0.15, 0.65]) {
    const second = Math.floor(first + share * (last - first));
    const lag = lagAt(second);
    if (!Number.isFinite(lag) || Math.abs(lagAt(second - 5) - lag) > 1500 || Math.abs(lagAt(second + 5) - lag) > 1500)
      continue;
    const y = lane.plotTop + lane.plotHeight - (lag / measures.peakLag) * lane.plotHeight;
    return [
      {
        id: 'lag',
        text: duration(Math.round(lag / 1000) * 1000),
        tone: 'muted',
        strong: false,
        places: [{ x: xOf(scene.scale, second * MICROS_PER_SECOND), y: y - LINE - 1 }],
      },
    ];
  }
  return [];
}

export function dueBoxes(scene: Scene): readonly Box[] {
  const lane = laneOf(scene.layout, 'results');
  if (lane === undefined) return [];
  return scene.due.map(({ dueAt }) => ({
    x: xOf(scene.scale, dueAt) - 3,
    y: lane.plotTop,
    width: 6,
    height: lane.plotHeight,
  }));
}

export function lagBoxes(scene: Scene, measures: Measures): readonly Box[] {
  const lane = laneOf(scene.layout, 'lag');
  const series = clockOf(scene)?.watermark;
  if (lane === undefined || series === undefined) return [];
  const boxes: Box[] = [];
  const step = Math.max(1, Math.round((scene.scale.to - scene.scale.from) / MICROS_PER_SECOND / 120));
  for (
    let second = Math.floor(scene.scale.from / MICROS_PER_SECOND);
    second * MICROS_PER_SECOND < Math.min(scene.head, scene.scale.to);
    second += step
  ) {
    const lag = scene.startAtMs + second * 1000 - valueAt(series, second);
    if (!Number.isFinite(lag)) continue;
    const height = (lag / measures.peakLag) * lane.plotHeight;
    boxes.push({
      x: xOf(scene.scale, second * MICROS_PER_SECOND),
      y: lane.plotTop + lane.plotHeight - height,
      width: 8,
      height,
    });
  }
  return boxes;
}
