import { z } from 'zod';
import { type Field, findField, type Schema } from '../../engine/schema.ts';
import type { OperatorSpec } from '../kind.ts';
import { durationText } from '../summary-text.ts';

const takenField = z.object({
  field: z.string().meta({ title: 'Field', description: 'Field of the observations.' }),
  as: z.string().meta({ title: 'Name', description: 'What it is called in the output.' }),
  default: z.number().meta({ title: 'Default', description: 'Used, and flagged, when there is no observation.' }),
});

export const latestValueConfig = z.object({
  key: z
    .string()
    .default('zone')
    .meta({ title: 'Key', description: 'Records and observations meet by this key.', field: 'input' }),
  observationKey: z.string().default('zone').meta({ title: 'Observation key', field: 'reference' }),
  take: z
    .array(takenField)
    .default([
      { field: 'temp_f', as: 'weather_temp_f', default: 46 },
      { field: 'precip_in', as: 'weather_precip_in', default: 0 },
      { field: 'visibility_mi', as: 'weather_visibility_mi', default: 10 },
      { field: 'wind_mph', as: 'weather_wind_mph', default: 7 },
    ])
    .meta({ title: 'Fields taken' }),
  flag: z
    .string()
    .default('weather_missing')
    .meta({ title: 'Missing flag', description: 'Boolean field: true where defaults were used.' }),
  maxAgeMs: z.number().int().min(0).default(600_000).meta({
    title: 'Oldest observation',
    unit: 'ms',
    description: 'An observation older than this at the event time of the record does not count; 0: any age.',
  }),
  waitMs: z.number().int().min(0).default(1000).meta({
    title: 'Wait',
    unit: 'ms',
    description: 'How long, on the processing clock, a record without an observation waits for one.',
  }),
  recordMicros: z.number().int().min(0).default(20).meta({ title: 'Time per record', unit: 'µs', live: true }),
});

export type LatestValueConfig = z.infer<typeof latestValueConfig>;

const KEY_TYPES = ['string', 'integer', 'boolean', 'number'];

export const latestValueSpec: OperatorSpec<LatestValueConfig> = {
  kind: 'latest-value',
  title: 'Latest value',
  purpose: 'Joins each record with the newest observation of its key at or before its own event time, at once.',
  group: 'join',
  stream: 'weather',
  inputs: [
    {
      id: 'in',
      title: 'records',
      partitioning: 'hash',
      key: (config) => config.key,
      needs: (config) => [{ name: config.key, types: KEY_TYPES }],
    },
    {
      id: 'observations',
      title: 'observations',
      partitioning: 'hash',
      key: (config) => config.observationKey,
      needs: (config) => [
        { name: config.observationKey, types: KEY_TYPES },
        ...config.take.map(({ field }) => ({ name: field, types: ['number', 'integer', 'time'] })),
      ],
    },
  ],
  outputs: [{ id: 'out', title: 'joined records', extendsInput: null, carriesLineageOf: 0 }],
  config: latestValueConfig,
  defaultParallelism: 2,
  serviceTime: (config) => ({ perRecordMicros: config.recordMicros, perOutputMicros: 2 }),
  summary: (config) => `by ${config.key}, waits ${durationText(config.waitMs)}`,
  outputSchemas: (config, [input, observations]) => ({
    schemas: [[...input, ...addedFields(config, observations)]],
    problems: [],
  }),
};

function addedFields(config: LatestValueConfig, observations: Schema): readonly Field[] {
  const taken = config.take.map(({ field, as }): Field => {
    const unit = findField(observations, field)?.unit;
    return { name: as, type: 'number', ...(unit === undefined ? {} : { unit }) };
  });
  return [...taken, { name: config.flag, type: 'boolean' }];
}
