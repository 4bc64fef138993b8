import { z } from 'zod';
import { findField, type Schema } from '../../engine/schema.ts';
import type { OperatorSpec } from '../kind.ts';
import { durationText } from '../summary-text.ts';

export const aggregates = ['sum', 'mean', 'min', 'max', 'p50', 'p95', 'p99'] as const;
export type Aggregate = (typeof aggregates)[number];

export const tumblingWindowConfig = z
  .object({
    key: z
      .string()
      .default('zone')
      .meta({ title: 'Key', description: 'Records are grouped by this field.', field: 'input' }),
    value: z.string().default('scan_speed_mph').meta({
      title: 'Value',
      description: 'The number that is aggregated. Missing values count as records, not as values.',
      field: 'input',
    }),
    size: z
      .number()
      .int()
      .min(1)
      .default(60_000)
      .meta({ title: 'Size', unit: 'ms', description: 'A pane covers [start, start + size) of event time.' }),
    offset: z.number().int().default(0).meta({
      title: 'Offset',
      unit: 'ms',
      description: 'Shifts where panes start; its amount must be less than the size.',
    }),
    allowedLateness: z.number().int().min(0).default(0).meta({
      title: 'Allowed lateness',
      unit: 'ms',
      description: 'How long after its end a pane still takes records, firing again for each.',
    }),
    aggregates: z.array(z.enum(aggregates)).default(['mean', 'min', 'max', 'p50', 'p95']).meta({
      title: 'Aggregates',
      description: 'What is computed of the values; percentiles are exact, by nearest rank.',
    }),
    recordMicros: z.number().int().min(0).default(20).meta({ title: 'Time per record', unit: 'µs', live: true }),
  })
  .check((context) => {
    const { size, offset } = context.value;
    if (Math.abs(offset) >= size)
      context.issues.push({
        code: 'custom',
        path: ['offset'],
        input: offset,
        message: 'The offset must be smaller than the size (Flink: abs(offset) < size).',
      });
  });

export type TumblingWindowConfig = z.infer<typeof tumblingWindowConfig>;

export const tumblingWindowSpec: OperatorSpec<TumblingWindowConfig> = {
  kind: 'tumbling-window',
  title: 'Tumbling window',
  purpose: 'Groups records of a key into panes of equal size and fires each once its end has passed.',
  group: 'window',
  stream: 'shipments',
  inputs: [
    {
      id: 'in',
      title: 'records',
      partitioning: 'hash',
      key: (config) => config.key,
      needs: (config) => [
        { name: config.key, types: ['string', 'integer', 'number', 'boolean', 'time'] },
        { name: config.value, types: ['number', 'integer', 'time'] },
      ],
    },
  ],
  outputs: [
    { id: 'out', title: 'results', extendsInput: null },
    { id: 'late', title: 'late records', extendsInput: 0, passesThrough: true },
  ],
  config: tumblingWindowConfig,
  defaultParallelism: 2,
  serviceTime: (config) => ({ perRecordMicros: config.recordMicros, perOutputMicros: 2 }),
  summary: (config) => `${durationText(config.size)} · ${config.key}`,
  outputSchemas: (config, [input]) => ({ schemas: [resultSchema(config, input), input], problems: [] }),
};

function resultSchema(config: TumblingWindowConfig, input: Schema): Schema {
  const key = findField(input, config.key);
  const value = findField(input, config.value);
  const unit = value?.unit === undefined ? {} : { unit: value.unit };
  return [
    { name: 'key', type: key?.type ?? 'string' },
    { name: 'start', type: 'time' },
    { name: 'end', type: 'time' },
    { name: 'count', type: 'integer' },
    { name: 'nonNull', type: 'integer' },
    ...config.aggregates.map((name) => ({ name, type: 'number' as const, ...unit })),
  ];
}
