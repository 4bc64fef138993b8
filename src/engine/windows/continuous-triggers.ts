import { maxTimestamp, type TimeWindow } from './time-window.ts';
import { goOn, type OnMergeContext, type Trigger, type TriggerContext } from './trigger.ts';

/**
 * Flink's `ContinuousEventTimeTrigger`: fires at every multiple of the interval and at the window's end. The
 * phase is `ts - ts % interval` of the first element, so it hangs on the epoch, not on the window's start
 * (and lies one interval later for negative times). A watermark that jumps over several intervals fires once
 * for each of them, because each firing registers the next timer, which is due already.
 */
export function continuousEventTimeTrigger(interval: number): Trigger {
  const registerNext = (time: number, window: TimeWindow, context: TriggerContext): void => {
    const next = Math.min(time + interval, maxTimestamp(window));
    context.setState(fireTime, next);
    context.registerEventTimeTimer(next);
  };
  return {
    canMerge: true,
    onElement: (timestamp, window, context) => {
      if (maxTimestamp(window) <= context.currentWatermark()) return 'FIRE';
      context.registerEventTimeTimer(maxTimestamp(window));
      if (context.getState(fireTime) === null) registerNext(timestamp - (timestamp % interval), window, context);
      return 'CONTINUE';
    },
    onEventTime: (time, window, context) => {
      if (time === maxTimestamp(window)) return 'FIRE';
      if (context.getState(fireTime) !== time) return 'CONTINUE';
      registerNext(time, window, context);
      return 'FIRE';
    },
    onProcessingTime: goOn,
    onMerge: (_window, context) => mergeFireTimes(context, (time) => context.registerEventTimeTimer(time)),
    // The timer of the window's end stays: it does nothing to a window without contents.
    clear: (_window, context) => clearFireTime(context, (time) => context.deleteEventTimeTimer(time)),
  };
}

/** Flink's `ContinuousProcessingTimeTrigger`: the same on the processing clock, the end being reached by the last step. */
export function continuousProcessingTimeTrigger(interval: number): Trigger {
  const registerNext = (time: number, window: TimeWindow, context: TriggerContext): void => {
    const next = Math.min(time + interval, maxTimestamp(window));
    context.setState(fireTime, next);
    context.registerProcessingTimeTimer(next);
  };
  return {
    canMerge: true,
    onElement: (_timestamp, window, context) => {
      const now = context.currentProcessingTime();
      if (context.getState(fireTime) === null) registerNext(now - (now % interval), window, context);
      return 'CONTINUE';
    },
    onEventTime: goOn,
    onProcessingTime: (time, window, context) => {
      if (time === maxTimestamp(window)) return 'FIRE';
      if (context.getState(fireTime) !== time) return 'CONTINUE';
      registerNext(time, window, context);
      return 'FIRE';
    },
    onMerge: (_window, context) => mergeFireTimes(context, (time) => context.registerProcessingTimeTimer(time)),
    clear: (_window, context) => clearFireTime(context, (time) => context.deleteProcessingTimeTimer(time)),
  };
}

const fireTime = 'fire-time';

/** The earliest of the fire times goes on under the merged window. */
function mergeFireTimes(context: OnMergeContext, register: (time: number) => void): void {
  context.mergeState(fireTime, Math.min);
  const next = context.getState(fireTime);
  if (next !== null) register(next);
}

function clearFireTime(context: TriggerContext, remove: (time: number) => void): void {
  const next = context.getState(fireTime);
  if (next === null) return;
  remove(next);
  context.clearState(fireTime);
}
