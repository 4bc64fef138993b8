/** Small operator kinds, one for each sort of port, and a document of them: what the tests of this room draw with. */
import { z } from 'zod';
import type { OperatorInstance } from '../engine/operator.ts';
import type { Schema } from '../engine/schema.ts';
import { type OperatorKind, type OperatorSpec, operatorKind } from '../operators/kind.ts';
import type { PipelineDocument } from './document.ts';
import { parseDocument } from './parse-document.ts';

const look = { purpose: '', group: 'transform', stream: 'shipments', defaultParallelism: 2 } as const;
const free = () => ({ perRecordMicros: 0, perOutputMicros: 0 });
const out = { id: 'out', title: 'Out', extendsInput: null } as const;
const text = (title: string, standard: string) => z.string().meta({ title }).default(standard);

function source(kind: string, schema: Schema): OperatorKind {
  const spec: OperatorSpec<{ rate: number }> = {
    ...look,
    kind,
    title: kind,
    inputs: [],
    outputs: [out],
    config: z.object({ rate: z.number().positive().default(200) }),
    serviceTime: free,
    summary: ({ rate }) => `${rate}/s`,
    outputSchemas: () => ({ schemas: [schema], problems: [] }),
  };
  const stream = { partitions: 8, fields: schema, arrivalMicros: () => 0, read: () => 0 };
  return operatorKind(spec, {
    role: 'source',
    source: { stream: () => stream, timing: () => ({ outOfOrdernessMs: 0, idlenessMs: 0 }) },
  });
}

const idle: OperatorInstance = { onRecord: () => undefined };

function operator<Config>(
  spec: Omit<OperatorSpec<Config>, keyof typeof look | 'serviceTime' | 'summary'>,
): OperatorKind {
  return operatorKind(
    { ...look, serviceTime: free, summary: () => '', ...spec },
    { role: 'operator', logic: { open: () => idle } },
  );
}

const orders = source('orders', [
  { name: 'zone', type: 'string' },
  { name: 'amount', type: 'number', unit: 'usd' },
  { name: 'number', type: 'integer' },
]);

const rates = source('rates', [
  { name: 'zone', type: 'string' },
  { name: 'rate', type: 'number' },
]);

const keep = operator<{ field: string }>({
  kind: 'keep',
  title: 'Keep',
  inputs: [
    {
      id: 'in',
      title: 'Records',
      partitioning: 'forward',
      needs: ({ field }) => [{ name: field, types: ['number', 'integer'] }],
    },
  ],
  outputs: [{ ...out, extendsInput: 0, passesThrough: true }],
  config: z.object({ field: text('Field', 'amount') }),
  outputSchemas: (_, [input = []]) => ({ schemas: [input], problems: [] }),
});

const mean = operator<{ key: string; value: string; size: number; label: string; trim: { by: string } }>({
  kind: 'mean',
  title: 'Mean',
  inputs: [
    {
      id: 'in',
      title: 'Records',
      partitioning: 'hash',
      key: ({ key }) => key,
      needs: ({ value }) => [{ name: value, types: ['number', 'integer'] }],
    },
  ],
  outputs: [out, { ...out, id: 'late' }],
  config: z.object({
    key: text('Key', 'zone'),
    value: text('Value', 'amount'),
    size: z.number().int().positive().meta({ title: 'Size', unit: 'ms' }).default(60_000),
    label: z.string().default('mean'),
    trim: z
      .discriminatedUnion('by', [
        z.object({ by: z.literal('nothing') }),
        z.object({ by: z.literal('share'), share: z.number().min(0).max(1).default(0.1) }),
      ])
      .prefault({ by: 'nothing' }),
  }),
  outputSchemas: ({ key, label }, [input = []]) =>
    input.some(({ name }) => name === label)
      ? {
          schemas: [],
          problems: [{ where: '', field: 'label', message: `“${label}” is taken.`, hint: 'Choose another name.' }],
        }
      : {
          schemas: [[...input.filter(({ name }) => name === key), { name: label, type: 'number' }], input],
          problems: [],
        },
});

const pair = operator<{ left: string; right: string }>({
  kind: 'pair',
  title: 'Pair',
  inputs: [
    { id: 'left', title: 'Left', partitioning: 'hash', key: ({ left }) => left },
    { id: 'right', title: 'Right', partitioning: 'hash', key: ({ right }) => right },
  ],
  outputs: [{ ...out, extendsInput: 0 }],
  config: z.object({ left: text('Left key', 'zone'), right: text('Right key', 'zone') }),
  outputSchemas: (_, [left = [], right = []]) => ({
    schemas: [[...left, ...right.filter(({ name }) => !left.some((field) => field.name === name))]],
    problems: [],
  }),
});

const enrich = operator<Record<string, never>>({
  kind: 'enrich',
  title: 'Enrich',
  inputs: [
    { id: 'in', title: 'Records', partitioning: 'rebalance' },
    { id: 'table', title: 'Table', partitioning: 'broadcast', optional: true },
  ],
  outputs: [{ ...out, extendsInput: 0 }],
  config: z.object({}),
  outputSchemas: (_, [input = []]) => ({ schemas: [input], problems: [] }),
});

const store = operator<{ guarantee: string; topic: string }>({
  kind: 'store',
  title: 'Store',
  inputs: [{ id: 'in', title: 'Records', partitioning: 'forward' }],
  outputs: [],
  config: z.object({
    guarantee: z.enum(['none', 'at-least-once', 'exactly-once']).default('exactly-once'),
    topic: text('Topic', 'results'),
  }),
  outputSchemas: () => ({ schemas: [], problems: [] }),
});

export const SAMPLE_KINDS: readonly OperatorKind[] = [orders, rates, keep, mean, pair, enrich, store];

/** Orders are kept, averaged by zone, and stored; what is not given takes its default. */
export const SAMPLE_JSON = {
  version: 1,
  title: 'Sample',
  nodes: [
    { id: 'orders', kind: 'orders', position: { x: 0, y: 0 } },
    { id: 'keep', kind: 'keep', position: { x: 300, y: 0 } },
    { id: 'mean', kind: 'mean', position: { x: 600, y: 0 }, config: { size: 30_000 } },
    { id: 'sink', kind: 'store', position: { x: 900, y: 0 } },
  ],
  edges: [
    { from: { node: 'orders', port: 'out' }, to: { node: 'keep', port: 'in' } },
    { from: { node: 'keep', port: 'out' }, to: { node: 'mean', port: 'in' } },
    { from: { node: 'mean', port: 'out' }, to: { node: 'sink', port: 'in' } },
  ],
};

/** The document of a JSON value that is known to be one. */
export function sampleDocument(json: unknown = SAMPLE_JSON): PipelineDocument {
  const { document, problems } = parseDocument(json);
  if (document === null || problems.length > 0) throw new Error(JSON.stringify(problems));
  return document;
}
