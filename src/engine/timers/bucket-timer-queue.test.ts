import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BucketTimerQueue } from './bucket-timer-queue.ts';

type Timer = readonly [timestamp: number, key: number, namespace: number];

const timestamp = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -5, max: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, -0, 1_767_614_400_123) },
);
const timer = fc.tuple(
  timestamp,
  fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(2147483647, -2147483648)),
  fc.constantFrom(0, 1, 2097151),
);
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('register' as const), timer }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), timer }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('poll' as const), limit: timestamp }) },
);
const actions = fc.array(action, { maxLength: 120 });
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

function polled(queue: BucketTimerQueue, limit: number): Timer | null {
  return queue.poll(limit) ? [queue.polledTimestamp, queue.polledKey, queue.polledNamespace] : null;
}

function apply(queue: BucketTimerQueue, each: Action): unknown {
  return each.kind === 'poll' ? polled(queue, each.limit) : queue[each.kind](...each.timer);
}

/** The same by the plainest means: a list in the order of registration. */
class NaiveQueue {
  timers: Timer[] = [];

  apply(each: Action): unknown {
    if (each.kind === 'poll') return this.poll(each.limit);
    const at = this.timers.findIndex((have) => have.every((part, index) => part === each.timer[index]));
    if (each.kind === 'register' && at < 0) this.timers.push(each.timer);
    if (each.kind === 'delete' && at >= 0) this.timers.splice(at, 1);
    return each.kind === 'register' ? at < 0 : at >= 0;
  }

  poll(limit: number): Timer | null {
    const first = Math.min(...this.timers.map(([time]) => time));
    const at = this.timers.findIndex(([time]) => time === first);
    if (at < 0 || first > limit) return null;
    return this.timers.splice(at, 1)[0] ?? null;
  }
}

describe('BucketTimerQueue', () => {
  it('behaves as a list that is searched for the earliest, first registered timer', () => {
    fc.assert(
      fc.property(actions, (sequence) => {
        const queue = new BucketTimerQueue();
        const naive = new NaiveQueue();
        for (const each of sequence) {
          const expected = naive.apply(each);
          // Equal in number: −0 and 0 are one time.
          expect(JSON.stringify(apply(queue, each))).toBe(JSON.stringify(expected));
          expect(queue.size).toBe(naive.timers.length);
          expect(queue.nextTimestamp + 0).toBe(Math.min(...naive.timers.map(([time]) => time)) + 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its order through many timers, deletions and growth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 2, max: 9 }), (spread, step) => {
        const queue = new BucketTimerQueue();
        const naive: Timer[] = [];
        for (let key = 0; key < 2000; key += 1) {
          queue.register((key * 7919) % spread, key, 0);
          naive.push([(key * 7919) % spread, key, 0]);
        }
        const left = naive
          .filter(([time, key]) => key % step !== 0 || !queue.delete(time, key, 0))
          .sort((a, b) => a[0] - b[0]);
        // The hash set closes its gaps: what is left is still found, and what was deleted is not.
        expect(left.every(([time, key]) => queue.has(time, key, 0) && !queue.register(time, key, 0))).toBe(true);
        expect(naive.filter(([time, key]) => queue.has(time, key, 0))).toHaveLength(left.length);
        const order: Timer[] = [];
        for (
          let next = polled(queue, Number.POSITIVE_INFINITY);
          next !== null;
          next = polled(queue, Number.POSITIVE_INFINITY)
        )
          order.push(next);
        expect(order).toEqual(left);
      }),
      { numRuns: 20 },
    );
  });

  it('gives equal bytes for equal timers whatever its history, and plays on from them as before', () => {
    fc.assert(
      fc.property(actions, actions, (before, after) => {
        const queue = new BucketTimerQueue();
        for (const each of before) apply(queue, each);
        const snapshot = queue.save();
        const bytes = structuredClone(snapshot);
        const first = after.map((each) => apply(queue, each));
        const end = queue.save();
        queue.load(snapshot);
        expect(queue.save()).toEqual(bytes);
        expect(after.map((each) => apply(queue, each))).toEqual(first);
        expect(queue.save()).toEqual(end);
        expect(snapshot).toEqual(bytes);
        const fresh = new BucketTimerQueue();
        fresh.load(snapshot);
        expect(fresh.save()).toEqual(bytes);
      }),
    );
  });

  it('refuses NaN, which is no time', () => {
    expect(() => new BucketTimerQueue().register(Number.NaN, 1, 0)).toThrow('NaN');
  });
});
