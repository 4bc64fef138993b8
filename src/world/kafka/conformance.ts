/**
 * Plays a recorded case of a real Kafka against this model. The ops and their fields are explained in
 * `conformance/world/SCHEMA.md`, section kafka-transactions.
 */
import { z } from 'zod';
import { assert } from '../../base/assert.ts';
import { type CaseOutcome, caseRunner, type Disagreement, expectSame, runSteps } from '../../base/case-outcome.ts';
import { KafkaBroker } from './broker.ts';
import type { KafkaFailure, Outcome } from './failures.ts';
import type { KafkaProducer, TransactionIdentity } from './producer.ts';

const producer = z.string();
const partition = z.number().int();
const offset = z.number().int();
const errors = { error: z.string().optional(), cause: z.string().optional() };

const stepSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('init'), producer, transactionalId: z.string(), ...errors }),
  z.strictObject({ op: z.literal('open'), producer, kind: z.enum(['plain', 'idempotent']) }),
  z.strictObject({ op: z.literal('begin'), producer, ...errors }),
  z.strictObject({ op: z.literal('commit'), producer, ...errors }),
  z.strictObject({ op: z.literal('abort'), producer, ...errors }),
  z.strictObject({
    op: z.literal('send'),
    producer,
    partition,
    value: z.string(),
    offset: offset.optional(),
    ...errors,
  }),
  z.strictObject({ op: z.literal('sendOffsets'), producer, group: z.string(), offset, ...errors }),
  z.strictObject({ op: z.literal('close'), producer }),
  z.strictObject({ op: z.literal('crash'), producer }),
  z.strictObject({ op: z.literal('resume'), producer, from: z.string() }),
  z.strictObject({ op: z.literal('timeout'), transactionalId: z.string() }),
  z.strictObject({ op: z.literal('offsets'), partition, logEnd: offset.optional(), lso: offset.optional() }),
  z.strictObject({
    op: z.literal('read'),
    isolation: z.enum(['read_committed', 'read_uncommitted']),
    partition,
    from: offset,
    values: z.array(z.string()).optional(),
    offsets: z.array(offset).optional(),
    position: offset.optional(),
    lag: z.number().int().optional(),
    ...errors,
  }),
  z.strictObject({
    op: z.literal('transaction'),
    transactionalId: z.string(),
    state: z.enum(['Empty', 'Ongoing', 'CompleteCommit', 'CompleteAbort']).nullable().optional(),
    epoch: z.number().int().nullable().optional(),
    partitions: z.array(partition).nullable().optional(),
  }),
  z.strictObject({
    op: z.literal('producers'),
    partition,
    active: z.array(
      z.strictObject({
        owner: z.string(),
        epoch: z.number().int().optional(),
        lastSequence: z.number().int().optional(),
        openFrom: offset.nullable().optional(),
      }),
    ),
  }),
  z.strictObject({ op: z.literal('committed'), group: z.string(), offset: offset.nullable() }),
]);

const caseSchema = z.object({
  id: z.string(),
  area: z.literal('kafka-transactions'),
  config: z.strictObject({
    partitions: z.number().int().positive(),
    transactionVersion: z.union([z.literal(1), z.literal(2)]),
    profile: z.string().optional(),
  }),
  steps: z.array(stepSchema),
});

type Step = z.infer<typeof stepSchema>;
type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;
type KafkaCase = z.infer<typeof caseSchema>;

const TOPIC = 'topic';

/** `unsupported` if the case holds an op or a field that this model does not know. */
export const runKafkaCase: (testCase: unknown) => CaseOutcome = caseRunner(
  caseSchema,
  ({ config, steps }: KafkaCase) => {
    const stage = new Stage(config.transactionVersion, config.partitions);
    return runSteps(steps, (step) => {
      const observed = stage.play(step);
      return observed === null ? null : compare(step, observed);
    });
  },
);

/** What a step has shown; the fields are those of the step. */
type Observed = Readonly<Record<string, unknown>>;

class Stage {
  private readonly broker: KafkaBroker;
  private readonly producers = new Map<string, KafkaProducer>();
  /** Identities that were noted by `resume`; the client is made when the transaction is to be ended. */
  private readonly noted = new Map<string, TransactionIdentity>();
  /** Producer ids → the name by which the cases know their owner. */
  private readonly owners = new Map<number, string>();

  constructor(transactionVersion: 1 | 2, partitions: number) {
    this.broker = new KafkaBroker({ transactionVersion });
    this.broker.createTopic(TOPIC, partitions);
  }

  /** Plays a step; null if there is nothing to observe. */
  play(step: Step): Observed | null {
    switch (step.op) {
      case 'init':
        return this.init(step);
      case 'open':
        return this.open(step);
      case 'begin':
        return observeOutcome(this.named(step.producer).beginTransaction());
      case 'commit':
        return observeOutcome(this.named(step.producer).commitTransaction());
      case 'abort':
        return observeOutcome(this.named(step.producer).abortTransaction());
      case 'send':
        return this.send(step);
      case 'sendOffsets':
        return this.sendOffsets(step);
      case 'close':
        this.named(step.producer).close();
        return null;
      case 'crash':
        this.named(step.producer).crash();
        return null;
      case 'resume':
        return this.resume(step);
      case 'timeout':
        this.broker.expireTransaction(step.transactionalId);
        return null;
      case 'offsets':
        return {
          logEnd: this.broker.highWatermark(TOPIC, step.partition),
          lso: this.broker.lso(TOPIC, step.partition),
        };
      case 'read':
        return this.read(step);
      case 'transaction':
        return this.transaction(step);
      case 'producers':
        return { active: this.activeProducers(step.partition) };
      case 'committed':
        return { offset: this.broker.committedOffset(step.group, TOPIC, 0) };
    }
  }

  private init({ producer: name, transactionalId }: StepOf<'init'>): Observed {
    const opened = this.broker.openTransactionalProducer(transactionalId);
    this.producers.set(name, opened);
    const outcome = opened.initTransactions();
    if (opened.identity !== null) this.owners.set(opened.identity.producerId, transactionalId);
    return observeOutcome(outcome);
  }

  private open({ producer: name, kind }: StepOf<'open'>): null {
    const opened = kind === 'plain' ? this.broker.openPlainProducer() : this.broker.openIdempotentProducer();
    this.producers.set(name, opened);
    if (kind === 'idempotent') this.owners.set(opened.save().producerId, name);
    return null;
  }

  private send({ producer: name, partition: to, value }: StepOf<'send'>): Observed {
    const result = this.named(name).send(TOPIC, to, 0, null, value);
    return result.kind === 'sent' ? { offset: result.offset } : observeFailure(result.failure);
  }

  private sendOffsets({ producer: name, group, offset: next }: StepOf<'sendOffsets'>): Observed {
    const outcome = this.named(name).sendOffsets({ group, topic: TOPIC, partition: 0, offset: next });
    // The offset of this step is what is sent, not what is observed.
    return { ...observeOutcome(outcome), offset: next };
  }

  private resume({ producer: name, from }: StepOf<'resume'>): null {
    const { identity } = this.named(from);
    if (identity !== null) this.noted.set(name, identity);
    return null;
  }

  private read({ isolation, partition: of, from }: StepOf<'read'>): Observed {
    const reader = this.broker.openReader(TOPIC, of, isolation, from);
    assert(reader !== null, `the case reads partition ${of}, which the topic does not have`);
    const polled = reader.poll();
    if (polled.kind === 'failed') return { values: [], offsets: [], ...observeFailure(polled.failure) };
    const { records } = polled;
    return {
      values: records.map((record) => record.value),
      offsets: records.map((record) => record.offset),
      position: reader.position,
      lag: reader.lag(),
    };
  }

  private transaction({ transactionalId }: StepOf<'transaction'>): Observed {
    const metadata = this.broker.describeTransaction(transactionalId);
    if (metadata === undefined) return { state: null, epoch: null, partitions: null };
    const partitions = this.broker.partitionsInTransaction(transactionalId).map((joined) => joined.partition);
    return { state: metadata.state, epoch: metadata.epoch, partitions };
  }

  private activeProducers(of: number): Observed[] {
    const states = this.broker.log(TOPIC, of)?.producers.all() ?? [];
    return states
      .map(({ producerId, epoch, lastSequence, openFrom }) => ({
        owner: this.owners.get(producerId) ?? `producer id ${producerId}`,
        epoch,
        lastSequence,
        openFrom,
      }))
      .sort((left, right) => (left.owner < right.owner ? -1 : 1));
  }

  private named(name: string): KafkaProducer {
    const known = this.producers.get(name);
    if (known !== undefined) return known;
    const identity = this.noted.get(name);
    assert(identity !== undefined, `the case uses producer ${name} before it has opened it`);
    const resumed = this.broker.resumeTransaction(identity);
    this.producers.set(name, resumed);
    return resumed;
  }
}

function observeOutcome(outcome: Outcome): Observed {
  return outcome.kind === 'done' ? {} : observeFailure(outcome.failure);
}

function observeFailure({ name, cause }: KafkaFailure): Observed {
  return cause === null ? { error: name } : { error: name, cause };
}

/** No `error` on a step says that it succeeded; any other field that is not there was not observed. */
function compare(step: Step, observed: Observed): Disagreement {
  const expected: Record<string, unknown> = {};
  const actual: Record<string, unknown> = {};
  const recorded: Readonly<Record<string, unknown>> = step;
  for (const [field, value] of Object.entries(observed)) {
    if (recorded[field] === undefined && field !== 'error' && field !== 'cause') continue;
    actual[field] = value;
  }
  for (const field of [...Object.keys(observed), 'error', 'cause']) {
    if (recorded[field] !== undefined) expected[field] = recorded[field];
  }
  return expectSame(expected, actual);
}
