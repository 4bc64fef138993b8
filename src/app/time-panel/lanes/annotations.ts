/** The words inside the lanes: what they say of a scene and where they fit. */
import { type Box, type LabelWish, placeLabels } from '../geometry/labels.ts';
import { laneOf } from '../geometry/lanes.ts';
import { clockText, xOf } from '../geometry/scales.ts';
import { duration } from '../../format.ts';
import { extentOf, emptyExtent, type Series, valueAt } from '../history/series.ts';
import type { Measures } from '../draw/draw-lanes.ts';
import { lagNow } from '../draw/lower-lanes.ts';
import { dataBoxes } from '../draw/measure.ts';
import { clockOf, MICROS_PER_SECOND, type Scene } from '../draw/scene.ts';
import { drawnLate, drawnMarks, yOfEvent } from '../draw/two-clocks.ts';

export interface Annotation {
  readonly id: string;
  readonly text: string;
  readonly tone: 'records' | 'watermark' | 'late' | 'ink' | 'failure' | 'muted';
  readonly strong: boolean;
  readonly x: number;
  readonly y: number;
}

export type MeasureText = (text: string, strong: boolean) => number;

type Wish = Omit<Annotation, 'x' | 'y'> & { readonly places: LabelWish['places'] };

const LINE = 14;

export function annotate(
  scene: Scene,
  measures: Measures,
  sourceRate: number,
  heldBack: ReadonlySet<string>,
  widthOf: MeasureText,
): readonly Annotation[] {
  const { layout } = scene;
  const wishes = [
    ...bracketWish(scene, measures),
    ...lensWish(scene, measures),
    ...watermarkWishes(scene, measures, widthOf),
    ...lateWish(scene, measures),
    ...recordsWish(scene, measures, sourceRate),
    ...dueWish(scene, heldBack.has('due')),
    ...lagWish(scene, measures),
  ];
  const within: Box = { x: layout.left, y: 0, width: layout.right - layout.left, height: layout.bottom };
  const lensBox = measures.lens === null ? [] : [measures.lens.box, spotBox(measures.lens.spot)];
  const placed = placeLabels(
    wishes
      .filter(({ id }) => id !== 'bound')
      .map(({ id, text, strong, places }) => ({ id, width: widthOf(text, strong), height: LINE, places })),
    within,
    [
      ...dataBoxes(scene, measures.plane),
      ...lensBox,
      ...playheadBox(scene),
      ...dueBoxes(scene),
      ...lagBoxes(scene, measures),
    ],
  );
  const bound = wishes
    .filter(({ id }) => id === 'bound')
    .map((wish) => ({ ...shown(wish), ...(wish.places[0] ?? { x: 0, y: 0 }) }));
  return [
    ...bound,
    ...placed.flatMap(({ id, x, y }) =>
      wishes.filter((wish) => wish.id === id).map((wish) => ({ ...shown(wish), x, y })),
    ),
  ];
}

function shown({ id, text, tone, strong }: Wish): Omit<Annotation, 'x' | 'y'> {
  return { id, text, tone, strong };
}

/** The lag as a length between the clocks, beside the playhead. */
function bracketWish(scene: Scene, { bracket }: Measures): readonly Wish[] {
  if (bracket === null) return [];
  const y = (bracket.top + bracket.bottom) / 2 - LINE / 2;
  return [
    {
      id: 'bracket',
      text: duration(lagNow(scene)),
      tone: 'ink',
      strong: true,
      places: [
        { x: bracket.x + 11, y },
        { x: bracket.x + 11, y: bracket.top - LINE },
      ],
    },
  ];
}

function lensWish(scene: Scene, { lens }: Measures): readonly Wish[] {
  if (lens?.bracket == null) return [];
  const { x, top, bottom } = lens.bracket;
  const ms = ((bottom - top) / (lens.plane.bottom - lens.plane.top)) * (lens.plane.events.to - lens.plane.events.from);
  // The bound is what holds the watermark back while every input is awake; anything more has another reason.
  const isBound = scene.boundMs !== null && Math.abs(ms - scene.boundMs) < 1500;
  const text = isBound ? `bound ${duration(scene.boundMs)}` : `${duration(Math.round(ms / 1000) * 1000)} behind`;
  return [{ id: 'bound', text, tone: 'ink', strong: false, places: [{ x: x + 9, y: (top + bottom) / 2 - LINE / 2 }] }];
}

function watermarkWishes(scene: Scene, { plane }: Measures, widthOf: MeasureText): readonly Wish[] {
  const series = clockOf(scene)?.watermark;
  if (series === undefined || !Number.isFinite(scene.watermarkNow)) return [];
  const y = yOfEvent(plane, scene.watermarkNow);
  const flat = flatSince(series, scene.at, scene.watermarkNow);
  const now = xOf(scene.scale, scene.at);
  if (scene.at - flat > 20 * MICROS_PER_SECOND) {
    const from = Math.max(scene.layout.left + 4, xOf(scene.scale, flat) + 8);
    const since = clockText(scene.startAtMs + flat / 1000, 'seconds');
    const long = `watermark ${clockText(scene.watermarkNow)}, flat since ${since}`;
    const fits = now - from > widthOf(long, true) + 4;
    const text = fits ? long : `flat since ${since}`;
    const before = now - widthOf(text, true) - 6;
    const places = [y + 4, y - LINE - 3, y + 16].flatMap((top) => [
      { x: from, y: top },
      { x: before, y: top },
    ]);
    return [{ id: 'flat', text, tone: 'watermark', strong: true, places }];
  }
  // A staircase that keeps up is named where there is room below it.
  const places = [0.62, 0.5, 0.74, 0.38].map((share) => {
    const at = scene.scale.from + share * (Math.min(scene.head, scene.scale.to) - scene.scale.from);
    const value = valueAt(series, Math.floor(at / MICROS_PER_SECOND));
    return { x: xOf(scene.scale, at), y: yOfEvent(plane, value) + 9 };
  });
  return [{ id: 'watermark', text: 'watermark', tone: 'watermark', strong: true, places }];
}

/** The instant from which the watermark has been what it is now. */
export function flatSince(series: Series, at: number, now: number): number {
  const last = Math.floor(at / MICROS_PER_SECOND);
  let low = 0;
  let high = last;
  const extent = emptyExtent();
  // Watermarks never fall within an attempt: the stretch that ends here and holds one value is found by halving.
  while (low < high) {
    const middle = (low + high) >> 1;
    extentOf(series, middle, last + 1, extent);
    if (extent.count > 0 && extent.min >= now) high = middle;
    else low = middle + 1;
  }
  return Math.min(at, low * MICROS_PER_SECOND);
}

function lateWish(scene: Scene, { plane }: Measures): readonly Wish[] {
  const { first, end, stride } = drawnLate(scene.history.marks.late, scene.scale, scene.head);
  const seen = end - first;
  if (seen <= 0) return [];
  const every = stride * scene.history.marks.late.keptOneOf;
  const text =
    every === 1 ? (seen === 1 ? '✕ late: 1 record' : `✕ late: all ${seen} shown`) : `✕ late, 1 of ${every} shown`;
  const width = plane.scale.right - plane.scale.left;
  const bottom = plane.bottom - LINE + 2;
  const places = [0.4, 0.52, 0.3, 0.62, 0.2, 0.1].map((share) => ({ x: plane.scale.left + share * width, y: bottom }));
  return [
    {
      id: 'late',
      text,
      tone: 'late',
      strong: false,
      places: [...places, ...places.map(({ x }) => ({ x, y: bottom - LINE }))],
    },
  ];
}

function recordsWish(scene: Scene, { plane, lens }: Measures, sourceRate: number): readonly Wish[] {
  const { first, end, stride } = drawnMarks(scene.history.marks.onTime, scene.scale, scene.head);
  const drawn = Math.floor((end - first) / stride);
  if (drawn === 0) return [];
  const seconds = (Math.min(scene.head, scene.scale.to) - scene.scale.from) / MICROS_PER_SECOND;
  const oneOf = Math.max(1, Math.round((sourceRate * seconds) / drawn));
  const text = oneOf === 1 ? 'records, all shown' : `records, 1 of ${oneOf.toLocaleString('en')} shown`;
  const right = lens === null ? plane.scale.left : lens.box.x + lens.box.width;
  const width = plane.scale.right - plane.scale.left;
  const places = [
    { x: right + 14, y: plane.top + 8 },
    { x: right + 14, y: plane.top - 2 },
    ...[0.35, 0.3, 0.45, 0.25, 0.15].map((share) => ({ x: plane.scale.left + share * width, y: plane.top + 2 })),
  ];
  return [{ id: 'records', text, tone: 'records', strong: false, places }];
}

function dueWish(scene: Scene, isHeldBack: boolean): readonly Wish[] {
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
function lagWish(scene: Scene, measures: Measures): readonly Wish[] {
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

function spotBox({ x, y }: { readonly x: number; readonly y: number }): Box {
  return { x: x - 9, y: y - 9, width: 18, height: 18 };
}

function playheadBox(scene: Scene): readonly Box[] {
  return [{ x: xOf(scene.scale, scene.at) - 3, y: 0, width: 17, height: scene.layout.bottom }];
}

function dueBoxes(scene: Scene): readonly Box[] {
  const lane = laneOf(scene.layout, 'results');
  if (lane === undefined) return [];
  return scene.due.map(({ dueAt }) => ({
    x: xOf(scene.scale, dueAt) - 3,
    y: lane.plotTop,
    width: 6,
    height: lane.plotHeight,
  }));
}

function lagBoxes(scene: Scene, measures: Measures): readonly Box[] {
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
