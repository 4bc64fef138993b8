/** Operators that use every part of the context, made by hand: the engine is tried without the kinds above it. */
import { hash32 } from '../../base/seeded-hash.ts';
import type { JobOutput } from '../job-graph.ts';
import type { OperatorContext, OperatorInstance } from '../operator.ts';
import type { Field, Schema } from '../schema.ts';
import type { WorldService } from '../world-service.ts';
import type { Draw } from './draw.ts';
import type { DraftedNode, Palette, PaletteKind } from './random-job.ts';

export const ECHO = 'echo';

/** Notes every request with its time, and answers late. */
export class EchoService implements WorldService {
  private log: (readonly [string, number, string])[] = [];

  handle(payload: unknown, from: { readonly node: string; readonly subtask: number }, atMicros: number) {
    this.log.push([`${from.node}/${from.subtask}`, atMicros, JSON.stringify(payload)]);
    return { reply: this.log.length, delayMicros: hash32(7, 7, 7, this.log.length) % 3000 };
  }

  save(): EchoService['log'] {
    return this.log.slice();
  }

  load(snapshot: unknown): void {
    if (Array.isArray(snapshot)) this.log = snapshot.slice();
  }
}

const own = (fields: Schema, carriesLineageOf: number | null = null): JobOutput => ({
  fields,
  extendsInput: null,
  passesThrough: false,
  carriesLineageOf,
});
const operator = (open: (context: OperatorContext) => OperatorInstance) => ({ role: 'operator', open }) as const;
const keyOf = (draw: Draw, schema: Schema) =>
  draw.pick(schema.filter(({ type }) => type === 'integer' || type === 'string')).name;
const numberOf = (draw: Draw, schema: Schema) => draw.pick(schema.filter(({ type }) => type !== 'string')).name;
const added = (type: Field['type'], beside: Schema): Field => ({ name: `added-${beside.length}`, type });

const pass: PaletteKind = {
  name: 'pass',
  ports: 1,
  draft(draw, [schema]): DraftedNode {
    const field = numberOf(draw, schema);
    return {
      inputs: [{ partitioning: draw.pick(['rebalance', 'broadcast']), key: null }],
      outputs: [{ fields: [], extendsInput: 0, passesThrough: true, carriesLineageOf: null }],
      behaviour: operator((context) => {
        const reader = context.input(0).field(field);
        return {
          onRecord(row) {
            if (reader.read(row) % 3 === 0) context.countDropped();
            else context.output(0).emit(row);
          },
          // In one job of four the first attempt of a subtask ends in the middle of a step.
          onWatermark(watermark) {
            if (context.attempt === 0 && context.subtask === 0 && context.seed % 4 === 0)
              context.fail(`watermark ${watermark}`);
          },
        };
      }),
    };
  },
};

/** Adds a field, and makes one to three records of each. */
const derive: PaletteKind = {
  name: 'derive',
  ports: 1,
  draft(draw, [schema]): DraftedNode {
    const field = added('integer', schema);
    const copies = draw.pick([1, 1, 3]);
    const source = numberOf(draw, schema);
    return {
      inputs: [{ partitioning: 'rebalance', key: null }],
      outputs: [{ ...own([field]), extendsInput: 0 }],
      behaviour: operator((context) => {
        const output = context.output(0);
        const writer = output.writer(field.name);
        const from = context.input(0).field(source);
        return {
          onRecord(row) {
            for (let copy = 0; copy < copies; copy++) {
              const made = output.derive(row);
              writer.write(made, Math.abs(Math.trunc(from.read(row) || 0)) + copy);
              output.emit(made);
            }
          },
        };
      }),
    };
  },
};

/** Counts per key, tells the count by timers of both clocks, and forgets with the watermark. */
const counting: PaletteKind = {
  name: 'counting',
  ports: 1,
  draft(draw, [schema]): DraftedNode {
    const spanMs = draw.pick([10, 100, 1000]);
    const usesProcessingTime = draw.chance(0.5);
    return {
      inputs: [{ partitioning: 'hash', key: keyOf(draw, schema) }],
      outputs: [
        own([
          { name: 'key', type: 'integer' },
          { name: 'value', type: 'number' },
        ]),
      ],
      behaviour: operator((context) => {
        const counts = context.state.table('counts', { count: 'float64' });
        const output = context.output(0);
        const [key, value] = [output.writer('key'), output.writer('value')];
        const tell = (of: number) => {
          const slot = counts.find(of, 0);
          if (slot < 0) return;
          const row = output.create();
          key.write(row, of);
          value.write(row, counts.columns[0].values[slot]);
          context.countFiring();
          output.emitAt(row, context.watermark());
          counts.remove(slot);
        };
        return {
          onRecord() {
            if (context.timestamp() <= context.watermark()) return context.countLate();
            const of = context.currentKey();
            const slot = counts.findOrAdd(of, 0);
            counts.columns[0].values[slot]++;
            if (usesProcessingTime) context.registerProcessingTimer(context.processingTime() + spanMs, of, 0);
            else context.registerEventTimer(context.timestamp() + spanMs, of, 0);
          },
          onEventTimer: (_, of) => tell(of),
          onProcessingTimer: (_, of) => tell(of),
        };
      }),
    };
  },
};

/** Two inputs, one of them broadcast or keyed, with state by key and a call that holds the thread now and then. */
const meeting: PaletteKind = {
  name: 'meeting',
  ports: 2,
  draft(draw, [left, right]): DraftedNode {
    const isKeyed = draw.chance(0.6);
    const every = draw.pick([0, 7]);
    const way = draw.pick([1000, 2500]);
    return {
      inputs: isKeyed
        ? [
            { partitioning: 'hash', key: keyOf(draw, left) },
            { partitioning: 'hash', key: keyOf(draw, right) },
          ]
        : [
            { partitioning: 'rebalance', key: null },
            { partitioning: 'broadcast', key: null },
          ],
      outputs: [
        own(
          [
            { name: 'key', type: 'integer' },
            { name: 'value', type: 'number' },
          ],
          0,
        ),
      ],
      behaviour: operator((context) => {
        const seen = context.state.value('seen', 0);
        const times = context.state.timeBuffer('times', {});
        const output = context.output(0);
        const [key, value] = [output.writer('key'), output.writer('value')];
        return {
          onStart: () => context.callBlocking({ service: ECHO, token: -1, payload: 'start' }, way),
          onRecord(_, input) {
            const of = isKeyed ? context.currentKey() : 0;
            seen.set(seen.get() + 1);
            times.insert(of, context.timestamp());
            if (every > 0 && seen.get() % every === 0)
              context.callBlocking({ service: ECHO, token: seen.get(), payload: of }, way);
            if (input === 1) return;
            const row = output.create();
            key.write(row, of);
            value.write(row, times.held);
            output.emit(row);
          },
          onReply: (token) => seen.set(seen.get() + (token % 2)),
          onWatermark: (watermark) => times.expireAll(watermark - 100),
          onEndOfInput: () => context.callAsync({ service: ECHO, token: 0, payload: ['end', seen.get()] }, way),
        };
      }),
    };
  },
};

const noting: PaletteKind = {
  name: 'noting',
  ports: 1,
  draft(draw): DraftedNode {
    const way = draw.pick([1000, 1700]);
    return {
      inputs: [{ partitioning: 'rebalance', key: null }],
      outputs: [],
      behaviour: operator((context) => ({
        onRecord(row) {
          const { numbers, timestamp } = context.copyOut(row, 0);
          context.callAsync({ service: ECHO, token: 0, payload: [...numbers, timestamp] }, way);
        },
        beforeBarrier: (checkpoint) =>
          context.callBlocking({ service: ECHO, token: 0, payload: ['barrier', checkpoint] }, way),
        onCheckpointComplete: (checkpoint) =>
          context.callAsync({ service: ECHO, token: 0, payload: ['complete', checkpoint] }, way),
      })),
    };
  },
};

export const plainPalette: Palette = { operators: [pass, derive, counting, meeting], sinks: [noting] };
