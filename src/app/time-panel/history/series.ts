/**
 * One measured quantity of a run, a value per second of run time, kept as a pyramid of buckets: a picture of
 * ten hours costs as much to draw as one of ten minutes, because a pixel column asks the level that fits it.
 */
export interface Series {
  /** Seconds that one bucket of the lowest level covers; it doubles whenever `MAX_BUCKETS` is reached. */
  secondsPerBucket: number;
  /** Buckets in use at the lowest level. */
  length: number;
  /** Level k covers 4^k buckets of level 0. */
  levels: Level[];
}

interface Level {
  min: Float64Array;
  max: Float64Array;
  sum: Float64Array;
  /** Seconds that had a finite value; a watermark that is not there yet counts as absent. */
  count: Float64Array;
}

export interface Extent {
  min: number;
  max: number;
  mean: number;
  /** 0 where nothing was measured; then the other three are NaN. */
  count: number;
}

/** Four and a half hours at one bucket per second; beyond that the buckets are two seconds, then four. */
export const MAX_BUCKETS = 16_384;
const FAN = 4;

export function createSeries(): Series {
  return { secondsPerBucket: 1, length: 0, levels: [createLevel(64)] };
}

/** Adds the value of a second; seconds come in rising order, and a second that is left out stays absent. */
export function putSample(series: Series, second: number, value: number): void {
  while (Math.floor(second / series.secondsPerBucket) >= MAX_BUCKETS) coarsen(series);
  const index = Math.floor(second / series.secondsPerBucket);
  grow(series, index + 1);
  series.length = Math.max(series.length, index + 1);
  if (!Number.isFinite(value)) return;
  let at = index;
  for (const level of series.levels) {
    level.min[at] = Math.min(level.min[at] ?? Infinity, value);
    level.max[at] = Math.max(level.max[at] ?? -Infinity, value);
    level.sum[at] = (level.sum[at] ?? 0) + value;
    level.count[at] = (level.count[at] ?? 0) + 1;
    at = Math.floor(at / FAN);
  }
}

/** Forgets everything from this second on: what was computed there is about to be told again. */
export function truncateSeries(series: Series, second: number): void {
  const keep = Math.ceil(second / series.secondsPerBucket);
  if (keep >= series.length) return;
  const before = series.length;
  series.length = keep;
  const base = series.levels[0];
  if (base === undefined) return;
  clear(base, keep, before);
  let size = FAN;
  for (let k = 1; k < series.levels.length; k++) {
    const level = series.levels[k];
    const below = series.levels[k - 1];
    if (level === undefined || below === undefined) continue;
    const first = Math.floor(keep / size);
    clear(level, first, Math.ceil(before / size));
    if (keep % size !== 0) gather(below, level, first);
    size *= FAN;
  }
}

/** The mean of the bucket that holds this second, NaN where nothing was measured. */
export function valueAt(series: Series, second: number): number {
  const index = Math.floor(second / series.secondsPerBucket);
  const base = series.levels[0];
  const count = base?.count[index] ?? 0;
  if (base === undefined || index < 0 || index >= series.length || count === 0) return Number.NaN;
  return (base.sum[index] ?? 0) / count;
}

/** What the seconds from `from` up to `to` hold. Costs a few steps per level, however many seconds there are. */
export function extentOf(series: Series, from: number, to: number, into: Extent): Extent {
  let at = Math.max(0, Math.floor(from / series.secondsPerBucket));
  const end = Math.min(series.length, Math.max(at + 1, Math.ceil(to / series.secondsPerBucket)));
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  while (at < end) {
    let size = 1;
    let k = 0;
    while (at % (size * FAN) === 0 && at + size * FAN <= end && k + 1 < series.levels.length) {
      size *= FAN;
      k++;
    }
    const level = series.levels[k];
    const index = at / size;
    if (level !== undefined) {
      min = Math.min(min, level.min[index] ?? Infinity);
      max = Math.max(max, level.max[index] ?? -Infinity);
      sum += level.sum[index] ?? 0;
      count += level.count[index] ?? 0;
    }
    at += size;
  }
  into.min = count > 0 ? min : Number.NaN;
  into.max = count > 0 ? max : Number.NaN;
  into.mean = count > 0 ? sum / count : Number.NaN;
  into.count = count;
  return into;
}

export function emptyExtent(): Extent {
  return { min: Number.NaN, max: Number.NaN, mean: Number.NaN, count: 0 };
}

export function copySeries(series: Series): Series {
  const levels = series.levels.map((level) => ({
    min: level.min.slice(),
    max: level.max.slice(),
    sum: level.sum.slice(),
    count: level.count.slice(),
  }));
  return { secondsPerBucket: series.secondsPerBucket, length: series.length, levels };
}

function createLevel(capacity: number): Level {
  return {
    min: new Float64Array(capacity).fill(Infinity),
    max: new Float64Array(capacity).fill(-Infinity),
    sum: new Float64Array(capacity),
    count: new Float64Array(capacity),
  };
}

function grow(series: Series, buckets: number): void {
  let needed = buckets;
  for (let k = 0; needed > 1 || k === 0; k++) {
    const level = series.levels[k];
    if (level === undefined) {
      const above = createLevel(Math.max(16, needed));
      series.levels.push(above);
      // A new top level starts from what the one below already holds.
      const below = series.levels[k - 1];
      if (below !== undefined) for (let i = 0; i < needed; i++) gather(below, above, i);
    } else if (level.min.length < needed) {
      series.levels[k] = enlarged(level, Math.max(needed, level.min.length * 2));
    }
    needed = Math.ceil(needed / FAN);
  }
}

function enlarged(level: Level, capacity: number): Level {
  const larger = createLevel(capacity);
  larger.min.set(level.min);
  larger.max.set(level.max);
  larger.sum.set(level.sum);
  larger.count.set(level.count);
  return larger;
}

function clear(level: Level, from: number, to: number): void {
  level.min.fill(Infinity, from, to);
  level.max.fill(-Infinity, from, to);
  level.sum.fill(0, from, to);
  level.count.fill(0, from, to);
}

/** Makes bucket `index` of the upper level from the `FAN` below it. */
function gather(below: Level, above: Level, index: number): void {
  merge(below, index * FAN, FAN, above, index);
}

function merge(from: Level, first: number, size: number, to: Level, index: number): void {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (let i = first; i < first + size; i++) {
    min = Math.min(min, from.min[i] ?? Infinity);
    max = Math.max(max, from.max[i] ?? -Infinity);
    sum += from.sum[i] ?? 0;
    count += from.count[i] ?? 0;
  }
  to.min[index] = min;
  to.max[index] = max;
  to.sum[index] = sum;
  to.count[index] = count;
}

/** Halves the resolution, so that memory stays bounded by `MAX_BUCKETS` however long the run is. */
function coarsen(series: Series): void {
  const base = series.levels[0];
  if (base === undefined) return;
  const length = Math.ceil(series.length / 2);
  const halved = createLevel(Math.max(64, length));
  for (let i = 0; i < length; i++) merge(base, i * 2, 2, halved, i);
  series.secondsPerBucket *= 2;
  series.length = length;
  series.levels = [halved];
  grow(series, Math.max(1, length));
}
