/**
 * The records of the two-clock plane: when each arrived and what time it carries. On-time ones are thinned by
 * powers of two once there are too many, so that the same marks stay in place while the picture moves; late
 * ones are kept apart, because each of them matters.
 */
export interface Marks {
  /** Run time, µs, rising. */
  at: Float64Array;
  /** Event time, epoch ms. */
  event: Float64Array;
  length: number;
  /** One of this many received marks was kept. */
  keptOneOf: number;
  received: number;
}

export interface MarkHistory {
  readonly onTime: Marks;
  readonly late: Marks;
}

export const MAX_MARKS = 131_072;

export function createMarkHistory(): MarkHistory {
  return { onTime: createMarks(), late: createMarks() };
}

/** Takes rows of (run µs, event ms, late 0/1) of one stretch of time, in any order within it. */
export function putMarks(history: MarkHistory, rows: Float64Array): void {
  const order = Array.from({ length: Math.floor(rows.length / 3) }, (_, i) => i * 3).sort(
    (a, b) => (rows[a] ?? 0) - (rows[b] ?? 0),
  );
  for (const i of order) put((rows[i + 2] ?? 0) === 1 ? history.late : history.onTime, rows[i] ?? 0, rows[i + 1] ?? 0);
}

export function truncateMarks(history: MarkHistory, micros: number): void {
  for (const marks of [history.onTime, history.late]) {
    marks.length = indexAt(marks, micros);
    marks.received = marks.length * marks.keptOneOf;
  }
}

/** Index of the first mark at or after this instant. */
export function indexAt(marks: Marks, micros: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks.at[middle] ?? 0) < micros) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Every how many marks one is drawn so that at most `limit` of `from`…`to` are: a power of two, counted from the
 * first mark of the run, so that zooming and growing add or remove marks but never swap them.
 */
export function strideFor(first: number, end: number, limit: number): number {
  let stride = 1;
  while ((end - first) / stride > limit) stride *= 2;
  return stride;
}

export function copyMarks(history: MarkHistory): MarkHistory {
  const copy = (marks: Marks): Marks => ({ ...marks, at: marks.at.slice(), event: marks.event.slice() });
  return { onTime: copy(history.onTime), late: copy(history.late) };
}

function createMarks(): Marks {
  return { at: new Float64Array(256), event: new Float64Array(256), length: 0, keptOneOf: 1, received: 0 };
}

function put(marks: Marks, at: number, event: number): void {
  const wanted = marks.received % marks.keptOneOf === 0;
  marks.received++;
  if (!wanted) return;
  if (marks.length === MAX_MARKS) keepEverySecond(marks);
  if (marks.length === marks.at.length) {
    marks.at = enlarged(marks.at);
    marks.event = enlarged(marks.event);
  }
  marks.at[marks.length] = at;
  marks.event[marks.length] = event;
  marks.length++;
}

function keepEverySecond(marks: Marks): void {
  const half = marks.length / 2;
  for (let i = 0; i < half; i++) {
    marks.at[i] = marks.at[i * 2] ?? 0;
    marks.event[i] = marks.event[i * 2] ?? 0;
  }
  marks.length = half;
  marks.keptOneOf *= 2;
}

function enlarged(values: Float64Array): Float64Array {
  const larger = new Float64Array(Math.min(MAX_MARKS, values.length * 2));
  larger.set(values);
  return larger;
}
