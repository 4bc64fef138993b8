import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InternalTimerService } from '../timers/internal-timer-service.ts';
import { createAssigner, type WindowAssignerSpec } from './assigners.ts';
import type { TimeWindow } from './time-window.ts';
import { createTrigger } from './triggers.ts';
import { WindowOperator } from './window-operator.ts';

/** A window operator on timers of its own, which keeps all of its elements. */
class Windows {
  readonly fired: { readonly key: number; readonly window: TimeWindow; readonly values: readonly number[] }[] = [];
  readonly late: number[] = [];
  readonly operator: WindowOperator<number>;
  readonly timers = new InternalTimerService();

  constructor(assigner: WindowAssignerSpec, allowedLateness = 0) {
    const { timers } = this;
    const timing = {
      watermark: () => timers.currentWatermark,
      processingTime: () => 0,
      registerEventTimer: timers.registerEventTimer.bind(timers),
      deleteEventTimer: timers.deleteEventTimer.bind(timers),
      registerProcessingTimer: timers.registerProcessingTimer.bind(timers),
      deleteProcessingTimer: timers.deleteProcessingTimer.bind(timers),
    };
    const trigger = createTrigger({ kind: 'event-time' });
    const spec = { assigner: createAssigner(assigner), trigger, allowedLateness, reduce: null, evictor: null };
    this.operator = new WindowOperator(spec, timing, {
      fire: (key, window, values) => this.fired.push({ key, window, values }),
      late: (value) => this.late.push(value),
    });
  }

  advance(watermark: number): void {
    const { timers, operator } = this;
    while (timers.pollDueEventTimer(watermark))
      operator.onEventTimer(timers.dueTimestamp, timers.dueKey, timers.dueNamespace);
  }
}

const clock = 'event';
const assigners: readonly WindowAssignerSpec[] = [
  { kind: 'tumbling', clock, size: 7, offset: 2, stagger: 'ALIGNED' },
  { kind: 'sliding', clock, size: 7, slide: 3, offset: 0 },
  { kind: 'session', clock, gap: 4 },
];

interface Act {
  readonly kind: string;
  readonly key: number;
  readonly time: number;
}

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('element', 'element', 'element', 'watermark', 'rewind'),
    key: fc.integer({ min: 0, max: 2 }),
    time: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 60 },
);

function play(windows: Windows, all: readonly Act[]): void {
  all.forEach(({ kind, key, time }, i) => {
    if (kind === 'element') windows.operator.onElement(key, i, time);
    else if (kind === 'watermark') windows.advance(time);
    else {
      // Saved and loaded, the windows and timers are what they were.
      const [panes, timers] = [windows.operator.panes.save(), windows.timers.save()];
      windows.operator.panes.load(panes);
      windows.timers.load(timers);
      expect(windows.operator.panes.save()).toEqual(panes);
    }
  });
}

describe('a window operator', () => {
  it.each(assigners)('fires or reports every element of $kind windows, and holds nothing at the end', (assigner) => {
    fc.assert(
      fc.property(acts, (all) => {
        const windows = new Windows(assigner);
        play(windows, all);
        windows.advance(Number.POSITIVE_INFINITY);
        const fired = windows.fired.flatMap(({ values }) => values);
        const elements = all.flatMap(({ kind }, i) => (kind === 'element' ? [i] : []));
        expect([...new Set([...fired, ...windows.late])].sort((a, b) => a - b)).toEqual(elements);
        expect(windows.fired.every(({ key, values }) => values.every((value) => all[value].key === key))).toBe(true);
        if (assigner.kind !== 'sliding') expect(fired.length + windows.late.length).toBe(elements.length);
        expect([windows.operator.panes.size, windows.timers.eventTimers]).toEqual([0, 0]);
      }),
    );
  });

  it('numbers the windows of a key from 0 again once they are gone', () => {
    const windows = new Windows(assigners[0]);
    for (let time = 0; time < 1000; time++) {
      windows.operator.onElement(1, time, time);
      windows.advance(time);
      expect(windows.operator.panes.size).toBeLessThan(3);
      windows.timers.forEachEventTimer((_time, _key, namespace) => expect(namespace).toBeLessThan(2));
    }
  });

  it('refuses to merge sessions with a lateness of MAX once there is a watermark, for the sum wraps in Flink', () => {
    const windows = new Windows(assigners[2], Number.POSITIVE_INFINITY);
    windows.operator.onElement(1, 1, 10);
    windows.operator.onElement(1, 2, 12);
    windows.advance(5);
    const before = windows.operator.panes.save();
    expect(() => windows.operator.onElement(1, 3, 14)).toThrow('UnsupportedOperationException');
    expect(windows.operator.panes.sessionsOf(1)).toEqual(before[0].sessions);
    windows.advance(1000);
    expect(windows.fired).toEqual([{ key: 1, window: { start: 10, end: 16 }, values: [1, 2] }]);
  });

  it('fires again for each late element with a lateness of MAX, for ever', () => {
    const windows = new Windows(assigners[0], Number.POSITIVE_INFINITY);
    windows.operator.onElement(1, 1, 3);
    windows.advance(1_000_000);
    windows.operator.onElement(1, 2, 3);
    expect(windows.fired.map(({ values }) => values)).toEqual([[1], [1, 2]]);
    expect([windows.late, windows.timers.eventTimers]).toEqual([[], 0]);
  });
});
