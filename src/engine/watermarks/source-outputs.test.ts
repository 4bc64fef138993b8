import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedOutOfOrderness } from './bounded-out-of-orderness.ts';
import { WatermarksWithIdleness } from './idleness-timer.ts';
import { RecordWriterOutput } from './record-writer-output.ts';
import { SourceOutputs } from './source-outputs.ts';
import { TimestampsAndWatermarks } from './timestamps-and-watermarks.ts';

function recordingSource(boundMs: number, idlenessMs: number | null) {
  const out: unknown[] = [];
  const source = new SourceOutputs<string>({
    createGenerator: () => {
      const bounded = new BoundedOutOfOrderness(boundMs);
      return idlenessMs === null ? bounded : new WatermarksWithIdleness(bounded, idlenessMs);
    },
    sink: {
      emitRecord: (event, timestamp) => out.push([event, timestamp]),
      emitWatermark: (watermark) => out.push(watermark),
      emitStatus: (status) => out.push(status),
    },
  });
  return { source, out };
}

describe('SourceOutputs', () => {
  it('holds the watermark for a split that never produces, and lets it go when that split falls idle', () => {
    const { source, out } = recordingSource(0, 300);
    source.createOutputForSplit('busy');
    source.createOutputForSplit('silent');
    const watermarksAt = new Map<number, unknown>();
    for (let now = 200; now <= 1000; now += 200) {
      source.collect('busy', 'x', now * 10);
      source.onPeriodicEmit(now);
      watermarksAt.set(now, out.filter((each) => typeof each === 'number').at(-1) ?? null);
    }
    // The tick at 200 starts the silent split's timer; at 600 more than 300 ms have passed.
    expect([...watermarksAt.values()]).toEqual([null, null, 5999, 7999, 9999]);
  });

  it('without splits becomes idle through the main output, if there is idleness detection at all', () => {
    const detecting = recordingSource(0, 300);
    const blind = recordingSource(0, null);
    for (let now = 200; now <= 1000; now += 200) {
      detecting.source.onPeriodicEmit(now);
      blind.source.onPeriodicEmit(now);
    }
    expect([detecting.out, blind.out]).toEqual([['IDLE'], []]);
  });

  it('becomes idle with its only split if the main output never spoke; a tick without idleness detection is speech', () => {
    const outAfterTicks = (ticks: readonly number[]) => {
      const { source, out } = recordingSource(0, null);
      source.createOutputForSplit('only');
      for (const now of ticks) source.onPeriodicEmit(now);
      source.markIdle('only');
      return out;
    };
    expect([outAfterTicks([]), outAfterTicks([200])]).toEqual([['IDLE'], []]);
  });

  it('does not count back-pressure, nor a pause by alignment, as inactivity', () => {
    const { source, out } = recordingSource(0, 300);
    source.createOutputForSplit('held');
    // A split counts as idle until it has emitted; after this it is the split's own clock that decides.
    source.collect('held', 'x', 10);
    source.onPeriodicEmit(200);
    source.onPeriodicEmit(400);
    source.pauseAll(450);
    source.onPeriodicEmit(800);
    source.resumeAll(1000);
    source.pauseSplit('held', 1000);
    source.onPeriodicEmit(1400);
    source.resumeSplit('held', 1400);
    expect(out).toEqual([['x', 10], 9]);
    source.onPeriodicEmit(1600);
    expect(out).toEqual([['x', 10], 9]);
    source.onPeriodicEmit(1800);
    expect(out).toEqual([['x', 10], 9, 'IDLE']);
  });

  it('plays on from a snapshot exactly as it did the first time', () => {
    const step = fc.record({
      split: fc.constantFrom('a', 'b', null),
      timestamp: fc.integer({ min: 0, max: 100 }),
      tick: fc.boolean(),
    });
    const steps = fc.array(step, { maxLength: 30 });
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const { source, out } = recordingSource(3, 250);
        const play = (sequence: typeof before, start: number) => {
          out.length = 0;
          for (const [at, { split, timestamp, tick }] of sequence.entries()) {
            if (split !== null) source.createOutputForSplit(split);
            if (tick) source.onPeriodicEmit(start + at * 100);
            else source.collect(split, 'x', timestamp);
          }
          return [...out];
        };
        play(before, 0);
        const snapshot = source.save();
        const first = play(after, 5000);
        source.load(snapshot);
        expect(source.save()).toEqual(snapshot);
        expect(play(after, 5000)).toEqual(first);
      }),
    );
  });
});

describe('TimestampsAndWatermarks', () => {
  it('counts each tick from the clock as it is, and emits nothing periodic with interval 0', () => {
    const sink = { emitWatermark: () => {}, emitStatus: () => {} };
    const create = (intervalMs: number) =>
      new TimestampsAndWatermarks(
        { generator: new BoundedOutOfOrderness(0), intervalMs, isProgressive: true, sink },
        50,
      );
    const drifting = create(200);
    drifting.onTick(310);
    expect([create(200).nextTick, drifting.nextTick, create(0).nextTick]).toEqual([250, 510, Number.POSITIVE_INFINITY]);
  });
});

describe('RecordWriterOutput', () => {
  it('drops every watermark after IDLE, MAX too, until ACTIVE has been announced', () => {
    const out: unknown[] = [];
    const writer = new RecordWriterOutput({
      emitWatermark: (watermark) => out.push(watermark),
      emitStatus: (status) => out.push(status),
    });
    writer.emitWatermark(1);
    writer.emitStatus('IDLE');
    writer.emitStatus('IDLE');
    writer.emitWatermark(Number.POSITIVE_INFINITY);
    writer.emitStatus('ACTIVE');
    writer.emitWatermark(2);
    expect(out).toEqual([1, 'IDLE', 'ACTIVE', 2]);
  });
});
