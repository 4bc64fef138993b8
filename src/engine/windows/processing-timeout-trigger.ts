import type { TimeWindow } from './time-window.ts';
import { isFire, isPurge, refuseMerge, type Trigger, type TriggerContext, type TriggerResult } from './trigger.ts';

/**
 * Flink's `ProcessingTimeoutTrigger`: fires when the inner trigger does, or `timeoutMs` after the first
 * element (after the last one with `resetOnElement`). Any timer of the window counts as the timeout, those of
 * the inner trigger too, and always fires.
 */
export function processingTimeoutTrigger(
  inner: Trigger,
  timeoutMs: number,
  resetOnElement = false,
  clearOnTimeout = true,
): Trigger {
  const clear = (window: TimeWindow, context: TriggerContext): void => {
    dropTimeout(context);
    inner.clear(window, context);
  };
  const timeOut = (result: TriggerResult, window: TimeWindow, context: TriggerContext): TriggerResult => {
    if (clearOnTimeout) clear(window, context);
    return isPurge(result) ? 'FIRE_AND_PURGE' : 'FIRE';
  };
  return {
    canMerge: false,
    onElement: (timestamp, window, context) => {
      const result = inner.onElement(timestamp, window, context);
      if (isFire(result)) {
        clear(window, context);
        return result;
      }
      if (resetOnElement) dropTimeout(context);
      if (context.getState(timeout) === null) {
        const due = context.currentProcessingTime() + timeoutMs;
        context.setState(timeout, due);
        context.registerProcessingTimeTimer(due);
      }
      return result;
    },
    onEventTime: (time, window, context) => timeOut(inner.onEventTime(time, window, context), window, context),
    onProcessingTime: (time, window, context) =>
      timeOut(inner.onProcessingTime(time, window, context), window, context),
    onMerge: refuseMerge,
    clear,
  };
}

const timeout = 'timeout';

function dropTimeout(context: TriggerContext): void {
  const due = context.getState(timeout);
  if (due === null) return;
  context.deleteProcessingTimeTimer(due);
  context.clearState(timeout);
}
