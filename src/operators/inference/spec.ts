import { z } from 'zod';
import { findField } from '../../engine/schema.ts';
import type { OperatorSpec } from '../kind.ts';

/** Inputs of `eta-v1`, in its order; flags last. */
export const etaFeatures = [
  'package_weight_lb',
  'declared_value_usd',
  'distance_miles',
  'stops_ahead',
  'hour_of_day',
  'day_of_week',
  'hub_load',
  'driver_utilisation',
  'driver_on_time_rate',
  'driver_avg_speed_mph',
  'driver_experience_yr',
  'weather_temp_f',
  'weather_precip_in',
  'weather_visibility_mi',
  'weather_wind_mph',
  'route_avg_speed_mph',
] as const;

export const inferenceConfig = z.object({
  model: z
    .string()
    .default('eta-v1')
    .meta({ title: 'Model', description: 'An ONNX file, loaded once when the operator opens.' }),
  features: z
    .array(z.string())
    .default([...etaFeatures])
    .meta({ title: 'Features', description: 'Fields of the record in the order of the model’s inputs.' }),
  flags: z.array(z.string()).default(['driver_missing', 'weather_missing', 'route_missing']).meta({
    title: 'Missing flags',
    description: 'Boolean fields that tell the model where a default stands in; after the features, in this order.',
  }),
  when: z
    .object({ field: z.string().default('status'), equals: z.string().default('PICKED_UP') })
    .prefault({})
    .meta({
      title: 'Asked for',
      description: 'Only records whose field has this text are scored; the others end here. An empty field scores all.',
    }),
  output: z.string().default('eta_minutes').meta({ title: 'Output field' }),
  recordMicros: z.number().int().min(0).default(20).meta({ title: 'Time per record', unit: 'µs', live: true }),
  inferenceMicros: z.number().int().min(0).default(80).meta({
    title: 'Time per prediction',
    unit: 'µs',
    description:
      'Charged to the virtual thread for each prediction; the measured time of ONNX Runtime is shown beside it.',
  }),
});

export type InferenceConfig = z.infer<typeof inferenceConfig>;

export const inferenceSpec: OperatorSpec<InferenceConfig> = {
  kind: 'inference',
  title: 'ONNX inference',
  purpose: 'Scores records with an ONNX model that the operator holds in memory.',
  group: 'predict',
  stream: 'model',
  inputs: [
    {
      id: 'in',
      title: 'features',
      partitioning: 'forward',
      needs: (config) => [
        ...config.features.map((name) => ({ name, types: ['number', 'integer', 'boolean', 'time'] })),
        ...config.flags.map((name) => ({ name, types: ['boolean'] })),
        ...(config.when.field === '' ? [] : [{ name: config.when.field, types: ['string'] }]),
      ],
    },
  ],
  outputs: [{ id: 'out', title: 'predictions', extendsInput: 0 }],
  config: inferenceConfig,
  defaultParallelism: 2,
  serviceTime: (config) => ({ perRecordMicros: config.recordMicros, perOutputMicros: config.inferenceMicros }),
  model: (config) => config.model,
  summary: (config) => `${config.model}, loaded in open()`,
  outputSchemas: (config, [input]) => ({
    schemas: [[...input, { name: config.output, type: 'number', unit: 'min', deferred: true }]],
    problems:
      findField(input, config.output) === undefined
        ? []
        : [
            {
              where: 'inference',
              field: 'output',
              message: `The records have a field ${config.output} already.`,
              hint: 'Choose another name for the prediction.',
            },
          ],
  }),
};
