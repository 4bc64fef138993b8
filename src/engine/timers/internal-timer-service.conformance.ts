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
  writeTime,
  writtenTime,
} from '../../base/case-outcome.ts';
import { InternalTimerService, type TimerServiceSnapshot } from './internal-timer-service.ts';

const domain = z.enum(['event', 'processing']);
const timer = { domain, key: z.string(), namespace: z.string(), ts: caseTime };
const register = z.strictObject({ op: z.literal('register'), ...timer });
const remove = z.strictObject({ op: z.literal('delete'), ...timer });
const fired = { fires: z.array(z.unknown()), order: z.enum(['exact', 'any']) };

const steps = z.array(
  z.discriminatedUnion('op', [
    register,
    remove,
    z.strictObject({ op: z.literal('watermark'), wm: caseTime, ...fired }),
    z.strictObject({ op: z.literal('processingTime'), time: z.number(), ...fired }),
    z.strictObject({
      op: z.literal('onFire'),
      domain,
      when: z
        .strictObject({ key: z.string().optional(), namespace: z.string().optional(), ts: caseTime.optional() })
        .optional(),
      do: z.array(z.discriminatedUnion('op', [register, remove])),
    }),
    z.strictObject({
      op: z.literal('check'),
      event: z.int().optional(),
      processing: z.int().optional(),
      namespace: z.string().optional(),
      physical: z.array(z.number()).optional(),
      currentWatermark: writtenTime.optional(),
      currentProcessingTime: writtenTime.optional(),
    }),
    z.strictObject({ op: z.literal('snapshot') }),
    z.strictObject({ op: z.literal('restore'), keys: z.array(z.string()).optional() }),
    z.strictObject({ op: z.literal('forEach'), domain, timers: z.array(z.unknown()) }),
  ]),
);

type Step = z.infer<typeof steps>[number];
type Callback = Extract<Step, { op: 'onFire' }>;
type Registration = z.infer<typeof register> | z.infer<typeof remove>;

/** Area `timer-service`. */
export const runTimerService = caseRunner(
  z.strictObject({ ...caseFields, config: z.strictObject({}), steps }),
  ({ steps }) => {
    const run = new TimerServiceRun();
    return runSteps(steps, (step) => run.step(step));
  },
);

class TimerServiceRun {
  #service = new InternalTimerService();
  readonly #keys = new Names();
  readonly #namespaces = new Names();
  readonly #callbacks = new Map<string, Callback>();
  #snapshot: TimerServiceSnapshot = this.#service.save();
  #now = 0;

  step(step: Step): Disagreement {
    switch (step.op) {
      case 'register':
      case 'delete':
        this.#apply(step);
        return null;
      case 'watermark':
        return compareFires(
          step,
          this.#fire('event', () => this.#service.pollDueEventTimer(step.wm)),
        );
      case 'processingTime':
        this.#now = step.time;
        return compareFires(
          step,
          this.#fire('processing', () => this.#service.pollDueProcessingTimer(step.time)),
        );
      case 'onFire':
        this.#callbacks.set(step.domain, step);
        return null;
      case 'check':
        return this.#check(step);
      case 'snapshot':
        this.#snapshot = this.#service.save();
        return null;
      case 'restore': {
        const owned = step.keys?.map((key) => this.#keys.number(key));
        this.#service = new InternalTimerService();
        this.#service.restore([this.#snapshot], owned === undefined ? undefined : (key) => owned.includes(key));
        this.#callbacks.clear();
        return null;
      }
      case 'forEach':
        return expectSameInAnyOrder(step.timers, this.#list(step.domain));
    }
  }

  #apply(step: Registration): void {
    const key = this.#keys.number(step.key);
    const namespace = this.#namespaces.number(step.namespace);
    const isEvent = step.domain === 'event';
    if (step.op === 'register') {
      if (isEvent) this.#service.registerEventTimer(step.ts, key, namespace);
      else this.#service.registerProcessingTimer(step.ts, key, namespace);
    } else if (isEvent) this.#service.deleteEventTimer(step.ts, key, namespace);
    else this.#service.deleteProcessingTimer(step.ts, key, namespace);
  }

  #fire(domainOfTimers: string, poll: () => boolean): unknown[] {
    const fires: unknown[] = [];
    while (poll()) {
      const { dueTimestamp, dueKey, dueNamespace } = this.#service;
      const due = {
        domain: domainOfTimers,
        key: this.#keys.name(dueKey),
        namespace: this.#namespaces.name(dueNamespace),
        ts: writeTime(dueTimestamp),
      };
      fires.push(due);
      const callback = this.#callbacks.get(domainOfTimers);
      const when = callback?.when ?? {};
      const matches =
        (when.key ?? due.key) === due.key &&
        (when.namespace ?? due.namespace) === due.namespace &&
        (when.ts ?? dueTimestamp) === dueTimestamp;
      if (callback !== undefined && matches) for (const action of callback.do) this.#apply(action);
    }
    return fires;
  }

  #list(domainOfTimers: string, namespace?: string): unknown[] {
    const timers: unknown[] = [];
    const visit = (timestamp: number, key: number, id: number): void => {
      const name = this.#namespaces.name(id);
      if (namespace === undefined || name === namespace)
        timers.push({ domain: domainOfTimers, key: this.#keys.name(key), namespace: name, ts: writeTime(timestamp) });
    };
    if (domainOfTimers === 'event') this.#service.forEachEventTimer(visit);
    else this.#service.forEachProcessingTimer(visit);
    return timers;
  }

  #check(step: Extract<Step, { op: 'check' }>): Disagreement {
    const { namespace, ...expected } = step;
    const { clockTimer } = this.#service;
    return expectFields(expected, {
      event: this.#list('event', namespace).length,
      processing: this.#list('processing', namespace).length,
      physical: clockTimer === Number.POSITIVE_INFINITY ? [] : [clockTimer],
      currentWatermark: writeTime(this.#service.currentWatermark),
      currentProcessingTime: this.#now,
    });
  }
}

function compareFires(step: { fires: unknown[]; order: 'exact' | 'any' }, fires: unknown[]): Disagreement {
  return step.order === 'exact' ? expectSame(step.fires, fires) : expectSameInAnyOrder(step.fires, fires);
}

/** Keys and namespaces are small integers to the timer service. */
class Names {
  readonly #names: string[] = [];

  number(name: string): number {
    const known = this.#names.indexOf(name);
    return known >= 0 ? known : this.#names.push(name) - 1;
  }

  name(number: number): string {
    return this.#names[number] ?? `unknown ${number}`;
  }
}
