/** Laws that hold for whatever clients do: random programs, and what must be true after each of their steps. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { KafkaBroker } from './broker.ts';
import type { KafkaProducer, SendResult } from './producer.ts';
import type { LogRecord } from './records.ts';

const sentSchema = z.object({ kind: z.literal('sent'), offset: z.number() });

const TOPIC = 't';
const PARTITIONS = 2;

type Op =
  | { readonly kind: 'init'; readonly slot: number; readonly transactionalId: string }
  | { readonly kind: 'open'; readonly slot: number; readonly idempotent: boolean }
  | { readonly kind: 'resume'; readonly slot: number; readonly from: number }
  | { readonly kind: 'begin' | 'commit' | 'abort' | 'close' | 'crash' | 'sendOffsets'; readonly slot: number }
  | { readonly kind: 'send'; readonly slot: number; readonly partition: number }
  | { readonly kind: 'timeout'; readonly transactionalId: string };

const slot = fc.nat(3);
const transactionalId = fc.constantFrom('A', 'B');
const kinds = fc.constantFrom('begin', 'commit', 'abort', 'close', 'crash', 'sendOffsets');
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('init'), slot, transactionalId }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('open'), slot, idempotent: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resume'), slot, from: slot }) },
  { weight: 8, arbitrary: fc.record({ kind: kinds, slot }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('send'), slot, partition: fc.nat(PARTITIONS - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('timeout'), transactionalId }) },
);
/** Two transactions are begun to start with, so that most programs have some that overlap. */
const prelude: readonly Op[] = [
  { kind: 'init', slot: 0, transactionalId: 'A' },
  { kind: 'init', slot: 1, transactionalId: 'B' },
  { kind: 'begin', slot: 0 },
  { kind: 'begin', slot: 1 },
];
const program = fc.array(op, { maxLength: 60, size: 'max' }).map((ops) => [...prelude, ...ops]);
const version = fc.constantFrom(1, 2);

/** A broker and the producers that stand in four places; what stands where is part of what is saved. */
class Play {
  readonly broker: KafkaBroker;
  private slots: readonly (number | null)[] = [null, null, null, null];

  constructor(transactionVersion: 1 | 2) {
    this.broker = new KafkaBroker({ transactionVersion });
    this.broker.createTopic(TOPIC, PARTITIONS);
  }

  producerIn(index: number): KafkaProducer | undefined {
    const id = this.slots[index];
    return id === null || id === undefined ? undefined : this.broker.producer(id);
  }

  /** Plays one op, and answers with all that a client could have seen of it. */
  step(op: Op, clock: number): unknown {
    this.broker.setTime(clock * 1000);
    if (op.kind === 'timeout') return this.broker.expireTransaction(op.transactionalId);
    if (op.kind === 'init')
      return this.put(op.slot, this.broker.openTransactionalProducer(op.transactionalId)).initTransactions();
    if (op.kind === 'open') {
      const opened = op.idempotent ? this.broker.openIdempotentProducer() : this.broker.openPlainProducer();
      return this.put(op.slot, opened).id;
    }
    if (op.kind === 'resume') {
      const identity = this.producerIn(op.from)?.identity;
      return identity ? this.put(op.slot, this.broker.resumeTransaction(identity)).id : null;
    }
    const producer = this.producerIn(op.slot);
    if (producer === undefined) return null;
    if (op.kind === 'send') return this.send(producer, op.partition, clock);
    if (op.kind === 'begin') return producer.beginTransaction();
    if (op.kind === 'commit') return producer.commitTransaction();
    if (op.kind === 'abort') return producer.abortTransaction();
    if (op.kind === 'sendOffsets')
      return producer.sendOffsets({ group: 'g', topic: TOPIC, partition: 0, offset: clock });
    if (op.kind === 'close') return producer.close();
    return producer.crash();
  }

  send(producer: KafkaProducer, partition: number, clock: number): SendResult {
    return producer.send(TOPIC, partition, clock, clock % 7, `value ${clock}`);
  }

  /** Everything that can be seen from outside. */
  look(): unknown {
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) => ({
      lso: this.broker.lso(TOPIC, partition),
      raw: rawRecords(this.broker, partition),
      committed: readAll(this.broker, partition, 'read_committed'),
      producers: this.broker.log(TOPIC, partition)?.producers.all(),
    }));
    const metadata = ['A', 'B'].map((id) => this.broker.describeTransaction(id));
    const clients = this.slots.map((_, index) => this.producerIn(index)?.save());
    const offsets = this.broker.committedOffset('g', TOPIC, 0);
    return { partitions, metadata, clients, offsets, view: this.broker.transactionsView() };
  }

  save() {
    return { broker: this.broker.save(), slots: this.slots };
  }

  load(saved: ReturnType<Play['save']>): void {
    this.broker.load(saved.broker);
    this.slots = saved.slots;
  }

  private put(index: number, producer: KafkaProducer): KafkaProducer {
    this.slots = this.slots.with(index, producer.id);
    return producer;
  }
}

function rawRecords(broker: KafkaBroker, partition: number): LogRecord[] {
  const log = broker.log(TOPIC, partition);
  return Array.from({ length: log?.highWatermark ?? 0 }, (_, offset) => log?.read(offset)).flatMap(
    (record) => record ?? [],
  );
}

function readAll(
  broker: KafkaBroker,
  partition: number,
  isolation: 'read_committed' | 'read_uncommitted',
  from = 0,
): number[] {
  const polled = broker.openReader(TOPIC, partition, isolation, from)?.poll();
  return polled?.kind === 'records' ? polled.records.map(({ offset }) => offset) : [];
}

/** How a record's transaction ended, told by nothing but the log: the next marker of the same producer id. */
function fateOf(record: LogRecord, raw: readonly LogRecord[]): 'commit' | 'abort' | 'open' {
  if (!record.transactional) return 'commit';
  const marker = raw.find(({ offset, producerId, control }) => {
    return control !== null && producerId === record.producerId && offset > record.offset;
  });
  return marker?.control ?? 'open';
}

function playAll(play: Play, ops: readonly Op[], startClock = 0): unknown[] {
  return ops.map((op, index) => play.step(op, startClock + index));
}

describe('after any program', () => {
  test('the last stable offset is the first open record, and never beyond the high watermark', () => {
    fc.assert(
      fc.property(version, program, (transactionVersion, ops) => {
        const play = new Play(transactionVersion === 1 ? 1 : 2);
        playAll(play, ops);
        for (let partition = 0; partition < PARTITIONS; partition++) {
          const raw = rawRecords(play.broker, partition);
          const open = raw.find((record) => record.control === null && fateOf(record, raw) === 'open');
          expect(play.broker.lso(TOPIC, partition)).toBe(open?.offset ?? raw.length);
        }
      }),
    );
  });

  test('read_committed shows exactly the committed records below the last stable offset, from wherever it starts', () => {
    fc.assert(
      fc.property(version, program, fc.nat(20), (transactionVersion, ops, start) => {
        const play = new Play(transactionVersion === 1 ? 1 : 2);
        playAll(play, ops);
        for (let partition = 0; partition < PARTITIONS; partition++) {
          const raw = rawRecords(play.broker, partition);
          const lso = play.broker.lso(TOPIC, partition) ?? 0;
          const from = Math.min(start, raw.length);
          const data = raw.filter(({ control, offset }) => control === null && offset >= from);
          const visible = data.filter((record) => record.offset < lso && fateOf(record, raw) === 'commit');
          expect(readAll(play.broker, partition, 'read_committed', from)).toEqual(visible.map(({ offset }) => offset));
          expect(readAll(play.broker, partition, 'read_uncommitted', from)).toEqual(data.map(({ offset }) => offset));
        }
      }),
    );
  });

  test('a reader that polls piecemeal sees what one that polls once sees', () => {
    fc.assert(
      fc.property(version, program, fc.integer({ min: 1, max: 3 }), (transactionVersion, ops, limit) => {
        const play = new Play(transactionVersion === 1 ? 1 : 2);
        playAll(play, ops);
        const reader = play.broker.openReader(TOPIC, 0, 'read_committed');
        const seen: number[] = [];
        for (
          let polled = reader?.poll(limit);
          polled?.kind === 'records' && polled.records.length > 0;
          polled = reader?.poll(limit)
        ) {
          seen.push(...polled.records.map(({ offset }) => offset));
        }
        expect(seen).toEqual(readAll(play.broker, 0, 'read_committed'));
        expect(reader?.lag()).toBe(0);
      }),
    );
  });

  test('offsets are dense, and of one producer id the epochs never go back', () => {
    fc.assert(
      fc.property(version, program, (transactionVersion, ops) => {
        const play = new Play(transactionVersion === 1 ? 1 : 2);
        playAll(play, ops);
        for (let partition = 0; partition < PARTITIONS; partition++) {
          const raw = rawRecords(play.broker, partition);
          expect(raw.map(({ offset }) => offset)).toEqual(raw.map((_, index) => index));
          const epochs = new Map<number, number>();
          for (const { producerId, epoch } of raw) {
            expect(epoch).toBeGreaterThanOrEqual(epochs.get(producerId) ?? -1);
            epochs.set(producerId, epoch);
          }
        }
      }),
    );
  });
});

test('a send appends at the end of the log or repeats, and a transactional producer succeeds only with the current epoch', () => {
  fc.assert(
    fc.property(version, program, (transactionVersion, ops) => {
      const play = new Play(transactionVersion === 1 ? 1 : 2);
      for (const [clock, op] of ops.entries()) {
        const end = op.kind === 'send' ? play.broker.highWatermark(TOPIC, op.partition) : null;
        const result = play.step(op, clock);
        if (op.kind !== 'send' || result === null) continue;
        const producer = play.producerIn(op.slot);
        const grown = (play.broker.highWatermark(TOPIC, op.partition) ?? 0) - (end ?? 0);
        const { data: sent } = sentSchema.safeParse(result);
        // What is acknowledged and not appended is a repetition of a record of the same producer and epoch.
        const { producerId, epoch } = producer?.save() ?? {};
        const acknowledged = sent ? play.broker.log(TOPIC, op.partition)?.read(sent.offset) : undefined;
        if (sent) expect(acknowledged).toMatchObject({ producerId, epoch, control: null });
        expect(grown).toBe(sent?.offset === end ? 1 : 0);
        const identity = producer?.identity;
        const current = identity ? play.broker.describeTransaction(identity.transactionalId) : undefined;
        if (sent && identity) expect(identity.epoch).toBe(current?.epoch);
      }
    }),
  );
});

test('rewind: save, play on, load, play the same again, and everything is the same', () => {
  fc.assert(
    fc.property(version, program, program, program, (transactionVersion, before, detour, after) => {
      const play = new Play(transactionVersion === 1 ? 1 : 2);
      playAll(play, before);
      const saved = play.save();
      const atSave = play.look();
      const first = [playAll(play, after, before.length), play.look()];
      play.load(saved);
      expect(play.look()).toEqual(atSave);
      playAll(play, detour, 1000);
      play.load(saved);
      expect([playAll(play, after, before.length), play.look()]).toEqual(first);
    }),
  );
});

test('every snapshot stays what it was, whatever is played on whichever branch', () => {
  const jumps = fc.array(fc.record({ back: fc.nat(), ops: fc.array(op, { maxLength: 15 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(version, jumps, (transactionVersion, branches) => {
      const play = new Play(transactionVersion === 1 ? 1 : 2);
      const snapshots = [{ saved: play.save(), seen: play.look() }];
      for (const [index, { back, ops }] of branches.entries()) {
        const start = snapshots[back % snapshots.length];
        if (start !== undefined) play.load(start.saved);
        playAll(play, ops, index * 100);
        snapshots.push({ saved: play.save(), seen: play.look() });
      }
      for (const { saved, seen } of snapshots) {
        play.load(saved);
        expect(play.look()).toEqual(seen);
      }
    }),
  );
});

test('a snapshot is plain data: a structured clone of it brings back the same broker in another process', () => {
  fc.assert(
    fc.property(version, program, program, (transactionVersion, before, after) => {
      const play = new Play(transactionVersion === 1 ? 1 : 2);
      playAll(play, before);
      const elsewhere = new Play(transactionVersion === 1 ? 1 : 2);
      elsewhere.load(structuredClone(play.save()));
      expect([playAll(elsewhere, after, 500), elsewhere.look()]).toEqual([playAll(play, after, 500), play.look()]);
    }),
    { numRuns: 30 },
  );
});
