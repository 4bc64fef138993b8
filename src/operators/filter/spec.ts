import { z } from 'zod';
import { conditionProblems } from '../expression-setting.ts';
import type { OperatorSpec } from '../kind.ts';

export const filterConfig = z.object({
  condition: z.string().default('true').meta({
    title: 'Condition',
    description: 'Records for which it is true pass, such as status == "PICKED_UP" and weight_lb > 20.',
    control: 'expression',
    live: true,
  }),
  recordMicros: z.number().int().min(0).default(5).meta({ title: 'Time per record', unit: 'µs', live: true }),
});

export type FilterConfig = z.infer<typeof filterConfig>;

export const filterSpec: OperatorSpec<FilterConfig> = {
  kind: 'filter',
  title: 'Filter',
  purpose: 'Lets the records pass that meet a condition.',
  group: 'transform',
  stream: 'shipments',
  inputs: [{ id: 'in', title: 'records', partitioning: 'forward' }],
  outputs: [{ id: 'out', title: 'records that pass', extendsInput: 0, passesThrough: true }],
  config: filterConfig,
  defaultParallelism: 2,
  serviceTime: ({ recordMicros }) => ({ perRecordMicros: recordMicros, perOutputMicros: 0 }),
  summary: ({ condition }) => condition,
  outputSchemas: ({ condition }, [input]) => ({
    schemas: [input],
    problems: conditionProblems('condition', condition, input),
  }),
};
