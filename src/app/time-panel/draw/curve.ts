/**
 * Runs a pen along a series: second by second where the axis has room for that, else column by column through
 * the extremes of what the column covers. Where nothing was measured the pen is lifted.
 */
import { emptyExtent, extentOf, type Series, valueAt } from '../history/series.ts';
import { timeAtX, type TimeScale, xOf } from '../geometry/scales.ts';
import { MICROS_PER_SECOND, secondsPerPixel } from './scene.ts';

export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * A staircase: each value holds until the next. `last` is the value at the end of the stretch as the newest
 * frame tells it, between two samples.
 */
export function traceStaircase(
  pen: Pen,
  series: Series,
  scale: TimeScale,
  stretch: Stretch,
  yOf: (value: number) => number,
  last = Number.NaN,
): void {
  const from = Math.max(stretch.from, scale.from);
  const to = Math.min(stretch.to, scale.to);
  if (to <= from) return;
  const end = secondsPerPixel(scale) <= series.secondsPerBucket ? stepBySecond() : stepByColumn();
  if (!Number.isFinite(end)) return;
  pen.lineTo(xOf(scale, to), yOf(end));
  if (Number.isFinite(last) && stretch.to <= scale.to && last > end) pen.lineTo(xOf(scale, to), yOf(last));

  function stepBySecond(): number {
    const step = series.secondsPerBucket;
    const first = Math.floor(from / MICROS_PER_SECOND / step) * step;
    let previous = Number.NaN;
    for (let second = first; second * MICROS_PER_SECOND <= to; second += step) {
      const value = valueAt(series, second);
      const x = xOf(scale, Math.max(from, second * MICROS_PER_SECOND));
      if (Number.isFinite(value)) {
        if (Number.isFinite(previous)) pen.lineTo(x, yOf(previous));
        else pen.moveTo(x, yOf(value));
        pen.lineTo(x, yOf(value));
      }
      previous = value;
    }
    return previous;
  }

  function stepByColumn(): number {
    const extent = emptyExtent();
    const lastX = xOf(scale, to);
    let previous = Number.NaN;
    for (let x = Math.floor(xOf(scale, from)); x <= lastX; x++) {
      extentOf(
        series,
        timeAtX(scale, x) / MICROS_PER_SECOND,
        Math.min(to, timeAtX(scale, x + 1)) / MICROS_PER_SECOND,
        extent,
      );
      if (extent.count > 0) {
        if (Number.isFinite(previous)) pen.lineTo(x, yOf(extent.min));
        else pen.moveTo(x, yOf(extent.min));
        pen.lineTo(x, yOf(extent.max));
        previous = extent.max;
      } else previous = Number.NaN;
    }
    return previous;
  }
}

/** Calls back with each pixel column's extremes; a column narrower than a second sees the second it lies in. */
export function eachColumn(
  series: Series,
  scale: TimeScale,
  stretch: Stretch,
  width: number,
  visit: (x: number, min: number, max: number, mean: number) => void,
): void {
  const from = Math.max(stretch.from, scale.from);
  const to = Math.min(stretch.to, scale.to);
  const extent = emptyExtent();
  const lastX = xOf(scale, to);
  for (let x = Math.floor(xOf(scale, from) / width) * width; x < lastX; x += width) {
    const start = Math.max(from, timeAtX(scale, x));
    extentOf(series, start / MICROS_PER_SECOND, Math.min(to, timeAtX(scale, x + width)) / MICROS_PER_SECOND, extent);
    visit(x, extent.min, extent.max, extent.mean);
  }
}
