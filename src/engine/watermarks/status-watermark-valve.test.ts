import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatusWatermarkValve } from './status-watermark-valve.ts';
import type { WatermarkStatus } from './watermark-output.ts';

type Input =
  | { readonly kind: 'watermark'; readonly channel: number; readonly watermark: number }
  | { readonly kind: 'status'; readonly channel: number; readonly status: WatermarkStatus };

const channels = 3;
const channel = fc.integer({ min: 0, max: channels - 1 });
const input: fc.Arbitrary<Input> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('watermark' as const),
      channel,
      watermark: fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constant(Number.POSITIVE_INFINITY)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      channel,
      status: fc.constantFrom<WatermarkStatus>('ACTIVE', 'IDLE'),
    }),
  },
);
const inputs = fc.array(input, { maxLength: 40 });

function recordingValve() {
  const out: (number | WatermarkStatus)[] = [];
  const valve = new StatusWatermarkValve(channels, {
    emitWatermark: (watermark) => out.push(watermark),
    emitStatus: (status) => out.push(status),
  });
  const feed = (each: Input) =>
    each.kind === 'watermark'
      ? valve.inputWatermark(each.channel, each.watermark)
      : valve.inputStatus(each.channel, each.status);
  return { valve, out, feed };
}

describe('StatusWatermarkValve', () => {
  it('never lets a watermark regress, and alternates its statuses', () => {
    fc.assert(
      fc.property(inputs, (sequence) => {
        const { out, feed } = recordingValve();
        sequence.forEach(feed);
        const watermarks = out.filter((each) => typeof each === 'number');
        const statuses = out.filter((each) => typeof each === 'string');
        expect(watermarks).toEqual([...new Set(watermarks)].sort((a, b) => a - b));
        expect(statuses).toEqual(statuses.map((_, at) => (at % 2 === 0 ? 'IDLE' : 'ACTIVE')));
      }),
    );
  });

  it('gives after each input what a recomputation from all channels gives', () => {
    fc.assert(
      fc.property(inputs, (sequence) => {
        const { out, feed } = recordingValve();
        const all = Array.from({ length: channels }, () => ({
          watermark: Number.NEGATIVE_INFINITY,
          isActive: true,
          isAligned: true,
        }));
        let last = Number.NEGATIVE_INFINITY;
        const expected: (number | WatermarkStatus)[] = [];
        const isIdle = () => all.every((each) => !each.isActive);
        const advance = (watermark: number) => {
          if (watermark <= last) return;
          last = watermark;
          expected.push(watermark);
        };
        const minimum = () => {
          const aligned = all.filter((each) => each.isAligned).map((each) => each.watermark);
          if (aligned.length > 0) advance(Math.min(...aligned));
        };
        for (const each of sequence) {
          const at = all[each.channel];
          if (at === undefined) continue;
          const wasIdle = isIdle();
          if (each.kind === 'watermark') {
            if (at.isActive && each.watermark > at.watermark) {
              at.watermark = each.watermark;
              at.isAligned ||= each.watermark >= last;
              minimum();
            }
          } else if (each.status === 'IDLE' && at.isActive) {
            const held = at.watermark === last;
            at.isActive = false;
            at.isAligned = false;
            if (held && isIdle()) advance(Math.max(...all.map(({ watermark }) => watermark)));
            else if (held) minimum();
            if (isIdle()) expected.push('IDLE');
          } else if (each.status === 'ACTIVE' && !at.isActive) {
            at.isActive = true;
            at.isAligned = at.watermark >= last;
            if (wasIdle) expected.push('ACTIVE');
          }
          feed(each);
          expect(out).toEqual(expected);
        }
      }),
    );
  });

  it('with every channel active is the plain minimum', () => {
    const watermarksOnly = fc.array(fc.record({ channel, watermark: fc.integer({ min: 0, max: 50 }) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(watermarksOnly, (sequence) => {
        const { valve } = recordingValve();
        const highest = new Array<number>(channels).fill(Number.NEGATIVE_INFINITY);
        for (const each of sequence) {
          valve.inputWatermark(each.channel, each.watermark);
          highest[each.channel] = Math.max(highest[each.channel] ?? 0, each.watermark);
          expect(valve.watermark).toBe(Math.min(...highest));
        }
      }),
    );
  });

  it('plays on from a snapshot exactly as it did the first time', () => {
    fc.assert(
      fc.property(inputs, inputs, (before, after) => {
        const { valve, out, feed } = recordingValve();
        before.forEach(feed);
        const snapshot = valve.save();
        const play = () => {
          out.length = 0;
          after.forEach(feed);
          return { out: [...out], end: valve.save() };
        };
        const first = play();
        valve.load(snapshot);
        expect(valve.save()).toEqual(snapshot);
        expect(play()).toEqual(first);
      }),
    );
  });
});
