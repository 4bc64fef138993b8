import type { TimeWindow } from './time-window.ts';

/** What a trigger asks for: emit the contents, clear them, both, or neither. */
export type TriggerResult = 'CONTINUE' | 'FIRE' | 'PURGE' | 'FIRE_AND_PURGE';

export function isFire(result: TriggerResult): boolean {
  return result === 'FIRE' || result === 'FIRE_AND_PURGE';
}

export function isPurge(result: TriggerResult): boolean {
  return result === 'PURGE' || result === 'FIRE_AND_PURGE';
}

/**
 * Clocks, timers and state of the key and window at hand (Flink's `Trigger.TriggerContext`). Triggers have no
 * fields; what they remember are numbers under a name, kept with the window.
 */
export interface TriggerContext {
  currentWatermark(): number;
  currentProcessingTime(): number;
  registerEventTimeTimer(timestamp: number): void;
  deleteEventTimeTimer(timestamp: number): void;
  registerProcessingTimeTimer(timestamp: number): void;
  deleteProcessingTimeTimer(timestamp: number): void;
  getState(name: string): number | null;
  setState(name: string, value: number): void;
  clearState(name: string): void;
}

/** The context of the merge result: the state of the merged windows can be drawn into it. */
export interface OnMergeContext extends TriggerContext {
  mergeState(name: string, combine: (a: number, b: number) => number): void;
}

/** Flink's `Trigger`. `timestamp` is that of the element, `time` that of the timer. */
export interface Trigger {
  readonly canMerge: boolean;
  onElement(timestamp: number, window: TimeWindow, context: TriggerContext): TriggerResult;
  onEventTime(time: number, window: TimeWindow, context: TriggerContext): TriggerResult;
  onProcessingTime(time: number, window: TimeWindow, context: TriggerContext): TriggerResult;
  onMerge(window: TimeWindow, context: OnMergeContext): void;
  clear(window: TimeWindow, context: TriggerContext): void;
}

export const goOn = (): TriggerResult => 'CONTINUE';

export function refuseMerge(): never {
  throw new Error('UnsupportedOperationException: this trigger does not support merging');
}
