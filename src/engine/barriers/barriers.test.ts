import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlignedBarrierHandler } from './aligned-barrier-handler.ts';
import type { BarrierOutput } from './barrier-output.ts';
import { BarrierTracker } from './barrier-tracker.ts';

const channels = 3;
const channel = fc.integer({ min: 0, max: channels - 1 });

function recordingOutput(done: unknown[] = []): BarrierOutput {
  return {
    trigger: (checkpoint) => done.push(['trigger', checkpoint]),
    abort: (checkpoint, reason) => done.push(['abort', checkpoint, reason]),
    block: (at) => done.push(['block', at]),
    unblock: (at) => done.push(['unblock', at]),
  };
}

describe('AlignedBarrierHandler', () => {
  /** Each channel delivers data, and the barriers 1, 2, 3 in order; the task reads any channel that is not blocked. */
  it('takes each checkpoint exactly between what came before its barriers and what came after', () => {
    const queues = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), {
      minLength: channels,
      maxLength: channels,
    });
    fc.assert(
      fc.property(queues, fc.infiniteStream(channel), (dataBetween, schedule) => {
        const inputs = dataBetween.map((counts) =>
          counts.flatMap((count, epoch) => [...new Array<number>(count).fill(0), ...(epoch < 3 ? [epoch + 1] : [])]),
        );
        const epoch = new Array<number>(channels).fill(0);
        const processed: number[] = [];
        const triggered: number[] = [];
        const handler = new AlignedBarrierHandler(channels, {
          ...recordingOutput(),
          trigger: (checkpoint) => {
            triggered.push(checkpoint);
            // Everything processed so far was sent before the barrier of this checkpoint.
            expect(processed.every((sentIn) => sentIn < checkpoint)).toBe(true);
            expect(epoch.every((each) => each === checkpoint)).toBe(true);
          },
        });
        for (const at of schedule) {
          if (inputs.every((queue) => queue.length === 0)) break;
          if (handler.isBlocked(at)) continue;
          const next = inputs[at]?.shift();
          if (next === undefined) continue;
          if (next === 0) processed.push(epoch[at] ?? 0);
          else {
            epoch[at] = next;
            handler.onBarrier(next, at);
          }
        }
        expect(triggered).toEqual([1, 2, 3]);
        expect(handler.blockedChannels).toEqual([]);
      }),
    );
  });

  it('refuses a second barrier of one checkpoint on one channel', () => {
    const handler = new AlignedBarrierHandler(2, recordingOutput());
    handler.onBarrier(1, 0);
    expect(() => handler.onBarrier(1, 0)).toThrow('repeated barrier');
  });

  it('lets a cancellation of a newer checkpoint end the current one, and ignores the barriers it forestalls', () => {
    const done: unknown[] = [];
    const handler = new AlignedBarrierHandler(2, recordingOutput(done));
    handler.onBarrier(1, 0);
    handler.onCancel(2, 1);
    handler.onBarrier(2, 0);
    handler.onBarrier(1, 1);
    handler.onCancel(2, 0);
    expect(done).toEqual([
      ['block', 0],
      ['unblock', 0],
      ['abort', 2, 'CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER'],
    ]);
    expect(handler.pending).toBeNull();
  });

  it('triggers before it lets the blocked channels go on, and does not block the last one', () => {
    const done: unknown[] = [];
    const handler = new AlignedBarrierHandler(2, recordingOutput(done));
    handler.onBarrier(1, 1);
    handler.onBarrier(1, 0);
    expect(done).toEqual([
      ['block', 1],
      ['trigger', 1],
      ['unblock', 1],
    ]);
  });
});

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('barrier' as const), id: fc.integer({ min: 1, max: 6 }), channel }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), id: fc.integer({ min: 1, max: 6 }), channel }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), channel }) },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

describe.each([
  ['AlignedBarrierHandler', (output: BarrierOutput, afterFinish: boolean) => aligned(output, afterFinish)],
  ['BarrierTracker', (output: BarrierOutput, afterFinish: boolean) => tracker(output, afterFinish)],
])('%s', (_name, create) => {
  it('plays on from a snapshot exactly as it did the first time', () => {
    fc.assert(
      fc.property(fc.array(event), fc.array(event), fc.boolean(), (before, after, afterFinish) => {
        const done: unknown[] = [];
        const handler = create(recordingOutput(done), afterFinish);
        const ended = new Set<number>();
        const feed = (each: Event): void => {
          if (ended.has(each.channel) || handler.isBlocked(each.channel)) return;
          if (each.kind === 'end') ended.add(each.channel);
          handler.feed(each);
        };
        for (const each of before) feed(each);
        const rewind = handler.mark();
        const endedThen = [...ended];
        const play = () => {
          done.length = 0;
          for (const each of after) feed(each);
          return [...done];
        };
        const first = play();
        ended.clear();
        for (const each of endedThen) ended.add(each);
        rewind();
        expect(play()).toEqual(first);
      }),
    );
  });
});

function aligned(output: BarrierOutput, afterFinish: boolean) {
  const handler = new AlignedBarrierHandler(channels, output, afterFinish);
  const mark = () => {
    const saved = handler.save();
    return () => handler.load(saved);
  };
  return { isBlocked: (at: number) => handler.isBlocked(at), feed: (each: Event) => feedTo(handler, each), mark };
}

function tracker(output: BarrierOutput, afterFinish: boolean) {
  const handler = new BarrierTracker(channels, output, afterFinish);
  const mark = () => {
    const saved = handler.save();
    return () => handler.load(saved);
  };
  return { isBlocked: () => false, feed: (each: Event) => feedTo(handler, each), mark };
}

function feedTo(handler: AlignedBarrierHandler | BarrierTracker, each: Event): void {
  if (each.kind === 'barrier') handler.onBarrier(each.id, each.channel);
  else if (each.kind === 'cancel') handler.onCancel(each.id, each.channel);
  else handler.onEndOfPartition(each.channel);
}

describe('BarrierTracker', () => {
  it('remembers at most 50 pending checkpoints', () => {
    const tracked = new BarrierTracker(2, recordingOutput());
    for (let checkpoint = 1; checkpoint <= 60; checkpoint += 1) tracked.onBarrier(checkpoint, 0);
    expect([tracked.pending.length, tracked.pending[0]]).toEqual([50, 11]);
  });

  it('triggers only the newest of several checkpoints that the end of a channel completes', () => {
    const done: unknown[] = [];
    const tracked = new BarrierTracker(2, recordingOutput(done));
    tracked.onBarrier(1, 0);
    tracked.onBarrier(2, 0);
    tracked.onEndOfPartition(1);
    expect([done, tracked.pending]).toEqual([[['trigger', 2]], []]);
  });
});
