import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexedCombinedWatermarkStatus } from './indexed-combined-watermark-status.ts';
import { WatermarkOutputMultiplexer } from './watermark-output-multiplexer.ts';
import { WatermarkToDataOutput } from './watermark-to-data-output.ts';
import type { WatermarkStatus } from './watermark-output.ts';

const id = fc.constantFrom('a', 'b', 'c');
const watermark = fc.integer({ min: -5, max: 20 });
const action = fc.oneof(
  fc.record({ kind: fc.constantFrom('immediate' as const, 'deferred' as const), id, watermark }),
  fc.record({
    kind: fc.constantFrom('register' as const, 'unregister' as const, 'idle' as const, 'idle-deferred' as const),
    id,
  }),
  fc.record({ kind: fc.constant('periodic' as const) }),
);
const actions = fc.array(action, { maxLength: 40 });
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** A multiplexer over three possible outputs; actions on outputs that are not there do nothing. */
function recordingMultiplexer() {
  const out: (number | WatermarkStatus)[] = [];
  const output = new WatermarkToDataOutput({
    emitWatermark: (each) => out.push(each),
    emitStatus: (status) => out.push(status),
  });
  const multiplexer = new WatermarkOutputMultiplexer(output);
  const known = new Set<string>();
  const act = (each: Action): void => {
    if (each.kind === 'periodic') {
      multiplexer.onPeriodicEmit();
      return;
    }
    if (each.kind === 'register') {
      if (!known.has(each.id)) multiplexer.registerNewOutput(each.id);
      known.add(each.id);
      return;
    }
    if (!known.has(each.id)) return;
    if (each.kind === 'unregister') {
      known.delete(each.id);
      multiplexer.unregisterOutput(each.id);
    } else if (each.kind === 'immediate') multiplexer.getImmediateOutput(each.id).emitWatermark(each.watermark);
    else if (each.kind === 'deferred') multiplexer.getDeferredOutput(each.id).emitWatermark(each.watermark);
    else if (each.kind === 'idle') multiplexer.getImmediateOutput(each.id).markIdle();
    else multiplexer.getDeferredOutput(each.id).markIdle();
  };
  return { multiplexer, output, out, act };
}

describe('WatermarkOutputMultiplexer', () => {
  it('never lets the combined watermark regress', () => {
    fc.assert(
      fc.property(actions, (sequence) => {
        const { out, act } = recordingMultiplexer();
        sequence.forEach(act);
        const watermarks = out.filter((each) => typeof each === 'number');
        expect(watermarks).toEqual([...new Set(watermarks)].sort((a, b) => a - b));
      }),
    );
  });

  it('plays on from a snapshot exactly as it did the first time', () => {
    const noRegistrations = actions.map((sequence) =>
      sequence.filter(({ kind }) => kind !== 'register' && kind !== 'unregister'),
    );
    fc.assert(
      fc.property(actions, noRegistrations, (before, after) => {
        const { multiplexer, output, out, act } = recordingMultiplexer();
        before.forEach(act);
        const snapshot = { multiplexer: multiplexer.save(), output: output.save() };
        const play = () => {
          out.length = 0;
          after.forEach(act);
          return [...out];
        };
        const first = play();
        multiplexer.load(snapshot.multiplexer);
        output.load(snapshot.output);
        expect(play()).toEqual(first);
      }),
    );
  });

  it('tells the listener of a split only what changes', () => {
    const told: unknown[] = [];
    const multiplexer = new WatermarkOutputMultiplexer(
      { emitWatermark: () => {}, markIdle: () => {}, markActive: () => {} },
      {
        onWatermarkUpdate: (split, value) => told.push([split, value]),
        onIdleUpdate: (split, isIdle) => told.push([split, isIdle]),
      },
    );
    multiplexer.registerNewOutput('a');
    const split = multiplexer.getImmediateOutput('a');
    split.emitWatermark(5);
    split.emitWatermark(4);
    split.markIdle();
    split.markIdle();
    split.emitWatermark(6);
    expect(told).toEqual([
      ['a', 5],
      ['a', true],
      ['a', false],
      ['a', 6],
    ]);
  });
});

describe('IndexedCombinedWatermarkStatus', () => {
  const input = fc.integer({ min: 0, max: 1 });
  const update = fc.oneof(
    fc.record({ input, watermark }),
    fc.record({ input, status: fc.constantFrom<WatermarkStatus>('ACTIVE', 'IDLE') }),
  );
  type Update = typeof update extends fc.Arbitrary<infer T> ? T : never;
  const updates = fc.array(update, { maxLength: 40 });

  const apply = (combined: IndexedCombinedWatermarkStatus, each: Update) => {
    if ('watermark' in each) return combined.updateWatermark(each.input, each.watermark) ? combined.watermark : null;
    const { advanced, forwardsStatus } = combined.updateStatus(each.input, each.status);
    return [advanced ? combined.watermark : null, forwardsStatus ? each.status : null];
  };

  it('is the running maximum of what its inputs allow', () => {
    fc.assert(
      fc.property(updates, (sequence) => {
        const combined = new IndexedCombinedWatermarkStatus(2);
        let highest = Number.NEGATIVE_INFINITY;
        for (const each of sequence) {
          apply(combined, each);
          const inputs = [0, 1].map((index) => ({
            watermark: combined.inputWatermark(index),
            isIdle: combined.isInputIdle(index),
          }));
          const active = inputs.filter(({ isIdle }) => !isIdle);
          const allowed =
            active.length > 0
              ? Math.min(...active.map((part) => part.watermark))
              : Math.max(...inputs.map((part) => part.watermark));
          highest = Math.max(highest, allowed);
          expect({ watermark: combined.watermark, isIdle: combined.isIdle }).toEqual({
            watermark: highest,
            isIdle: active.length === 0,
          });
        }
      }),
    );
  });

  it('plays on from a snapshot exactly as it did the first time', () => {
    fc.assert(
      fc.property(updates, updates, (before, after) => {
        const combined = new IndexedCombinedWatermarkStatus(2);
        for (const each of before) apply(combined, each);
        const snapshot = combined.save();
        const first = after.map((each) => apply(combined, each));
        combined.load(snapshot);
        expect(after.map((each) => apply(combined, each))).toEqual(first);
      }),
    );
  });
});
