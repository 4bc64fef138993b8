import { z } from 'zod';
import type { OperatorSpec } from '../kind.ts';
import { durationText } from '../summary-text.ts';

// Both lists stand here and not where they are used: the page knows the settings long before it reads a file.
export const columnTypes = ['auto', 'number', 'integer', 'boolean', 'text', 'time'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** What a bare number counts from 1970 on. */
const epochUnits = ['auto', 's', 'ms', 'us'] as const;
export type EpochUnit = (typeof epochUnits)[number];

const columnSetting = z.object({
  column: z.string().default('').meta({ title: 'Column', description: 'Its name in the file.' }),
  as: z
    .string()
    .default('')
    .meta({ title: 'Name', description: 'What it is called from here on; empty: as in the file.' }),
  type: z.enum(columnTypes).default('auto').meta({
    title: 'Type',
    description: 'What its values are; auto: they tell. A value of another type makes its row bad.',
  }),
});

export const fileConfig = z.object({
  path: z.string().default('').meta({
    title: 'File',
    description: 'Name of a CSV file with a header, or of a file of JSON objects, one per line or in one list.',
    control: 'file',
  }),
  format: z
    .enum(['auto', 'csv', 'jsonl'])
    .default('auto')
    .meta({ title: 'Format', choices: { auto: 'By its content', csv: 'CSV', jsonl: 'JSON' } }),
  eventTime: z.string().default('').meta({
    title: 'Event time',
    description: 'The column, or the path in JSON such as meta.time, that says when a row happened.',
  }),
  zone: z.string().default('UTC').meta({
    title: 'Time zone',
    description: 'Of times that name none: UTC, an offset such as +02:00, or a name such as America/New_York.',
  }),
  epoch: z.enum(epochUnits).default('auto').meta({
    title: 'Unit of bare numbers',
    description: 'What a time that is only a number counts from 1970 on; auto: its size tells.',
  }),
  outOfOrderness: z.number().int().min(0).default(10_000).meta({
    title: 'Out-of-orderness bound',
    unit: 'ms',
    description:
      'The watermark stays this far behind the newest event time, less 1 ms. A row further behind may come too late.',
  }),
  idleness: z.number().int().min(0).default(0).meta({
    title: 'Idleness timeout',
    unit: 'ms',
    description: 'A file silent for longer no longer holds the watermark back; 0: it always does.',
  }),
  missing: z
    .array(z.string())
    .default(['', 'NA'])
    .meta({ title: 'Missing values', description: 'Fields with just this text count as missing.' }),
  ratePerSecond: z
    .number()
    .min(0.001)
    .max(1_000_000)
    .default(1000)
    .meta({ title: 'Rows per second', description: 'How fast rows arrive, in the order of the file.' }),
  arrival: z.string().default('').meta({
    title: 'Arrival',
    description: 'A column that says when a row arrives, instead of the rate; empty: the rate holds.',
  }),
  columns: z
    .array(columnSetting)
    .default([])
    .meta({ title: 'Columns', description: 'Names and types that differ from what the file says.' }),
});

export type FileConfig = z.infer<typeof fileConfig>;

export const fileSpec: OperatorSpec<FileConfig> = {
  kind: 'file',
  title: 'File',
  purpose: 'Rows of your own CSV or JSON file, replayed as a stream.',
  group: 'sources',
  stream: 'clicks',
  inputs: [],
  outputs: [{ id: 'out', title: 'rows', extendsInput: null }],
  config: fileConfig,
  defaultParallelism: 1,
  serviceTime: () => ({ perRecordMicros: 10, perOutputMicros: 0 }),
  summary: (config) =>
    config.path === '' ? 'no file chosen' : `${config.path} · bound ${durationText(config.outOfOrderness)}`,
  // What the fields are stands in the file: the logic reads it (SourceLogic#outputSchemas).
  outputSchemas: () => ({ schemas: [[]], problems: [] }),
};
