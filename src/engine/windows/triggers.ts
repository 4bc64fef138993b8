import { continuousEventTimeTrigger, continuousProcessingTimeTrigger } from './continuous-triggers.ts';
import { accumulatingTrigger, fireAlwaysTrigger } from './test-triggers.ts';
import { processingTimeoutTrigger } from './processing-timeout-trigger.ts';
import { maxTimestamp } from './time-window.ts';
import { goOn, isFire, refuseMerge, type Trigger, type TriggerResult } from './trigger.ts';

export type TriggerSpec =
  | { readonly kind: 'event-time' }
  | { readonly kind: 'processing-time' }
  | { readonly kind: 'count'; readonly n: number }
  | { readonly kind: 'purging'; readonly inner: TriggerSpec }
  | { readonly kind: 'continuous-event-time'; readonly interval: number }
  | { readonly kind: 'continuous-processing-time'; readonly interval: number }
  | {
      readonly kind: 'timeout';
      readonly inner: TriggerSpec;
      readonly timeout: number;
      readonly resetOnElement: boolean;
      readonly clearOnTimeout: boolean;
    }
  | { readonly kind: 'never' }
  | { readonly kind: 'end-of-stream' }
  | { readonly kind: 'fire-always' }
  | { readonly kind: 'accum-gc' };

/** `allowedLateness` is that of the window operator, and only `accum-gc` asks for it. */
export function createTrigger(spec: TriggerSpec, allowedLateness = 0): Trigger {
  switch (spec.kind) {
    case 'event-time':
      return eventTimeTrigger;
    case 'processing-time':
      return processingTimeTrigger;
    case 'count':
      return countTrigger(spec.n);
    case 'purging':
      return purgingTrigger(createTrigger(spec.inner, allowedLateness));
    case 'continuous-event-time':
      return continuousEventTimeTrigger(spec.interval);
    case 'continuous-processing-time':
      return continuousProcessingTimeTrigger(spec.interval);
    case 'timeout':
      return processingTimeoutTrigger(
        createTrigger(spec.inner, allowedLateness),
        spec.timeout,
        spec.resetOnElement,
        spec.clearOnTimeout,
      );
    case 'never':
      return neverTrigger;
    case 'end-of-stream':
      return endOfStreamTrigger;
    case 'fire-always':
      return fireAlwaysTrigger;
    case 'accum-gc':
      return accumulatingTrigger(allowedLateness);
  }
}

/** Flink's `EventTimeTrigger`: a window whose end has passed already fires with each element. */
export const eventTimeTrigger: Trigger = {
  canMerge: true,
  onElement: (_timestamp, window, context) => {
    if (maxTimestamp(window) <= context.currentWatermark()) return 'FIRE';
    context.registerEventTimeTimer(maxTimestamp(window));
    return 'CONTINUE';
  },
  onEventTime: (time, window) => (time === maxTimestamp(window) ? 'FIRE' : 'CONTINUE'),
  onProcessingTime: goOn,
  // Where the end has passed, onElement fires right after the merge, and no timer is needed.
  onMerge: (window, context) => {
    if (maxTimestamp(window) > context.currentWatermark()) context.registerEventTimeTimer(maxTimestamp(window));
  },
  clear: (window, context) => context.deleteEventTimeTimer(maxTimestamp(window)),
};

/** Flink's `ProcessingTimeTrigger`: unlike its event-time sibling it always waits for the timer. */
export const processingTimeTrigger: Trigger = {
  canMerge: true,
  onElement: (_timestamp, window, context) => {
    context.registerProcessingTimeTimer(maxTimestamp(window));
    return 'CONTINUE';
  },
  onEventTime: goOn,
  onProcessingTime: () => 'FIRE',
  onMerge: (window, context) => {
    if (maxTimestamp(window) > context.currentProcessingTime())
      context.registerProcessingTimeTimer(maxTimestamp(window));
  },
  clear: (window, context) => context.deleteProcessingTimeTimer(maxTimestamp(window)),
};

/** Flink's `CountTrigger`. It knows nothing of the window's end: what is left below n never fires. */
export function countTrigger(n: number): Trigger {
  return {
    canMerge: true,
    onElement: (_timestamp, _window, context) => {
      const count = (context.getState('count') ?? 0) + 1;
      if (count < n) {
        context.setState('count', count);
        return 'CONTINUE';
      }
      context.clearState('count');
      return 'FIRE';
    },
    onEventTime: goOn,
    onProcessingTime: goOn,
    onMerge: (_window, context) => context.mergeState('count', (a, b) => a + b),
    clear: (_window, context) => context.clearState('count'),
  };
}

/** Flink's `PurgingTrigger`: whatever fires also clears the contents. */
export function purgingTrigger(inner: Trigger): Trigger {
  const purge = (result: TriggerResult): TriggerResult => (isFire(result) ? 'FIRE_AND_PURGE' : result);
  return {
    canMerge: inner.canMerge,
    onElement: (timestamp, window, context) => purge(inner.onElement(timestamp, window, context)),
    onEventTime: (time, window, context) => purge(inner.onEventTime(time, window, context)),
    onProcessingTime: (time, window, context) => purge(inner.onProcessingTime(time, window, context)),
    onMerge: (window, context) => inner.onMerge(window, context),
    clear: (window, context) => inner.clear(window, context),
  };
}

/** The default of global windows (`GlobalWindows.NeverTrigger`). */
export const neverTrigger: Trigger = {
  canMerge: true,
  onElement: goOn,
  onEventTime: goOn,
  onProcessingTime: goOn,
  onMerge: () => {},
  clear: () => {},
};

/** `GlobalWindows.EndOfStreamTrigger`: fires once, when the watermark reaches MAX. */
export const endOfStreamTrigger: Trigger = {
  canMerge: false,
  onElement: (_timestamp, window, context) => {
    context.registerEventTimeTimer(maxTimestamp(window));
    return 'CONTINUE';
  },
  onEventTime: (time, window) => (time === maxTimestamp(window) ? 'FIRE' : 'CONTINUE'),
  onProcessingTime: goOn,
  onMerge: refuseMerge,
  clear: () => {},
};
