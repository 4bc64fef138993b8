import { z } from 'zod';
import { type Field, findField, type Schema } from '../../engine/schema.ts';
import type { Problem } from '../../base/problem.ts';
import { REFERENCE_COLUMNS } from '../../world/shipfast/reference-tables.ts';
import { conditionProblems } from '../expression-setting.ts';
import type { OperatorSpec } from '../kind.ts';

const takenField = z.object({
  field: z.string().meta({ title: 'Field', description: 'Field of the reference stream.' }),
  as: z.string().meta({ title: 'Name', description: 'What it is called in the output.' }),
  default: z.number().meta({
    title: 'Default',
    description: 'Used, and flagged, while the reference stream has said nothing of the key.',
  }),
});

export const broadcastStateConfig = z.object({
  key: z
    .string()
    .default('driver')
    .meta({ title: 'Key', description: 'Field of the records that is looked up.', field: 'input' }),
  referenceKey: z.string().default('driver').meta({
    title: 'Reference key',
    description: 'Field of the reference stream that names the entry.',
    field: 'reference',
  }),
  take: z
    .array(takenField)
    .default([
      { field: 'on_time_rate', as: 'driver_on_time_rate', default: 0.82 },
      { field: 'avg_speed_mph', as: 'driver_avg_speed_mph', default: 35 },
      { field: 'experience_yr', as: 'driver_experience_yr', default: 4.4 },
    ])
    .meta({ title: 'Fields taken' }),
  flag: z
    .string()
    .default('driver_missing')
    .meta({ title: 'Missing flag', description: 'Boolean field: true where defaults were used.' }),
  deleteWhen: z.string().default('').meta({
    title: 'Deletes',
    description: 'Reference records whose op field is this text remove their entry; empty: none do.',
  }),
  when: z.string().default('true').meta({
    title: 'Reference records that count',
    description: 'A condition on their fields, such as count >= 20; others change nothing.',
    control: 'expression',
    live: true,
  }),
  preload: z.enum(['none', 'route-speeds']).default('none').meta({
    title: 'Loaded at start',
    description: 'Table read into the state when the job starts afresh; a restored job has its checkpoint.',
  }),
  recordMicros: z.number().int().min(0).default(20).meta({ title: 'Time per record', unit: 'µs', live: true }),
});

export type BroadcastStateConfig = z.infer<typeof broadcastStateConfig>;

export const broadcastStateSpec: OperatorSpec<BroadcastStateConfig> = {
  kind: 'broadcast-state',
  title: 'Broadcast enrich',
  purpose: 'Adds reference data to each record from a full copy that every subtask holds.',
  group: 'enrich',
  stream: 'drivers',
  inputs: [
    {
      id: 'in',
      title: 'records',
      partitioning: 'rebalance',
      needs: (config) => [{ name: config.key, types: ['string', 'integer', 'boolean', 'number'] }],
    },
    {
      id: 'reference',
      title: 'reference data',
      partitioning: 'broadcast',
      needs: (config) => [
        { name: config.referenceKey, types: ['string', 'integer', 'boolean', 'number'] },
        ...config.take.map(({ field }) => ({ name: field, types: ['number', 'integer', 'time'] })),
        ...(config.deleteWhen === '' ? [] : [{ name: 'op', types: ['string'] }]),
      ],
    },
  ],
  outputs: [{ id: 'out', title: 'enriched records', extendsInput: 0 }],
  config: broadcastStateConfig,
  defaultParallelism: 2,
  serviceTime: (config) => ({ perRecordMicros: config.recordMicros, perOutputMicros: 2 }),
  summary: ({ take: [first, ...more], key }) =>
    more.length === 0 ? `adds ${first?.as ?? 'nothing'}` : `adds ${more.length + 1} fields by ${key}`,
  outputSchemas: (config, [input, reference]) => ({
    schemas: [[...input, ...addedFields(config, reference)]],
    problems: [...conditionProblems('when', config.when, reference), ...preloadProblems(config)],
  }),
};

function addedFields(config: BroadcastStateConfig, reference: Schema): readonly Field[] {
  const taken = config.take.map(({ field, as }): Field => {
    const source = findField(reference, field);
    return { name: as, type: 'number', ...(source?.unit === undefined ? {} : { unit: source.unit }) };
  });
  return [...taken, { name: config.flag, type: 'boolean' }];
}

function preloadProblems({ preload, referenceKey, take }: BroadcastStateConfig): readonly Problem[] {
  if (preload === 'none') return [];
  const columns: readonly string[] = REFERENCE_COLUMNS[preload];
  return [referenceKey, ...take.map(({ field }) => field)]
    .filter((field) => !columns.includes(field))
    .map((field) => ({
      where: '',
      field: 'preload',
      message: `the table ${preload} has no column ${field}`,
      hint: `Its columns are ${columns.join(', ')}.`,
    }));
}
