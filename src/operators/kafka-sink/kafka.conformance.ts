/** Plays Flink's Kafka cases: who owns a partition, and what a restored sink probes for and aborts. */
import { z } from 'zod';
import {
  caseFields,
  type CaseOutcome,
  type CaseRunner,
  caseRunner,
  expectSame,
  expectSameInAnyOrder,
  runSteps,
} from '../../base/case-outcome.ts';
import { assignPartitions } from '../../engine/source-assignment.ts';
import { KafkaService } from '../../world/kafka-service.ts';

/** Subtask and checkpoint of a transactional id. */
const pair = z.tuple([z.int(), z.int()]);
type Pair = z.infer<typeof pair>;

const owners = z.strictObject({
  ...caseFields,
  config: z.strictObject({}),
  cases: z.array(z.strictObject({ topic: z.string(), readers: z.int(), owners: z.array(z.int()) })),
});

const probing = z.strictObject({
  ...caseFields,
  config: z.strictObject({
    strategy: z.literal('PROBING'),
    subtask: z.int(),
    parallelism: z.int(),
    startCheckpoint: z.int(),
  }),
  used: z.array(pair),
  probed: z.array(pair),
  aborted: z.array(pair),
});

const listing = z.looseObject({ config: z.looseObject({ strategy: z.literal('LISTING') }) });
const errors = z.looseObject({ cases: z.array(z.looseObject({ error: z.string(), outcome: z.string() })) });

/** Area `kafka`. */
export const runKafka: CaseRunner = (testCase) => {
  if (listing.safeParse(testCase).success)
    return unsupported('a restored sink finds lingering transactions by probing their ids, never by listing them');
  if (errors.safeParse(testCase).success)
    return unsupported('the broker commits a transaction or fences: no commit fails in a way that may be tried again');
  return probing.safeParse(testCase).success ? runProbing(testCase) : runOwners(testCase);
};

function unsupported(why: string): CaseOutcome {
  return { kind: 'unsupported', why };
}

const runOwners = caseRunner(owners, ({ cases }) =>
  runSteps(cases, ({ topic, readers, owners }) => expectSame(owners, assignPartitions(topic, owners.length, readers))),
);

const PREFIX = 'ids';
const TOPIC = 'records';
const SOME_TIMEOUT_MS = 60_000;

/** Every used id has a transaction open; the ids that answer to the sink are those whose epoch has changed. */
const runProbing = caseRunner(probing, ({ config, used, probed, aborted }): CaseOutcome => {
  const service = new KafkaService(0);
  const { broker } = service;
  broker.createTopic(TOPIC, 1);
  for (const id of used.map(nameOf)) {
    const producer = broker.openTransactionalProducer(id, SOME_TIMEOUT_MS);
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(TOPIC, 0, 0, null, null);
    broker.disconnect(producer);
  }
  const ids = nearby([...used, ...probed]);
  const epochOf = (id: Pair) => broker.describeTransaction(nameOf(id))?.epoch;
  const stateOf = (id: Pair) => broker.describeTransaction(nameOf(id))?.state;
  const before = ids.map(epochOf);
  const open = ids.filter((id) => stateOf(id) === 'Ongoing');
  const { subtask, parallelism, startCheckpoint: from } = config;
  const request = { kind: 'abort-lingering', prefix: PREFIX, subtask, parallelism, from, timeoutMs: SOME_TIMEOUT_MS };
  service.handle(request, { node: 'sink', subtask, attempt: 0 }, 0);
  const observed = [
    { expected: probed, actual: ids.filter((id, i) => epochOf(id) !== before[i]) },
    { expected: aborted, actual: open.filter((id) => stateOf(id) !== 'Ongoing') },
  ];
  return runSteps(observed, ({ expected, actual }) => expectSameInAnyOrder(expected, actual));
});

function nameOf([subtask, checkpoint]: Pair): string {
  return `${PREFIX}-${subtask}-${checkpoint}`;
}

/** All ids up to a little beyond the greatest, so that one probed too many is seen. */
function nearby(pairs: readonly Pair[]): readonly Pair[] {
  const subtasks = Math.max(...pairs.map(([subtask]) => subtask)) + 5;
  const checkpoints = Math.max(...pairs.map(([, checkpoint]) => checkpoint)) + 3;
  return Array.from({ length: subtasks * checkpoints }, (_, i): Pair => [Math.floor(i / checkpoints), i % checkpoints]);
}
