import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeBuffer, type TimeBufferSnapshot } from './time-buffer.ts';

interface Entry {
  readonly time: number;
  readonly id: number;
}

type Op = {
  readonly kind: 'insert' | 'expire' | 'expire-all' | 'remove' | 'save' | 'rewind';
  readonly key: number;
  readonly time: number;
  readonly count: number;
};
const op: fc.Arbitrary<Op> = fc.record({
  kind: fc.oneof(
    { weight: 14, arbitrary: fc.constant('insert' as const) },
    { weight: 3, arbitrary: fc.constantFrom('expire' as const, 'remove' as const) },
    { weight: 1, arbitrary: fc.constantFrom('expire-all' as const, 'save' as const, 'rewind' as const) },
  ),
  key: fc.integer({ min: 0, max: 5 }),
  time: fc.integer({ min: 0, max: 60 }),
  count: fc.integer({ min: 1, max: 12 }),
});

const makeBuffer = () => new TimeBuffer({ id: 'int32', half: 'float64' });

function contents(buffer: TimeBuffer, key: number): readonly Entry[] {
  const place = buffer.find(key);
  if (place < 0) return [];
  const [ids, halves] = buffer.columns;
  const found: Entry[] = [];
  for (let at = buffer.begin(place); at < buffer.end(place); at++) {
    expect(halves.values[at]).toBe(ids.values[at] / 2);
    found.push({ time: buffer.times.values[at], id: ids.values[at] });
  }
  return found;
}

describe('TimeBuffer', () => {
  it('keeps the entries of each key sorted by time and arrival, as a plain list would, rewound or not', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 200 }), (ops) => {
        const buffer = makeBuffer();
        const [ids, halves] = buffer.columns;
        let model: ReadonlyMap<number, readonly Entry[]> = new Map();
        let saved: { readonly buffer: TimeBufferSnapshot; readonly model: typeof model } | null = null;
        let id = 0;
        const change = (key: number, entries: readonly Entry[]) => {
          model = new Map(model).set(key, entries);
        };
        for (const { kind, key, time, count } of ops) {
          const entries = model.get(key) ?? [];
          const place = buffer.find(key);
          expect(place >= 0).toBe(entries.length > 0);
          if (kind === 'insert') {
            for (let i = 0; i < count; i++) {
              id++;
              const entry = { time: time + ((i * 7) % 5), id };
              const at = buffer.insert(key, entry.time);
              ids.values[at] = id;
              halves.values[at] = id / 2;
              const before = model.get(key) ?? [];
              const behind = before.filter((other) => other.time <= entry.time);
              change(key, [...behind, entry, ...before.slice(behind.length)]);
            }
          } else if (kind === 'expire' && place >= 0) {
            buffer.expire(place, time);
            change(
              key,
              entries.filter((entry) => entry.time >= time),
            );
          } else if (kind === 'expire-all') {
            buffer.expireAll(time);
            model = new Map([...model].map(([each, held]) => [each, held.filter((entry) => entry.time >= time)]));
          } else if (kind === 'remove' && place >= 0) {
            const first = time % entries.length;
            const last = Math.min(entries.length, first + count);
            buffer.removeRange(place, buffer.begin(place) + first, buffer.begin(place) + last);
            change(key, [...entries.slice(0, first), ...entries.slice(last)]);
          } else if (kind === 'save') saved = { buffer: buffer.save(), model };
          else if (kind === 'rewind' && saved !== null) {
            buffer.load(saved.buffer);
            expect(buffer.save()).toEqual(saved.buffer);
            model = saved.model;
          }
          for (let each = 0; each <= 5; each++) expect(contents(buffer, each)).toEqual(model.get(each) ?? []);
          expect(buffer.held).toBe([...model.values()].reduce((sum, held) => sum + held.length, 0));
          const now = buffer.find(key);
          const held = model.get(key) ?? [];
          if (now >= 0)
            expect(buffer.firstFrom(now, time) - buffer.begin(now)).toBe(
              held.filter((entry) => entry.time < time).length,
            );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('stays as large as what it holds, however long entries come and go', () => {
    const buffer = makeBuffer();
    for (let time = 0; time < 50_000; time++) {
      buffer.insert(time % 10, time);
      if (time % 100 === 0) buffer.expireAll(time - 500);
    }
    expect(buffer.save().top).toBeLessThan(10_000);
  });

  it('continues after a load as the buffer that was saved', () => {
    const [original, copy] = [makeBuffer(), makeBuffer()];
    for (let i = 0; i < 500; i++) original.insert(i % 7, (i * 37) % 101);
    for (let i = 0; i < 90; i++) copy.insert(i % 3, i);
    original.expireAll(40);
    copy.load(original.save());
    for (const buffer of [original, copy]) {
      for (let i = 0; i < 300; i++) buffer.insert(i % 9, (i * 53) % 101);
      buffer.expireAll(60);
    }
    expect(copy.save()).toEqual(original.save());
  });
});
