/** `[start, end)`, epoch ms. The global window is (−Infinity, Infinity), so its maxTimestamp is MAX as in Flink. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** Flink's `GlobalWindow`: the one window of everything. */
export const globalWindow: TimeWindow = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

/** The largest timestamp that belongs to the window: `end` itself does not. */
export function maxTimestamp(window: TimeWindow): number {
  return window.end - 1;
}

/**
 * Start of the window of `size` that holds the timestamp (`TimeWindow.getWindowStartWithOffset`). The
 * remainder has the sign of the dividend, in Java as here, so negative times are put right by one size.
 */
export function windowStart(timestamp: number, offset: number, size: number): number {
  const remainder = (timestamp - offset) % size;
  return remainder < 0 ? timestamp - (remainder + size) : timestamp - remainder;
}

/** Windows that merely touch intersect, and so merge: an element exactly one gap after another joins its session. */
export function intersects(a: TimeWindow, b: TimeWindow): boolean {
  return a.start <= b.end && a.end >= b.start;
}

export function cover(a: TimeWindow, b: TimeWindow): TimeWindow {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

export function sameWindow(a: TimeWindow, b: TimeWindow): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Several windows and the one that covers them. */
export interface WindowMerge {
  readonly windows: readonly TimeWindow[];
  readonly result: TimeWindow;
}

/**
 * The groups of more than one distinct window that grow together (`TimeWindow.mergeWindows`): a sweep by
 * start; a window that intersects the running cover joins it. Equal windows count once.
 */
export function mergeWindows(windows: readonly TimeWindow[]): readonly WindowMerge[] {
  const groups: { windows: TimeWindow[]; result: TimeWindow }[] = [];
  for (const window of [...windows].sort((a, b) => a.start - b.start)) {
    const group = groups.at(-1);
    if (group === undefined || !intersects(group.result, window)) {
      groups.push({ windows: [window], result: window });
    } else {
      group.result = cover(group.result, window);
      if (!group.windows.some((member) => sameWindow(member, window))) group.windows.push(window);
    }
  }
  return groups.filter((group) => group.windows.length > 1);
}
