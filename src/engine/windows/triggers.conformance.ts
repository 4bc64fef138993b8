import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type Disagreement,
  expectFields,
  expectSame,
  expectSameInAnyOrder,
  runSteps,
} from '../../base/case-outcome.ts';
import { InternalTimerService } from '../timers/internal-timer-service.ts';
import type { TimeWindow } from './time-window.ts';
import type { OnMergeContext, Trigger } from './trigger.ts';
import { createTrigger, type TriggerSpec } from './triggers.ts';

const window = z.tuple([z.number(), z.number()]);
const fires = z.array(z.strictObject({ window, result: z.string() })).optional();

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('element'), window, ts: caseTime.optional(), result: z.string() }),
    z.strictObject({ op: z.literal('watermark'), t: caseTime, fires, firesInclude: fires }),
    z.strictObject({ op: z.literal('processingTime'), t: z.number(), fires, firesInclude: fires }),
    z.strictObject({ op: z.literal('clear'), window }),
    z.strictObject({ op: z.literal('merge'), target: window, merged: z.array(window) }),
    z.strictObject({ op: z.literal('forceEventTimer'), t: caseTime, window, result: z.string() }),
    z.strictObject({
      op: z.literal('check'),
      window: window.optional(),
      stateEntries: z.int().optional(),
      eventTimeTimers: z.int().optional(),
      processingTimeTimers: z.int().optional(),
    }),
  ]),
);

/** The triggers as cases write them (`type` for `kind`); also for the cases of the window operator. */
export const triggerConfig: z.ZodType<TriggerSpec> = z.lazy(() =>
  z.union([
    z
      .strictObject({
        type: z.enum(['event-time', 'processing-time', 'end-of-stream', 'never', 'fire-always', 'accum-gc']),
      })
      .transform(({ type }) => ({ kind: type })),
    z.strictObject({ type: z.literal('count'), n: z.int() }).transform(({ type, n }) => ({ kind: type, n })),
    z
      .strictObject({ type: z.literal('purging'), inner: triggerConfig })
      .transform(({ type, inner }) => ({ kind: type, inner })),
    z
      .strictObject({ type: z.enum(['continuous-event-time', 'continuous-processing-time']), interval: z.number() })
      .transform(({ type, interval }) => ({ kind: type, interval })),
    z
      .strictObject({
        type: z.literal('timeout'),
        inner: triggerConfig,
        timeout: z.number(),
        resetOnElement: z.boolean().default(false),
        clearOnTimeout: z.boolean().default(true),
      })
      .transform(({ type, ...rest }) => ({ kind: type, ...rest })),
  ]),
);

const config = z.strictObject({ trigger: triggerConfig, initialProcessingTime: z.number().default(0) });

type Step = z.infer<typeof steps>[number];
type WindowPair = z.infer<typeof window>;

/** Area `trigger`: one trigger, one key, several windows, on real timers. */
export const runTrigger = caseRunner(z.strictObject({ ...caseFields, config, steps }), ({ config, steps }) => {
  const run = new TriggerRun(createTrigger(config.trigger), config.initialProcessingTime);
  return runSteps(steps, (step) => run.step(step));
});

class TriggerRun {
  readonly #trigger: Trigger;
  readonly #timers = new InternalTimerService();
  readonly #windows: TimeWindow[] = [];
  readonly #state = new Map<number, Map<string, number>>();
  #now: number;

  constructor(trigger: Trigger, now: number) {
    this.#trigger = trigger;
    this.#now = now;
  }

  step(step: Step): Disagreement {
    switch (step.op) {
      case 'element': {
        const namespace = this.#namespaceOf(step.window);
        return expectSame(
          step.result,
          this.#trigger.onElement(
            step.ts ?? Number.NEGATIVE_INFINITY,
            this.#window(namespace),
            this.#context(namespace),
          ),
        );
      }
      case 'watermark':
        return this.#compareFires(step, () => this.#timers.pollDueEventTimer(step.t), 'onEventTime');
      case 'processingTime':
        this.#now = step.t;
        return this.#compareFires(step, () => this.#timers.pollDueProcessingTimer(step.t), 'onProcessingTime');
      case 'clear': {
        const namespace = this.#namespaceOf(step.window);
        this.#trigger.clear(this.#window(namespace), this.#context(namespace));
        return null;
      }
      case 'merge': {
        const namespace = this.#namespaceOf(step.target);
        const merged = step.merged.map((pair) => this.#namespaceOf(pair));
        this.#trigger.onMerge(this.#window(namespace), this.#context(namespace, merged));
        for (const each of merged) this.#trigger.clear(this.#window(each), this.#context(each));
        return null;
      }
      case 'forceEventTimer': {
        const namespace = this.#namespaceOf(step.window);
        return expectSame(
          step.result,
          this.#trigger.onEventTime(step.t, this.#window(namespace), this.#context(namespace)),
        );
      }
      case 'check':
        return this.#check(step);
    }
  }

  #compareFires(
    step: Extract<Step, { op: 'watermark' | 'processingTime' }>,
    poll: () => boolean,
    callback: 'onEventTime' | 'onProcessingTime',
  ): Disagreement {
    const fired: { window: WindowPair; result: string }[] = [];
    while (poll()) {
      const { dueTimestamp, dueNamespace } = this.#timers;
      const firedWindow = this.#window(dueNamespace);
      fired.push({
        window: [firedWindow.start, firedWindow.end],
        result: this.#trigger[callback](dueTimestamp, firedWindow, this.#context(dueNamespace)),
      });
    }
    if (step.firesInclude !== undefined) {
      const missing = step.firesInclude.filter((wanted) => !fired.some((have) => expectSame(wanted, have) === null));
      if (missing.length > 0) return { expected: step.firesInclude, actual: fired };
    }
    return step.fires === undefined ? null : expectSameInAnyOrder(step.fires, fired);
  }

  #check(step: Extract<Step, { op: 'check' }>): Disagreement {
    const wanted = step.window === undefined ? null : this.#namespaceOf(step.window);
    const counts = { stateEntries: 0, eventTimeTimers: 0, processingTimeTimers: 0 };
    const isWanted = (namespace: number): number => (wanted === null || wanted === namespace ? 1 : 0);
    for (const [namespace, entries] of this.#state) counts.stateEntries += isWanted(namespace) * entries.size;
    this.#timers.forEachEventTimer((_timestamp, _key, namespace) => {
      counts.eventTimeTimers += isWanted(namespace);
    });
    this.#timers.forEachProcessingTimer((_timestamp, _key, namespace) => {
      counts.processingTimeTimers += isWanted(namespace);
    });
    const { stateEntries, eventTimeTimers, processingTimeTimers } = step;
    return expectFields({ stateEntries, eventTimeTimers, processingTimeTimers }, counts);
  }

  #context(namespace: number, merged: readonly number[] = []): OnMergeContext {
    const entries = this.#entriesOf(namespace);
    return {
      currentWatermark: () => this.#timers.currentWatermark,
      currentProcessingTime: () => this.#now,
      registerEventTimeTimer: (timestamp) => this.#timers.registerEventTimer(timestamp, 0, namespace),
      deleteEventTimeTimer: (timestamp) => this.#timers.deleteEventTimer(timestamp, 0, namespace),
      registerProcessingTimeTimer: (timestamp) => this.#timers.registerProcessingTimer(timestamp, 0, namespace),
      deleteProcessingTimeTimer: (timestamp) => this.#timers.deleteProcessingTimer(timestamp, 0, namespace),
      getState: (name) => entries.get(name) ?? null,
      setState: (name, value) => void entries.set(name, value),
      clearState: (name) => void entries.delete(name),
      mergeState: (name, combine) => {
        for (const each of merged) {
          const value = this.#entriesOf(each).get(name);
          if (value === undefined) continue;
          this.#entriesOf(each).delete(name);
          const present = entries.get(name);
          entries.set(name, present === undefined ? value : combine(present, value));
        }
      },
    };
  }

  #entriesOf(namespace: number): Map<string, number> {
    const entries = this.#state.get(namespace) ?? new Map<string, number>();
    this.#state.set(namespace, entries);
    return entries;
  }

  #namespaceOf([start, end]: WindowPair): number {
    const known = this.#windows.findIndex((each) => each.start === start && each.end === end);
    return known >= 0 ? known : this.#windows.push({ start, end }) - 1;
  }

  #window(namespace: number): TimeWindow {
    const known = this.#windows[namespace];
    if (known === undefined) throw new Error(`namespace ${namespace} is no window`);
    return known;
  }
}
