import { z } from 'zod';
import { type Field, findField, type Schema } from '../../engine/schema.ts';
import type { OperatorSpec } from '../kind.ts';
import { durationText } from '../summary-text.ts';

export const intervalJoinConfig = z
  .object({
    leftKey: z.string().default('zone').meta({ title: 'Left key', field: 'left' }),
    rightKey: z.string().default('zone').meta({ title: 'Right key', field: 'right' }),
    lower: z.number().int().default(-300_000).meta({
      title: 'Lower bound',
      unit: 'ms',
      live: true,
      description: 'A right record joins if its time is at least the left one’s plus this.',
    }),
    upper: z.number().int().default(300_000).meta({
      title: 'Upper bound',
      unit: 'ms',
      live: true,
      description: 'A right record joins if its time is at most the left one’s plus this.',
    }),
    lowerInclusive: z.boolean().default(true).meta({ title: 'Lower bound included', live: true }),
    upperInclusive: z.boolean().default(true).meta({ title: 'Upper bound included', live: true }),
    prefix: z
      .string()
      .default('weather_')
      .meta({ title: 'Prefix', description: 'Put before the names of the right fields.' }),
    recordMicros: z.number().int().min(0).default(20).meta({ title: 'Time per record', unit: 'µs', live: true }),
  })
  .check((context) => {
    const { lower, upper } = context.value;
    if (lower > upper)
      context.issues.push({
        code: 'custom',
        path: ['lower'],
        input: lower,
        message: 'The lower bound must not be above the upper one.',
      });
  });

export type IntervalJoinConfig = z.infer<typeof intervalJoinConfig>;

const KEY_TYPES = ['string', 'integer', 'boolean', 'number'];

export const intervalJoinSpec: OperatorSpec<IntervalJoinConfig> = {
  kind: 'interval-join',
  title: 'Interval join',
  purpose: 'Pairs every left record with every right record of its key within an interval of event time.',
  group: 'join',
  stream: 'weather',
  inputs: [
    {
      id: 'left',
      title: 'left records',
      partitioning: 'hash',
      key: (config) => config.leftKey,
      needs: (config) => [{ name: config.leftKey, types: KEY_TYPES }],
    },
    {
      id: 'right',
      title: 'right records',
      partitioning: 'hash',
      key: (config) => config.rightKey,
      needs: (config) => [{ name: config.rightKey, types: KEY_TYPES }],
    },
  ],
  outputs: [
    { id: 'out', title: 'pairs', extendsInput: null, carriesLineageOf: 0 },
    { id: 'late-left', title: 'late left records', extendsInput: 0, passesThrough: true },
    { id: 'late-right', title: 'late right records', extendsInput: 1, passesThrough: true },
  ],
  config: intervalJoinConfig,
  defaultParallelism: 2,
  serviceTime: (config) => ({ perRecordMicros: config.recordMicros, perOutputMicros: 1 }),
  summary: ({ lower, upper }) =>
    -lower === upper ? `±${durationText(upper)}` : `from ${signedText(lower)} to ${signedText(upper)}`,
  outputSchemas: (config, [left, right]) => ({
    schemas: [[...left, ...rightFields(config, left, right)], left, right],
    problems: [],
  }),
};

/** Fields of the right side as the output names them; a name that the left side has already is left out. */
function rightFields(config: IntervalJoinConfig, left: Schema, right: Schema): readonly Field[] {
  return right
    .map((field) => ({ ...field, name: config.prefix + field.name }))
    .filter(({ name }) => findField(left, name) === undefined);
}

function signedText(ms: number): string {
  return ms < 0 ? `−${durationText(-ms)}` : `+${durationText(ms)}`;
}
