import { z } from 'zod';
import type { OperatorSpec } from '../kind.ts';

export const collectConfig = z.object({});
export type CollectConfig = z.infer<typeof collectConfig>;

export const collectSpec: OperatorSpec<CollectConfig> = {
  kind: 'collect',
  title: 'Collect',
  purpose: 'Appends every record to a plain list outside the job, at once and without transactions.',
  group: 'deliver',
  stream: 'labels',
  inputs: [{ id: 'in', title: 'records', partitioning: 'rebalance' }],
  outputs: [],
  config: collectConfig,
  defaultParallelism: 1,
  serviceTime: () => ({ perRecordMicros: 2, perOutputMicros: 0 }),
  sink: () => ({ store: 'collector', guarantee: 'none' }),
  summary: () => 'at once, not transactional',
  outputSchemas: () => ({ schemas: [], problems: [] }),
};
