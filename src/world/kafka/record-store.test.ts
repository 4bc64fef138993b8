import { describe, expect, test } from 'vitest';
import { AppendOnlyList } from './append-only-list.ts';
import { RecordStore } from './record-store.ts';
import type { RecordRow } from './records.ts';

const plain = {
  key: 'k',
  producerId: -1,
  epoch: -1,
  transactional: false,
  control: null,
  appendedAtMicros: 7,
} as const;

function row(value: unknown): RecordRow {
  return { ...plain, timestamp: 5, value };
}

function valuesOf(store: RecordStore): unknown[] {
  return Array.from({ length: store.end - store.start }, (_, index) => store.read(store.start + index)?.value);
}

function fill(store: RecordStore, count: number, name: string): void {
  for (let index = 0; index < count; index++) store.append(row(`${name}${index}`));
}

describe('a record store', () => {
  test('gives back what was appended, at the offset it was given', () => {
    const store = new RecordStore();
    const marker = { ...row(null), producerId: 3, epoch: 2, transactional: true, control: 'abort' } as const;
    expect([store.append(row('a')), store.append(marker)]).toEqual([0, 1]);
    expect(store.read(0)).toEqual({ offset: 0, ...row('a') });
    expect(store.read(1)).toEqual({ offset: 1, ...marker });
    expect([store.read(2), store.read(-1)]).toEqual([undefined, undefined]);
  });

  // One place inside a chunk of 1024 rows, one at its end, one in the third chunk.
  test.each([10, 1024, 2500])('branches that part after %i records do not see each other', (shared) => {
    const store = new RecordStore();
    fill(store, shared, 'shared ');
    const atParting = store.save();
    fill(store, 1500, 'left ');
    const left = { saved: store.save(), values: valuesOf(store) };
    store.load(atParting);
    fill(store, 1500, 'right ');
    const right = { saved: store.save(), values: valuesOf(store) };
    for (const branch of [left, right]) {
      store.load(branch.saved);
      expect(valuesOf(store)).toEqual(branch.values);
    }
    store.load(atParting);
    expect(store.end).toBe(shared);
  });

  test.each([1, 1023, 1024, 1025, 3000])(
    'when %i records are trimmed, offsets and later appends stay right',
    (before) => {
      const store = new RecordStore();
      fill(store, 3000, 'v');
      const whole = store.save();
      store.trim(before);
      expect([store.start, store.end, store.read(before - 1)]).toEqual([before, 3000, undefined]);
      expect(store.append(row('next'))).toBe(3000);
      expect([store.read(before)?.value, store.read(3000)?.value]).toEqual([
        before < 3000 ? `v${before}` : 'next',
        'next',
      ]);
      store.load(whole);
      expect([store.start, store.end, store.read(0)?.value]).toEqual([0, 3000, 'v0']);
    },
  );

  test('a trim goes neither back nor beyond the end', () => {
    const store = new RecordStore();
    fill(store, 10, 'v');
    store.trim(6);
    store.trim(3);
    expect(store.start).toBe(6);
    store.trim(99);
    expect([store.start, store.append(row('next'))]).toEqual([10, 10]);
  });
});

test('a list that goes on after a snapshot leaves the snapshot alone, and so does one that went back to it', () => {
  const list = new AppendOnlyList<string>();
  list.append('a');
  const early = list.save();
  list.append('b');
  const late = list.save();
  list.load(early);
  list.append('c');
  expect(list.slice()).toEqual(['a', 'c']);
  list.load(late);
  expect([list.slice(), list.at(1), list.at(2)]).toEqual([['a', 'b'], 'b', undefined]);
  list.load(early);
  expect([list.slice(), list.at(1)]).toEqual([['a'], undefined]);
});
