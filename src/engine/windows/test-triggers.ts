/** Triggers that Flink's own tests of the window operator define. */
import { maxTimestamp } from './time-window.ts';
import { goOn, refuseMerge, type Trigger } from './trigger.ts';

/** Fires for each element and each event timer; it registers none, so only the cleanup timers come. */
export const fireAlwaysTrigger: Trigger = {
  canMerge: false,
  onElement: () => 'FIRE',
  onEventTime: () => 'FIRE',
  onProcessingTime: goOn,
  onMerge: refuseMerge,
  clear: () => {},
};

/** `EventTimeTriggerAccumGC`: the event-time trigger, which purges at the window's end and again at its cleanup time. */
export function accumulatingTrigger(allowedLateness: number): Trigger {
  return {
    canMerge: true,
    onElement: (_timestamp, window, context) => {
      if (maxTimestamp(window) <= context.currentWatermark()) return 'FIRE';
      context.registerEventTimeTimer(maxTimestamp(window));
      return 'CONTINUE';
    },
    onEventTime: (time, window) => {
      const isDue = time === maxTimestamp(window) || time === maxTimestamp(window) + allowedLateness;
      return isDue ? 'FIRE_AND_PURGE' : 'CONTINUE';
    },
    onProcessingTime: goOn,
    // Unlike the event-time trigger it does so also where the end has passed.
    onMerge: (window, context) => context.registerEventTimeTimer(maxTimestamp(window)),
    clear: (window, context) => context.deleteEventTimeTimer(maxTimestamp(window)),
  };
}
