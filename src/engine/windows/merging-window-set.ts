import { mergeWindows, sameWindow, type TimeWindow } from './time-window.ts';

/**
 * What the window operator is told of a merge, before anything is added to the result (`MergeFunction`).
 * `merged` are the windows that became `result`, without the new one; the contents of `mergedStateWindows`
 * must be moved into those of `stateWindow`.
 */
export type MergeCallback = (
  result: TimeWindow,
  merged: readonly TimeWindow[],
  stateWindow: TimeWindow,
  mergedStateWindows: readonly TimeWindow[],
) => void;

/**
 * The sessions of one key (Flink's `MergingWindowSet`): each in-flight window maps to its state window, the
 * namespace under which its contents lie. A session grows under a new name but its contents stay where those
 * of its first window were put.
 */
export class MergingWindowSet {
  readonly #mapping: WindowMap;

  /** `mapping` as it was persisted: pairs of window and state window. */
  constructor(mapping: MergingSnapshot = []) {
    this.#mapping = new WindowMap(mapping);
  }

  get size(): number {
    return this.#mapping.size;
  }

  getStateWindow(window: TimeWindow): TimeWindow | null {
    return this.#mapping.get(window);
  }

  /**
   * Returns the window in which the new one ended up: itself, or the session it grew together with. The
   * callback is not called when a session swallowed the new window without growing.
   */
  addWindow(newWindow: TimeWindow, onMerge: MergeCallback): TimeWindow {
    let resultWindow = newWindow;
    let mergedNewWindow = false;
    const merges = mergeWindows([...this.#mapping.windows(), newWindow]);
    for (const { windows, result } of merges) {
      const merged = windows.filter((window) => !sameWindow(window, newWindow));
      if (merged.length < windows.length) {
        mergedNewWindow = true;
        resultWindow = result;
      }
      const stateWindows = merged.flatMap((window) => this.#mapping.take(window) ?? []);
      // Flink keeps the state window that comes first in hash order; we keep that of the earliest session.
      const [stateWindow, ...mergedStateWindows] = stateWindows;
      if (stateWindow === undefined) continue;
      this.#mapping.set(result, stateWindow);
      const isSwallowed = merged.length === 1 && merged.some((window) => sameWindow(window, result));
      if (!isSwallowed) onMerge(result, merged, stateWindow, mergedStateWindows);
    }
    // A window equal to one that is in the set already counts as new, here as in Flink: if that one was a
    // grown session, its contents are orphaned. Fixed gaps cannot bring it about.
    if (merges.length === 0 || (!mergedNewWindow && sameWindow(resultWindow, newWindow)))
      this.#mapping.set(newWindow, newWindow);
    return resultWindow;
  }

  retireWindow(window: TimeWindow): void {
    if (this.#mapping.take(window) === null) {
      throw new Error(`IllegalStateException: window [${window.start}, ${window.end}) is not in flight`);
    }
  }

  /** The mapping as it goes into keyed state. */
  save(): MergingSnapshot {
    return this.#mapping.entries();
  }

  load(snapshot: MergingSnapshot): void {
    this.#mapping.replace(snapshot);
  }
}

/** Pairs of window and state window, in the order in which they entered the set. */
export type MergingSnapshot = readonly (readonly [TimeWindow, TimeWindow])[];

/** A handful of windows: sessions in flight for one key are few, and a scan needs no key made of text. */
class WindowMap {
  #entries: (readonly [TimeWindow, TimeWindow])[];

  constructor(entries: MergingSnapshot) {
    this.#entries = [...entries];
  }

  get size(): number {
    return this.#entries.length;
  }

  windows(): readonly TimeWindow[] {
    return this.#entries.map(([window]) => window);
  }

  entries(): MergingSnapshot {
    return [...this.#entries];
  }

  replace(entries: MergingSnapshot): void {
    this.#entries = [...entries];
  }

  get(window: TimeWindow): TimeWindow | null {
    return this.#entries.find(([known]) => sameWindow(known, window))?.[1] ?? null;
  }

  set(window: TimeWindow, stateWindow: TimeWindow): void {
    const at = this.#entries.findIndex(([known]) => sameWindow(known, window));
    if (at >= 0) this.#entries[at] = [window, stateWindow];
    else this.#entries.push([window, stateWindow]);
  }

  take(window: TimeWindow): TimeWindow | null {
    const at = this.#entries.findIndex(([known]) => sameWindow(known, window));
    const [entry] = at < 0 ? [] : this.#entries.splice(at, 1);
    return entry?.[1] ?? null;
  }
}
