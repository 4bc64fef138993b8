/**
 * Flink's WindowOperator, and its EvictingWindowOperator if there is an evictor: elements of a key go into the windows
 * that the assigner names, the trigger says when a window fires and when its elements go, and a timer at its cleanup
 * time ends it. Sessions are merged as they touch. Rules: flink-semantics 2.3, 2.5, 2.7 and 2.9.
 */
import { assert } from '../../base/assert.ts';
import type { OperatorContext } from '../operator.ts';
import type { WindowAssigner } from './assigners.ts';
import type { Evictor, WindowElement } from './evictors.ts';
import { MergingWindowSet } from './merging-window-set.ts';
import { maxTimestamp, type TimeWindow } from './time-window.ts';
import { isFire, isPurge, type OnMergeContext, type Trigger, type TriggerResult } from './trigger.ts';
import { type Pane, WindowPanes } from './window-panes.ts';

export interface WindowOperatorSpec<Value> {
  readonly assigner: WindowAssigner;
  readonly trigger: Trigger;
  /** Infinity = MAX. Windows of the processing clock pass over it. */
  readonly allowedLateness: number;
  /** Folds what a window holds into one value; null: it holds all of them. */
  readonly reduce: ((held: Value, added: Value) => Value) | null;
  readonly evictor: Evictor<Value> | null;
}

/** Clocks and timers of the operator's subtask. */
type Timing = Pick<
  OperatorContext,
  | 'watermark'
  | 'processingTime'
  | 'registerEventTimer'
  | 'deleteEventTimer'
  | 'registerProcessingTimer'
  | 'deleteProcessingTimer'
>;

export interface WindowOutput<Value> {
  /** The window function. What it emits has the timestamp `maxTimestamp(window)`, whatever fired the window. */
  fire(key: number, window: TimeWindow, values: readonly Value[]): void;
  /** An element that came too late for all of its windows, and would have by its own timestamp. */
  late(value: Value, timestamp: number): void;
}

export class WindowOperator<Value> {
  readonly panes = new WindowPanes<Value>();
  private readonly spec: WindowOperatorSpec<Value>;
  private readonly timing: Timing;
  private readonly output: WindowOutput<Value>;

  constructor(spec: WindowOperatorSpec<Value>, timing: Timing, output: WindowOutput<Value>) {
    assert(spec.allowedLateness >= 0, 'IllegalArgumentException: the allowed lateness is not negative');
    this.spec = spec;
    this.timing = timing;
    this.output = output;
  }

  /** A timestamp of NaN: the element has none. `gap` is what the gap extractor of dynamic sessions says of it. */
  onElement(key: number, value: Value, timestamp: number, gap?: number): void {
    const { assigner, trigger } = this.spec;
    const time = Number.isNaN(timestamp) ? Number.NEGATIVE_INFINITY : timestamp;
    // As in Flink, what a merge changes is kept only when the element is done with.
    const sessions = assigner.isMerging ? new MergingWindowSet(this.panes.sessionsOf(key)) : null;
    let isSkipped = true;
    for (const assigned of assigner.assignWindows(time, this.timing.processingTime(), gap)) {
      const window = sessions === null ? assigned : this.addSession(key, sessions, assigned);
      if (this.isWindowLate(window)) {
        sessions?.retireWindow(window);
        continue;
      }
      isSkipped = false;
      const held = this.panes.findOrAdd(key, stateWindowOf(sessions, window) ?? window);
      this.add(held, { value, timestamp });
      this.act(key, window, held, trigger.onElement(time, window, this.contextOf(key, window)));
      this.setCleanupTimer(key, window);
    }
    if (sessions !== null) this.panes.keepSessions(key, sessions.save());
    if (isSkipped && this.isElementLate(time)) this.output.late(value, timestamp);
    this.panes.tidy(key);
  }

  onEventTimer(timestamp: number, key: number, namespace: number): void {
    this.onTimer('event', timestamp, key, namespace);
  }

  onProcessingTimer(timestamp: number, key: number, namespace: number): void {
    this.onTimer('processing', timestamp, key, namespace);
  }

  /** Flink's cleanup time: MAX if it would be later. */
  private cleanupTime(window: TimeWindow): number {
    return maxTimestamp(window) + (this.spec.assigner.isEventTime ? this.spec.allowedLateness : 0);
  }

  private isWindowLate(window: TimeWindow): boolean {
    return this.spec.assigner.isEventTime && this.cleanupTime(window) <= this.timing.watermark();
  }

  private isElementLate(time: number): boolean {
    const { assigner, allowedLateness } = this.spec;
    return assigner.isEventTime && plusAsLong(time, allowedLateness) <= this.timing.watermark();
  }

  private onTimer(clock: 'event' | 'processing', timestamp: number, key: number, namespace: number): void {
    const { assigner, trigger } = this.spec;
    const pane = this.panes.inNamespace(key, namespace);
    const { window } = pane;
    pane.timers.delete(timerName(clock, timestamp));
    const sessions = assigner.isMerging ? new MergingWindowSet(this.panes.sessionsOf(key)) : null;
    const stateWindow = stateWindowOf(sessions, window);
    // A timer that a trigger left behind, of a session that grew or is gone.
    if (stateWindow !== null) {
      const held = this.panes.findOrAdd(key, stateWindow);
      const context = this.contextOf(key, window);
      const result =
        clock === 'event'
          ? trigger.onEventTime(timestamp, window, context)
          : trigger.onProcessingTime(timestamp, window, context);
      this.act(key, window, held, result);
      const isOwnClock = assigner.isEventTime === (clock === 'event');
      if (isOwnClock && timestamp === this.cleanupTime(window)) {
        held.elements = [];
        trigger.clear(window, context);
        sessions?.retireWindow(window);
      }
      if (sessions !== null) this.panes.keepSessions(key, sessions.save());
    }
    this.panes.tidy(key);
  }

  private add(pane: Pane<Value>, element: WindowElement<Value>): void {
    const { reduce, evictor } = this.spec;
    const [held] = pane.elements;
    const isFolded = reduce !== null && evictor === null && held !== undefined;
    pane.elements = isFolded ? [{ ...element, value: reduce(held.value, element.value) }] : [...pane.elements, element];
  }

  /** A window without elements has nothing to fire. */
  private act(key: number, window: TimeWindow, held: Pane<Value>, result: TriggerResult): void {
    if (isFire(result) && held.elements.length > 0) this.fire(key, window, held);
    if (isPurge(result)) held.elements = [];
  }

  private fire(key: number, window: TimeWindow, held: Pane<Value>): void {
    const { evictor, reduce } = this.spec;
    const kept = evictor?.evictBefore(held.elements) ?? held.elements;
    const values = kept.map(({ value }) => value);
    this.output.fire(key, window, reduce === null || values.length < 2 ? values : [values.reduce(reduce)]);
    held.elements = evictor?.evictAfter(kept) ?? kept;
  }

  private addSession(key: number, sessions: MergingWindowSet, added: TimeWindow): TimeWindow {
    return sessions.addWindow(added, (result, merged, stateWindow, mergedStateWindows) => {
      this.refuseLateMerge(result);
      this.spec.trigger.onMerge(result, this.contextOf(key, result, merged));
      for (const window of merged) {
        this.spec.trigger.clear(window, this.contextOf(key, window));
        this.deleteCleanupTimer(key, window);
      }
      this.mergeElements(key, stateWindow, mergedStateWindows);
    });
  }

  private refuseLateMerge(result: TimeWindow): void {
    const { assigner, allowedLateness } = this.spec;
    const isLate = assigner.isEventTime
      ? plusAsLong(maxTimestamp(result), allowedLateness) <= this.timing.watermark()
      : maxTimestamp(result) <= this.timing.processingTime();
    if (isLate)
      throw new Error('UnsupportedOperationException: the end of a window cannot become earlier than now by merging');
  }

  private mergeElements(key: number, target: TimeWindow, sources: readonly TimeWindow[]): void {
    const held = this.panes.findOrAdd(key, target);
    for (const source of sources) {
      const merged = this.panes.find(key, source);
      if (merged === undefined) continue;
      for (const element of merged.elements) this.add(held, element);
      merged.elements = [];
    }
  }

  private setCleanupTimer(key: number, window: TimeWindow): void {
    const time = this.cleanupTime(window);
    if (time === Number.POSITIVE_INFINITY) return;
    const context = this.contextOf(key, window);
    if (this.spec.assigner.isEventTime) context.registerEventTimeTimer(time);
    else context.registerProcessingTimeTimer(time);
  }

  private deleteCleanupTimer(key: number, window: TimeWindow): void {
    const time = this.cleanupTime(window);
    if (time === Number.POSITIVE_INFINITY) return;
    const context = this.contextOf(key, window);
    if (this.spec.assigner.isEventTime) context.deleteEventTimeTimer(time);
    else context.deleteProcessingTimeTimer(time);
  }

  /** What the trigger sees of a window; `merged` are those that it has just grown out of. */
  private contextOf(key: number, window: TimeWindow, merged: readonly TimeWindow[] = []): OnMergeContext {
    const { timing } = this;
    const pane = this.panes.findOrAdd(key, window);
    const { namespace, triggerState, timers } = pane;
    return {
      currentWatermark: () => timing.watermark(),
      currentProcessingTime: () => timing.processingTime(),
      registerEventTimeTimer: (time) => {
        timers.add(timerName('event', time));
        timing.registerEventTimer(time, key, namespace);
      },
      deleteEventTimeTimer: (time) => {
        timers.delete(timerName('event', time));
        timing.deleteEventTimer(time, key, namespace);
      },
      registerProcessingTimeTimer: (time) => {
        timers.add(timerName('processing', time));
        timing.registerProcessingTimer(time, key, namespace);
      },
      deleteProcessingTimeTimer: (time) => {
        timers.delete(timerName('processing', time));
        timing.deleteProcessingTimer(time, key, namespace);
      },
      getState: (name) => triggerState.get(name) ?? null,
      setState: (name, value) => void triggerState.set(name, value),
      clearState: (name) => void triggerState.delete(name),
      mergeState: (name, combine) => {
        for (const each of merged) {
          const source = this.panes.find(key, each)?.triggerState;
          const moved = source?.get(name);
          if (source === undefined || moved === undefined) continue;
          source.delete(name);
          const present = triggerState.get(name);
          triggerState.set(name, present === undefined ? moved : combine(present, moved));
        }
      },
    };
  }
}

/** Where the elements of a window lie; null if it is a session that is not in flight. */
function stateWindowOf(sessions: MergingWindowSet | null, window: TimeWindow): TimeWindow | null {
  return sessions === null ? window : sessions.getStateWindow(window);
}

function timerName(clock: 'event' | 'processing', time: number): string {
  return `${clock} ${time}`;
}

/** A sum as Java makes it of longs: one beyond MAX comes out below every watermark, and MIN + MAX is −1. */
function plusAsLong(time: number, lateness: number): number {
  const isBeyond = time === Number.POSITIVE_INFINITY || (lateness === Number.POSITIVE_INFINITY && time > 0);
  if (isBeyond && lateness > 0) return -Number.MAX_VALUE;
  const sum = time + lateness;
  return Number.isNaN(sum) ? -1 : sum;
}
