import { describe, expect, it } from 'vitest';
import { createEvictor, type EvictorSpec } from './evictors.ts';

const elements = [3, 9, 5, 9, 4].map((timestamp, i) => ({ value: i * i, timestamp }));
const untimed = elements.map(({ value }) => ({ value, timestamp: NaN }));

function evictBefore(spec: EvictorSpec<number>, from = elements): readonly number[] {
  return createEvictor(spec)
    .evictBefore(from)
    .map(({ value }) => value);
}

describe('an evictor', () => {
  const delta = (older: number, newest: number) => newest - older;

  it('by count keeps the last elements', () => {
    expect(evictBefore({ kind: 'count', n: 2, isAfter: false })).toEqual([9, 16]);
    expect(evictBefore({ kind: 'count', n: 9, isAfter: false })).toEqual([0, 1, 4, 9, 16]);
    expect(evictBefore({ kind: 'count', n: 0, isAfter: false })).toEqual([]);
  });

  it('by time keeps what is less than the size older than the latest, wherever that stands', () => {
    expect(evictBefore({ kind: 'time', size: 5, isAfter: false })).toEqual([1, 4, 9]);
    expect(evictBefore({ kind: 'time', size: 4, isAfter: false })).toEqual([1, 9]);
  });

  it('by time keeps elements without timestamps, and refuses one among others that have them', () => {
    expect(evictBefore({ kind: 'time', size: 1, isAfter: false }, untimed)).toHaveLength(5);
    expect(() => evictBefore({ kind: 'time', size: 1, isAfter: false }, [...elements, ...untimed])).toThrow(
      'IllegalStateException',
    );
  });

  it('by delta drops what is the threshold or more away from the newest', () => {
    expect(evictBefore({ kind: 'delta', threshold: 12, delta, isAfter: false })).toEqual([9, 16]);
    expect(evictBefore({ kind: 'delta', threshold: 13, delta, isAfter: false })).toEqual([4, 9, 16]);
  });

  it('evicts on one side of the function only', () => {
    const after = createEvictor<number>({ kind: 'count', n: 1, isAfter: true });
    expect([after.evictBefore(elements).length, after.evictAfter(elements).length]).toEqual([5, 1]);
    const early = createEvictor<number>({ kind: 'count', n: 1, isAfter: false });
    expect([early.evictBefore(elements).length, early.evictAfter(elements).length]).toEqual([1, 5]);
  });
});
