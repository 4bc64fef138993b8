import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Channel, type ChannelSnapshot, DATA } from './channel.ts';

interface Sent {
  readonly arrival: number;
  readonly row: number;
  readonly timestamp: number;
}

/** A bounded queue written out: what is in it, and when each slot taken comes back. */
interface Model {
  readonly queue: readonly Sent[];
  readonly credits: readonly number[];
  readonly taken: number;
}

const LATENCY = 10;
const silent = { elementArrives: () => {}, creditArrives: () => {} };

type Op = { readonly kind: 'send' | 'take' | 'save' | 'rewind'; readonly wait: number };
const op: fc.Arbitrary<Op> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('send' as const) },
    { weight: 5, arbitrary: fc.constant('take' as const) },
    { weight: 1, arbitrary: fc.constantFrom('save' as const, 'rewind' as const) },
  ),
  wait: fc.integer({ min: 0, max: 12 }),
});

describe('Channel', () => {
  it('holds and gives back exactly what a queue with counted credits does, rewound or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(op, { maxLength: 120 }), (capacity, ops) => {
        const channel = new Channel(silent, silent, capacity, LATENCY);
        let model: Model = { queue: [], credits: [], taken: 0 };
        let saved: { readonly channel: ChannelSnapshot; readonly model: Model; readonly now: number } | null = null;
        let now = 0;
        let sent = 0;
        for (const { kind, wait } of ops) {
          now += wait;
          const usable = () => capacity - model.queue.length - model.credits.filter((at) => at > now).length;
          expect(channel.hasCredit(now)).toBe(usable() > 0);
          if (usable() === 0)
            expect(channel.nextCredit()).toBe(Math.min(Infinity, ...model.credits.filter((at) => at > now)));
          if (kind === 'send' && usable() > 0) {
            const element = { arrival: now + LATENCY, row: sent, timestamp: sent * 3 };
            channel.send(now, DATA, element.row, element.timestamp);
            model = { ...model, queue: [...model.queue, element] };
            sent++;
          } else if (kind === 'take' && model.queue.length > 0) {
            const [head, ...queue] = model.queue;
            now = Math.max(now, head.arrival);
            const place = channel.head;
            channel.take(now);
            expect({
              arrival: channel.arrivalOf(place),
              row: channel.rowOf(place),
              timestamp: channel.timestampOf(place),
            }).toEqual(head);
            expect(channel.kindOf(place)).toBe(DATA);
            model = { queue, credits: [...model.credits, now + LATENCY], taken: model.taken + 1 };
          } else if (kind === 'save') saved = { channel: channel.save(), model, now };
          else if (kind === 'rewind' && saved !== null) {
            channel.load(saved.channel);
            expect(channel.save()).toEqual(saved.channel);
            ({ model, now } = saved);
          }
          expect(channel.length).toBe(model.queue.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells the receiver of an element only when nothing was waiting, and a waiting sender of the next credit', () => {
    const told: string[] = [];
    const producer = { ...silent, creditArrives: (at: number) => told.push(`credit ${at}`) };
    const consumer = { ...silent, elementArrives: (at: number) => told.push(`element ${at}`) };
    const channel = new Channel(producer, consumer, 2, LATENCY);
    channel.send(0, DATA, 0, 0);
    channel.send(1, DATA, 1, 0);
    expect(channel.hasCredit(5)).toBe(false);
    expect(channel.nextCredit()).toBe(Infinity);
    channel.producerWaits = true;
    channel.take(20);
    channel.take(25);
    expect(told).toEqual(['element 10', 'credit 30']);
    expect(channel.hasCredit(29)).toBe(false);
    expect(channel.hasCredit(30)).toBe(true);
  });
});
