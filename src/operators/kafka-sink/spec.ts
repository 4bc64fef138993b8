import { z } from 'zod';
import type { OperatorSpec } from '../kind.ts';

export const kafkaSinkConfig = z.object({
  guarantee: z.enum(['none', 'at-least-once', 'exactly-once']).default('exactly-once').meta({
    title: 'Delivery guarantee',
    description:
      'None: nothing is waited for at checkpoints. At least once: flushed at each checkpoint. Exactly once: one transaction per checkpoint.',
  }),
  key: z.string().default('').meta({
    title: 'Record key',
    description:
      'Field that becomes the key, as text, and picks the partition (murmur2); without a key one partition follows the other.',
    field: 'input',
  }),
  partitions: z.number().int().min(1).max(64).default(1).meta({ title: 'Partitions' }),
  transactionalIdPrefix: z.string().default('tidemark').meta({
    title: 'Transactional id prefix',
    description: 'Unique per application on the cluster, and stable across restarts.',
  }),
  transactionTimeoutMs: z.number().int().min(1).max(900_000).default(900_000).meta({
    title: 'Transaction timeout',
    unit: 'ms',
    description:
      'The broker aborts a transaction that is open for longer. Flink’s own default of 1 h is more than a default broker allows (15 min).',
  }),
  lingerMs: z
    .number()
    .int()
    .min(0)
    .default(5)
    .meta({ title: 'Linger', unit: 'ms', description: 'How long the producer gathers records into a batch.' }),
  requestMs: z.number().min(1).default(2).meta({
    title: 'Way to the broker',
    unit: 'ms',
    description: 'How long a request takes there, and the answer back.',
  }),
  recordMicros: z.number().int().min(0).default(10).meta({ title: 'Time per record', unit: 'µs', live: true }),
});

export type KafkaSinkConfig = z.infer<typeof kafkaSinkConfig>;

export const kafkaSinkSpec: OperatorSpec<KafkaSinkConfig> = {
  kind: 'kafka-sink',
  title: 'Kafka sink',
  purpose: 'Writes records to a topic with no guarantee, at least once, or exactly once in transactions.',
  group: 'deliver',
  stream: 'labels',
  inputs: [
    {
      id: 'in',
      title: 'records',
      partitioning: 'forward',
      needs: (config) =>
        config.key === '' ? [] : [{ name: config.key, types: ['string', 'integer', 'number', 'boolean', 'time'] }],
    },
  ],
  outputs: [],
  config: kafkaSinkConfig,
  defaultParallelism: 2,
  serviceTime: (config) => ({ perRecordMicros: config.recordMicros, perOutputMicros: 0 }),
  sink: ({ guarantee }) => ({ store: 'kafka', guarantee }),
  summary: (config) => config.guarantee,
  outputSchemas: () => ({ schemas: [], problems: [] }),
};
