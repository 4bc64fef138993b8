/**
 * What a window operator remembers: for each key its sessions, and for each of its windows the elements, what the
 * trigger keeps, and the timers. A window is a namespace of its key's timers; these are numbered, and a number is
 * used again once its window holds nothing, so that they stay small.
 */
import { assert } from '../../base/assert.ts';
import type { WindowElement } from './evictors.ts';
import type { MergingSnapshot } from './merging-window-set.ts';
import type { TimeWindow } from './time-window.ts';

/** A key's window. Of sessions, the elements lie with the state window, all else with the session's own. */
export interface Pane<Value> {
  readonly namespace: number;
  readonly window: TimeWindow;
  /** In order of arrival. Replaced, never changed in place: snapshots share them. */
  elements: readonly WindowElement<Value>[];
  readonly triggerState: Map<string, number>;
  /** Timers that are registered, of both domains. */
  readonly timers: Set<string>;
}

export interface KeyWindows<Value> {
  sessions: MergingSnapshot;
  readonly panes: Map<string, Pane<Value>>;
}

/** Plain values, never shared with live panes. */
export type PanesSnapshot<Value> = readonly {
  readonly key: number;
  readonly sessions: MergingSnapshot;
  readonly panes: readonly {
    readonly namespace: number;
    readonly window: TimeWindow;
    readonly elements: readonly WindowElement<Value>[];
    readonly triggerState: readonly (readonly [string, number])[];
    readonly timers: readonly string[];
  }[];
}[];

export class WindowPanes<Value> {
  private readonly keys = new Map<number, KeyWindows<Value>>();

  /** How many windows hold anything. */
  get size(): number {
    return [...this.keys.values()].reduce((sum, { panes }) => sum + panes.size, 0);
  }

  sessionsOf(key: number): MergingSnapshot {
    return this.keys.get(key)?.sessions ?? [];
  }

  keepSessions(key: number, sessions: MergingSnapshot): void {
    this.windowsOf(key).sessions = sessions;
  }

  find(key: number, window: TimeWindow): Pane<Value> | undefined {
    return this.keys.get(key)?.panes.get(nameOf(window));
  }

  findOrAdd(key: number, window: TimeWindow): Pane<Value> {
    const { panes } = this.windowsOf(key);
    const found = panes.get(nameOf(window));
    if (found !== undefined) return found;
    const taken = new Set([...panes.values()].map(({ namespace }) => namespace));
    let namespace = 0;
    while (taken.has(namespace)) namespace++;
    const pane = { namespace, window, elements: [], triggerState: new Map(), timers: new Set<string>() };
    panes.set(nameOf(window), pane);
    return pane;
  }

  /** The window of a timer. */
  inNamespace(key: number, namespace: number): Pane<Value> {
    const panes = this.keys.get(key)?.panes.values() ?? [];
    const found = [...panes].find((pane) => pane.namespace === namespace);
    assert(found !== undefined, 'a window stays while it has a timer');
    return found;
  }

  /** Lets go of a key's windows that hold nothing, and of the key if it is left with none. */
  tidy(key: number): void {
    const windows = this.keys.get(key);
    if (windows === undefined) return;
    for (const [name, { elements, triggerState, timers }] of windows.panes)
      if (elements.length === 0 && triggerState.size === 0 && timers.size === 0) windows.panes.delete(name);
    if (windows.panes.size === 0 && windows.sessions.length === 0) this.keys.delete(key);
  }

  save(): PanesSnapshot<Value> {
    return [...this.keys].map(([key, { sessions, panes }]) => ({
      key,
      sessions,
      panes: [...panes.values()].map((pane) => ({
        ...pane,
        triggerState: [...pane.triggerState],
        timers: [...pane.timers],
      })),
    }));
  }

  load(snapshot: PanesSnapshot<Value>): void {
    this.keys.clear();
    for (const { key, sessions, panes } of snapshot)
      this.keys.set(key, {
        sessions,
        panes: new Map(
          panes.map((pane) => [
            nameOf(pane.window),
            { ...pane, triggerState: new Map(pane.triggerState), timers: new Set(pane.timers) },
          ]),
        ),
      });
  }

  private windowsOf(key: number): KeyWindows<Value> {
    const found = this.keys.get(key);
    if (found !== undefined) return found;
    const windows = { sessions: [], panes: new Map<string, Pane<Value>>() };
    this.keys.set(key, windows);
    return windows;
  }
}

function nameOf({ start, end }: TimeWindow): string {
  return `${start} ${end}`;
}
