import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type Disagreement,
  expectFailure,
  expectSame,
  runSteps,
} from '../../base/case-outcome.ts';
import { withoutExpiredElements, withoutExpiredEntries, withoutExpiredValue } from './full-snapshot-cleanup.ts';
import { TtlListState } from './ttl-list-state.ts';
import { type MapStorage, TtlMapState } from './ttl-map-state.ts';
import { createTtl, type Stamped, type Ttl } from './ttl-settings.ts';
import { TtlAggregatingState, TtlReducingState, TtlValueState, type ValueStorage } from './ttl-state.ts';

const config = z.strictObject({
  kind: z.enum(['value', 'list', 'map-element', 'map-all', 'reducing', 'aggregating']),
  ttl: caseTime,
  update: z.enum(['OnCreateAndWrite', 'OnReadAndWrite']),
  visibility: z.enum(['NeverReturnExpired', 'ReturnExpiredIfNotCleanedUp']),
  cleanupFullSnapshot: z.boolean().default(false),
});

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('time'), now: z.number() }),
    z.strictObject({ op: z.literal('key'), key: z.string() }),
    z.strictObject({ op: z.literal('update'), value: z.unknown() }),
    z.strictObject({ op: z.literal('get'), value: z.unknown() }),
    z.strictObject({ op: z.literal('underlyingEmpty'), value: z.boolean().default(true) }),
    z.strictObject({ op: z.literal('snapshot') }),
    z.strictObject({ op: z.literal('restore') }),
    z.strictObject({ op: z.literal('snapshotRestore') }),
    z.strictObject({ op: z.literal('construct'), error: z.string().optional() }),
  ]),
);

/** What the cases do with each kind of state: one write, one read, and a look below it. */
interface Handle {
  update(value: unknown): void;
  get(): unknown;
  isUnderlyingEmpty(): boolean;
  snapshot(): void;
  restore(): void;
}

/** Area `state-ttl`: two keys at most, a clock that the case sets; nothing is cleaned in the background. */
export const runStateTtl = caseRunner(z.strictObject({ ...caseFields, config, steps }), ({ config, steps }) => {
  const at = { now: 0, key: '' };
  const { kind, ttl: ttlMs, cleanupFullSnapshot, ...settings } = config;
  const create = (): Ttl => createTtl({ ttlMs, ...settings }, () => at.now);
  const handle = createHandle(kind, create(), () => at.key, cleanupFullSnapshot);
  return runSteps(steps, (step): Disagreement => {
    switch (step.op) {
      case 'time':
        at.now = step.now;
        return null;
      case 'key':
        at.key = step.key;
        return null;
      case 'update':
        handle.update(step.value);
        return null;
      case 'get':
        return expectSame(step.value, handle.get());
      case 'underlyingEmpty':
        return expectSame(step.value, handle.isUnderlyingEmpty());
      case 'snapshot':
        handle.snapshot();
        return null;
      case 'restore':
        handle.restore();
        return null;
      case 'snapshotRestore':
        handle.snapshot();
        handle.restore();
        return null;
      case 'construct':
        return expectFailure(step.error, create);
    }
  });
});

function createHandle(kind: z.infer<typeof config>['kind'], ttl: Ttl, key: () => string, cleansUp: boolean): Handle {
  switch (kind) {
    case 'value': {
      const keyed = new KeyedSlots<Stamped<unknown>>(key, (stored) =>
        cleansUp ? withoutExpiredValue(stored, ttl) : stored,
      );
      const state = new TtlValueState(keyed, ttl);
      return handleOn(
        keyed,
        (value) => state.update(value),
        () => state.value(),
      );
    }
    case 'list': {
      const keyed = new KeyedSlots<readonly Stamped<unknown>[]>(key, (stored) =>
        cleansUp ? withoutExpiredElements(stored, ttl) : stored,
      );
      const state = new TtlListState(keyed, ttl);
      return handleOn(
        keyed,
        (values) => state.addAll(z.array(z.unknown()).parse(values)),
        () => state.get(),
      );
    }
    case 'map-element':
    case 'map-all': {
      const keyed = new KeyedSlots<ReadonlyMap<string, Stamped<unknown>>>(key, (stored) =>
        cleansUp ? withoutExpiredEntries(stored, ttl) : stored,
      );
      const state = new TtlMapState(mapStorage(keyed), ttl);
      if (kind === 'map-element')
        return handleOn(
          keyed,
          (value) => state.put('1', value),
          () => state.get('1'),
        );
      const putAll = (entries: unknown): void =>
        state.putAll(Object.entries(z.record(z.string(), z.unknown()).parse(entries)));
      return handleOn(keyed, putAll, () => Object.fromEntries(state.entries()));
    }
    case 'reducing': {
      const keyed = new KeyedSlots<Stamped<number>>(key, (stored) =>
        cleansUp ? withoutExpiredValue(stored, ttl) : stored,
      );
      const state = new TtlReducingState(keyed, ttl, (a, b) => a + b);
      return handleOn(
        keyed,
        (value) => state.add(z.number().parse(value)),
        () => state.get(),
      );
    }
    case 'aggregating': {
      const keyed = new KeyedSlots<Stamped<number>>(key, (stored) =>
        cleansUp ? withoutExpiredValue(stored, ttl) : stored,
      );
      const state = new TtlAggregatingState<number, number, string>(keyed, ttl, {
        createAccumulator: () => 3,
        add: (value, accumulator) => accumulator + value,
        getResult: String,
      });
      return handleOn(
        keyed,
        (value) => state.add(z.number().parse(value)),
        () => state.get(),
      );
    }
  }
}

function handleOn<T>(keyed: KeyedSlots<T>, update: (value: unknown) => void, get: () => unknown): Handle {
  return {
    update,
    get,
    isUnderlyingEmpty: () => keyed.get() === null,
    snapshot: () => keyed.snapshot(),
    restore: () => keyed.restore(),
  };
}

/** A heap backend in small: one slot for each key, values that are replaced and never changed in place. */
class KeyedSlots<T> implements ValueStorage<T> {
  readonly #key: () => string;
  readonly #written: (stored: T) => T | null;
  #slots = new Map<string, T>();
  #snapshot: ReadonlyMap<string, T> = new Map();

  constructor(key: () => string, written: (stored: T) => T | null) {
    this.#key = key;
    this.#written = written;
  }

  get(): T | null {
    return this.#slots.get(this.#key()) ?? null;
  }

  set(value: T): void {
    this.#slots.set(this.#key(), value);
  }

  clear(): void {
    this.#slots.delete(this.#key());
  }

  snapshot(): void {
    const written = new Map<string, T>();
    for (const [key, stored] of this.#slots) {
      const kept = this.#written(stored);
      if (kept !== null) written.set(key, kept);
    }
    this.#snapshot = written;
  }

  restore(): void {
    this.#slots = new Map(this.#snapshot);
  }
}

function mapStorage<T>(keyed: KeyedSlots<ReadonlyMap<string, T>>): MapStorage<string, T> {
  const current = (): ReadonlyMap<string, T> => keyed.get() ?? new Map<string, T>();
  return {
    get: (key) => current().get(key) ?? null,
    set: (key, value) => keyed.set(new Map([...current(), [key, value]])),
    remove: (key) => {
      const left = new Map([...current()].filter(([each]) => each !== key));
      if (left.size === 0) keyed.clear();
      else keyed.set(left);
    },
    entries: () => [...current()],
    clear: () => keyed.clear(),
  };
}
