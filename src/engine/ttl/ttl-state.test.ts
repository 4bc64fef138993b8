import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutExpiredElements } from './full-snapshot-cleanup.ts';
import { TtlListState } from './ttl-list-state.ts';
import { type MapStorage, TtlMapState } from './ttl-map-state.ts';
import { createTtl, type Stamped, type TtlSettings } from './ttl-settings.ts';
import { TtlValueState, type ValueStorage } from './ttl-state.ts';

const clock = { now: 0 };
const settings = fc.record<TtlSettings>({
  ttlMs: fc.integer({ min: 1, max: 30 }),
  update: fc.constantFrom('OnCreateAndWrite', 'OnReadAndWrite'),
  visibility: fc.constantFrom('NeverReturnExpired', 'ReturnExpiredIfNotCleanedUp'),
});
/** Time goes on by some ms, then a number is written or, for null, the state is read. */
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.option(fc.integer())), { maxLength: 30 });
const strict: TtlSettings = { ttlMs: 10, update: 'OnCreateAndWrite', visibility: 'NeverReturnExpired' };

function slot<T>(): ValueStorage<T> & { stored: T | null } {
  return {
    stored: null,
    get() {
      return this.stored;
    },
    set(value) {
      this.stored = value;
    },
    clear() {
      this.stored = null;
    },
  };
}

function map<T>(stored = new Map<string, T>()): MapStorage<string, T> {
  return {
    get: (key) => stored.get(key) ?? null,
    set: (key, value) => void stored.set(key, value),
    remove: (key) => void stored.delete(key),
    entries: () => [...stored],
    clear: () => stored.clear(),
  };
}

describe('TtlValueState', () => {
  it('returns what was written last, if the last renewal is less than the TTL ago', () => {
    fc.assert(
      fc.property(settings, steps, (config, sequence) => {
        clock.now = 0;
        const state = new TtlValueState(
          slot<Stamped<number>>(),
          createTtl(config, () => clock.now),
        );
        let last: { value: number; at: number } | null = null;
        for (const [delay, value] of sequence) {
          clock.now += delay;
          if (value !== null) {
            state.update(value);
            last = { value, at: clock.now };
            continue;
          }
          const isAlive = last !== null && clock.now - last.at < config.ttlMs;
          const isReturned = last !== null && (isAlive || config.visibility === 'ReturnExpiredIfNotCleanedUp');
          expect(state.value()).toBe(isReturned ? (last?.value ?? null) : null);
          if (!isAlive) last = null;
          else if (config.update === 'OnReadAndWrite' && last !== null) last = { ...last, at: clock.now };
        }
      }),
    );
  });
});

describe('TtlListState', () => {
  it('never returns an expired element with NeverReturnExpired, nor loses a living one', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        clock.now = 0;
        const state = new TtlListState(
          slot<readonly Stamped<number>[]>(),
          createTtl(strict, () => clock.now),
        );
        const written: { value: number; at: number }[] = [];
        for (const [delay, value] of sequence) {
          clock.now += delay;
          if (value !== null) {
            state.add(value);
            written.push({ value, at: clock.now });
          } else
            expect(state.get()).toEqual(
              written.filter(({ at }) => clock.now - at < strict.ttlMs).map((each) => each.value),
            );
        }
      }),
    );
  });

  it('keeps expired elements while another one lives, unless reads renew', () => {
    clock.now = 0;
    const storage = slot<readonly Stamped<string>[]>();
    const state = new TtlListState(
      storage,
      createTtl({ ...strict, visibility: 'ReturnExpiredIfNotCleanedUp' }, () => clock.now),
    );
    state.add('old');
    clock.now = 5;
    state.add('young');
    clock.now = 12;
    expect([state.get(), state.get()]).toEqual([
      ['old', 'young'],
      ['old', 'young'],
    ]);
    clock.now = 15;
    expect([state.get(), state.get()]).toEqual([['old', 'young'], []]);
  });

  it('is cleared by an update to nothing', () => {
    const storage = slot<readonly Stamped<string>[]>();
    const state = new TtlListState(
      storage,
      createTtl(strict, () => 0),
    );
    state.update(['a']);
    state.update([]);
    expect(storage.stored).toBeNull();
  });
});

describe('TtlMapState', () => {
  it('counts expired entries in isEmpty until something reads them', () => {
    clock.now = 0;
    const state = new TtlMapState(
      map<Stamped<number>>(),
      createTtl(strict, () => clock.now),
    );
    state.put('a', 1);
    clock.now = 10;
    expect([state.isEmpty(), state.contains('a'), state.isEmpty()]).toEqual([false, false, true]);
  });

  it('renews with OnReadAndWrite only the entry that is read', () => {
    clock.now = 0;
    const state = new TtlMapState(
      map<Stamped<number>>(),
      createTtl({ ...strict, update: 'OnReadAndWrite' }, () => clock.now),
    );
    state.putAll([
      ['a', 1],
      ['b', 2],
    ]);
    clock.now = 9;
    expect(state.get('a')).toBe(1);
    clock.now = 12;
    expect(state.entries()).toEqual([['a', 1]]);
  });
});

describe('the full-snapshot filter', () => {
  it('leaves out what has expired and nothing else', () => {
    const ttl = createTtl(strict, () => 15);
    const elements = [
      { value: 'a', stamp: 5 },
      { value: 'b', stamp: 6 },
    ];
    expect(withoutExpiredElements(elements, ttl)).toEqual([{ value: 'b', stamp: 6 }]);
    expect(withoutExpiredElements(elements.slice(0, 1), ttl)).toBeNull();
  });

  it('belongs to a TTL above 0', () => {
    expect(() => createTtl({ ...strict, ttlMs: 0 }, () => 0)).toThrow('IllegalArgumentException');
  });
});
