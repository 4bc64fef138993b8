import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAssigner } from './assigners.ts';
import { runWindowAssigner } from './assigners.conformance.ts';
import { runMergingWindowSet } from './merging-window-set.conformance.ts';
import { MergingWindowSet } from './merging-window-set.ts';
import { globalWindow, intersects, maxTimestamp, mergeWindows, type TimeWindow, windowStart } from './time-window.ts';

const time = fc.integer({ min: -100, max: 100 });
const window = fc
  .tuple(time, fc.integer({ min: 0, max: 15 }))
  .map(([start, length]) => ({ start, end: start + length }));

describe('windows', () => {
  it('start so that they hold the timestamp, at a multiple of the size from the offset', () => {
    fc.assert(
      fc.property(
        time,
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: 1, max: 30 }),
        (timestamp, offset, size) => {
          const start = windowStart(timestamp, offset, size);
          expect(start <= timestamp && timestamp < start + size).toBe(true);
          expect(Math.abs((start - offset) % size)).toBe(0);
        },
      ),
    );
  });

  it('slide over exactly the starts that hold the timestamp, the latest first', () => {
    const spec = fc.record({ size: fc.integer({ min: 1, max: 20 }), slide: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(time, spec, (timestamp, { size, slide }) => {
        const assigned = createAssigner({ kind: 'sliding', clock: 'event', size, slide, offset: 0 }).assignWindows(
          timestamp,
          0,
        );
        const expected: TimeWindow[] = [];
        for (let start = 200 - (200 % slide); start >= -300; start -= slide) {
          if (start <= timestamp && timestamp < start + size) expected.push({ start, end: start + size });
        }
        expect(assigned).toEqual(expected);
      }),
    );
  });

  it('merge into groups that do not touch, each the cover of its windows, until nothing changes', () => {
    fc.assert(
      fc.property(fc.array(window, { maxLength: 12 }), (windows) => {
        const groups = mergeWindows(windows);
        const merged = groups.flatMap((group) => group.windows);
        const alone = windows.filter(
          (each) => !merged.some((other) => other.start === each.start && other.end === each.end),
        );
        const left = [
          ...groups.map(({ result }) => result),
          ...new Map(alone.map((each) => [`${each.start},${each.end}`, each])).values(),
        ];
        const touching = left.filter((each, at) => left.slice(at + 1).some((other) => intersects(each, other)));
        expect(touching).toEqual([]);
        for (const { windows: members, result } of groups) {
          expect(members.length).toBeGreaterThan(1);
          expect(result).toEqual({
            start: Math.min(...members.map(({ start }) => start)),
            end: Math.max(...members.map(({ end }) => end)),
          });
        }
      }),
    );
  });

  it('of the global kind end at MAX', () => {
    expect(maxTimestamp(globalWindow)).toBe(Number.POSITIVE_INFINITY);
  });

  it('of event time need a timestamp', () => {
    const sliding = createAssigner({ kind: 'sliding', clock: 'event', size: 2, slide: 1, offset: 0 });
    const tumbling = createAssigner({ kind: 'tumbling', clock: 'event', size: 2, offset: 0, stagger: 'ALIGNED' });
    expect(() => sliding.assignWindows(Number.NEGATIVE_INFINITY, 0)).toThrow('RuntimeException');
    expect(() => tumbling.assignWindows(Number.NEGATIVE_INFINITY, 0)).toThrow('RuntimeException');
  });

  it('choose their stagger once and keep it over a snapshot', () => {
    const draws = [0.25, 0.9];
    const spec = { kind: 'tumbling', clock: 'event', size: 100, offset: 0, stagger: 'RANDOM' } as const;
    const assigner = createAssigner(spec, () => draws.shift() ?? 0);
    expect([0, 500].map((timestamp) => assigner.assignWindows(timestamp, 0))).toEqual([
      [{ start: -75, end: 25 }],
      [{ start: 425, end: 525 }],
    ]);
    const restored = createAssigner(spec, () => 0.9);
    restored.load(assigner.save());
    expect(restored.assignWindows(500, 0)).toEqual([{ start: 425, end: 525 }]);
  });

  it('of dynamic sessions need a gap above 0', () => {
    const assigner = createAssigner({ kind: 'dynamic-session', clock: 'event' });
    expect(assigner.assignWindows(5, 0, 3)).toEqual([{ start: 5, end: 8 }]);
    expect(() => assigner.assignWindows(5, 0, 0)).toThrow('IllegalArgumentException');
  });
});

describe('MergingWindowSet', () => {
  /** Adds sessions and moves contents as the window operator would: contents lie under the state window. */
  function addAll(
    set: MergingWindowSet,
    contents: Map<string, number[]>,
    timestamps: readonly number[],
    gap: number,
  ): void {
    const at = ({ start, end }: TimeWindow) => `${start},${end}`;
    for (const timestamp of timestamps) {
      const result = set.addWindow(
        { start: timestamp, end: timestamp + gap },
        (_result, _merged, state, mergedStates) => {
          for (const source of mergedStates) {
            contents.set(at(state), [...(contents.get(at(state)) ?? []), ...(contents.get(at(source)) ?? [])]);
            contents.delete(at(source));
          }
        },
      );
      const state = set.getStateWindow(result);
      if (state === null) throw new Error('no state window');
      contents.set(at(state), [...(contents.get(at(state)) ?? []), timestamp]);
    }
  }

  /** Sessions out of sorted timestamps: a step of more than the gap begins a new one. */
  function sessions(timestamps: readonly number[], gap: number): number[][] {
    const groups: number[][] = [];
    for (const timestamp of [...timestamps].sort((a, b) => a - b)) {
      const group = groups.at(-1);
      if (group === undefined || timestamp - (group.at(-1) ?? 0) > gap) groups.push([timestamp]);
      else group.push(timestamp);
    }
    return groups;
  }

  it('gathers in any order of arrival the sessions of the sorted timestamps', () => {
    fc.assert(
      fc.property(fc.array(time, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (timestamps, gap) => {
        const set = new MergingWindowSet();
        const contents = new Map<string, number[]>();
        addAll(set, contents, timestamps, gap);
        const expected = sessions(timestamps, gap);
        const windows = set.save().map(([each]) => each);
        expect(windows.sort((a, b) => a.start - b.start)).toEqual(
          expected.map((group) => ({ start: group[0], end: (group.at(-1) ?? 0) + gap })),
        );
        const sorted = (groups: number[][]) =>
          groups.map((group) => [...group].sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
        expect(sorted([...contents.values()])).toEqual(sorted(expected));
      }),
    );
  });

  it('plays on from a snapshot exactly as it did the first time', () => {
    fc.assert(
      fc.property(fc.array(time), fc.array(time), (before, after) => {
        const set = new MergingWindowSet();
        addAll(set, new Map(), before, 7);
        const snapshot = set.save();
        const bytes = structuredClone(snapshot);
        addAll(set, new Map(), after, 7);
        const end = set.save();
        set.load(snapshot);
        expect(set.save()).toEqual(bytes);
        addAll(set, new Map(), after, 7);
        expect(set.save()).toEqual(end);
      }),
    );
  });

  it('orphans the contents of a grown session if a window equal to it is added, as Flink does', () => {
    const set = new MergingWindowSet();
    const never = () => {};
    set.addWindow({ start: 0, end: 5 }, never);
    set.addWindow({ start: 3, end: 9 }, never);
    expect(set.getStateWindow({ start: 0, end: 9 })).toEqual({ start: 0, end: 5 });
    set.addWindow({ start: 0, end: 9 }, () => expect.fail('no merge is reported'));
    expect(set.getStateWindow({ start: 0, end: 9 })).toEqual({ start: 0, end: 9 });
  });
});

describe('the cases of windows', () => {
  const frame = { id: 'here', source: 'here' };

  it('may construct dynamic sessions, whose gap is looked at with the first element', () => {
    const play = (config: unknown, steps: readonly unknown[]) =>
      runWindowAssigner({ ...frame, area: 'window-assigner', config, steps });
    const dynamic = (gap: number) => ({ type: 'dynamic-session', gaps: { '*': gap } });
    const error = 'IllegalArgumentException';
    const passed = { kind: 'passed' };
    expect(play({}, [{ op: 'construct', assigner: dynamic(5) }])).toEqual(passed);
    expect(play({}, [{ op: 'construct', assigner: dynamic(0) }])).toEqual(passed);
    expect(play({}, [{ op: 'construct', assigner: dynamic(0), error }])).toEqual(passed);
    expect(play({}, [{ op: 'construct', assigner: dynamic(5), error }])).toMatchObject({ kind: 'failed', step: 0 });
    expect(play({ assigner: dynamic(5) }, [{ op: 'assign', ts: 3, windows: [[3, 8]] }])).toEqual(passed);
  });

  it('call a window merged if the callback was called, also more than once', () => {
    const restored = [
      [0, 4],
      [3, 6],
      [10, 14],
      [13, 16],
    ].map((window) => [window, window]);
    const add = { op: 'add', window: [5, 7], result: [0, 7], merged: true };
    const play = (step: unknown) =>
      runMergingWindowSet({ ...frame, area: 'merging-window-set', config: { restored }, steps: [step] });
    expect(play(add)).toEqual({ kind: 'passed' });
    expect(play({ ...add, target: [10, 16] })).toEqual({ kind: 'passed' });
    expect(play({ ...add, target: [0, 8] })).toMatchObject({ kind: 'failed', step: 0 });
  });
});
