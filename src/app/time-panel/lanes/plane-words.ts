/** What the two-clock plane says: the lag at the playhead, the bound under the magnifier, the watermark, the records. */
import { duration } from '../../format.ts';
import type { Measures } from '../draw/draw-lanes.ts';
import { lagNow } from '../draw/lag.ts';
import { clockOf, MICROS_PER_SECOND, type Scene } from '../draw/scene.ts';
import { drawnLate, drawnMarks, type Plane, yOfEvent } from '../draw/two-clocks.ts';
import { clockText, xOf } from '../geometry/scales.ts';
import { emptyExtent, extentOf, type Series, valueAt } from '../history/series.ts';
import { LINE, type MeasureText, type Wish } from './label-wish.ts';

/** Right of the playhead and of the lag that is told there. */
const BESIDE_HEAD = 90;

/** The lag as a length between the clocks, beside the playhead. */
export function bracketWish(scene: Scene, { bracket }: Measures): readonly Wish[] {
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

export function lensWish(scene: Scene, { lens }: Measures): readonly Wish[] {
  if (lens?.bracket == null) return [];
  const { x, top, bottom } = lens.bracket;
  const ms = ((bottom - top) / (lens.plane.bottom - lens.plane.top)) * (lens.plane.events.to - lens.plane.events.from);
  // The bound is what holds the watermark back while every input is awake; anything more has another reason.
  const isBound = scene.boundMs !== null && Math.abs(ms - scene.boundMs) < 1500;
  const text = isBound ? `bound ${duration(scene.boundMs)}` : `${duration(Math.round(ms / 1000) * 1000)} behind`;
  return [{ id: 'bound', text, tone: 'ink', strong: false, places: [{ x: x + 9, y: (top + bottom) / 2 - LINE / 2 }] }];
}

export function watermarkWishes(scene: Scene, { plane }: Measures, widthOf: MeasureText): readonly Wish[] {
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
    return [{ id: 'flat', text, tone: 'watermark', strong: true, places: within(plane, places) }];
  }
  // A staircase that keeps up is named where there is room below it.
  const places = [0.62, 0.5, 0.74, 0.38].map((share) => {
    const at = scene.scale.from + share * (Math.min(scene.head, scene.scale.to) - scene.scale.from);
    const value = valueAt(series, Math.floor(at / MICROS_PER_SECOND));
    return { x: xOf(scene.scale, at), y: yOfEvent(plane, value) + 9 };
  });
  return [{ id: 'watermark', text: 'watermark', tone: 'watermark', strong: true, places: within(plane, places) }];
}

/** The lanes below the plane are about something else. */
function within(plane: Plane, places: Wish['places']): Wish['places'] {
  return places.filter(({ y }) => y >= plane.top - 2 && y + LINE <= plane.bottom + 2);
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

export function lateWish(scene: Scene, { plane }: Measures): readonly Wish[] {
  const { first, end, stride } = drawnLate(scene.history.marks.late, scene.scale, scene.head);
  const seen = end - first;
  if (seen <= 0) return [];
  const every = stride * scene.history.marks.late.keptOneOf;
  const text =
    every === 1 ? (seen === 1 ? '✕ late: 1 record' : `✕ late: all ${seen} shown`) : `✕ late, 1 of ${every} shown`;
  const played = Math.min(plane.scale.right, xOf(scene.scale, scene.head));
  const width = played - plane.scale.left;
  const bottom = plane.bottom - LINE + 2;
  const shares = [0.4, 0.52, 0.3, 0.62, 0.2, 0.1].map((share) => plane.scale.left + share * width);
  const places = [...shares, played + BESIDE_HEAD].map((x) => ({ x, y: bottom }));
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

export function recordsWish(scene: Scene, { plane, lens }: Measures, sourceRate: number): readonly Wish[] {
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
