import { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import type { Field, Schema } from '../../engine/schema.ts';
import { readSetting } from '../expression-setting.ts';
import type { OperatorSpec } from '../kind.ts';

const computedField = z.object({
  name: z
    .string()
    .default('')
    .meta({ title: 'Name', description: 'A new field, or one that is there and is replaced.' }),
  expression: z.string().default('').meta({
    title: 'Value',
    description: 'Computed of the fields that arrive, such as weight_lb * 0.4536.',
    control: 'expression',
  }),
});

export const mapConfig = z.object({
  fields: z.array(computedField).max(50).default([]).meta({
    title: 'Computed fields',
    description: 'Each sees the records as they arrive, not what the others make of them.',
  }),
  recordMicros: z.number().int().min(0).default(5).meta({ title: 'Time per record', unit: 'µs', live: true }),
});

export type MapConfig = z.infer<typeof mapConfig>;

export const mapSpec: OperatorSpec<MapConfig> = {
  kind: 'map',
  title: 'Map',
  purpose: 'Adds fields computed of those that are there, or replaces them.',
  group: 'transform',
  stream: 'shipments',
  inputs: [{ id: 'in', title: 'records', partitioning: 'forward' }],
  outputs: [{ id: 'out', title: 'records with computed fields', extendsInput: null, carriesLineageOf: 0 }],
  config: mapConfig,
  defaultParallelism: 2,
  serviceTime: ({ recordMicros }) => ({ perRecordMicros: recordMicros, perOutputMicros: 1 }),
  summary: ({ fields }) => (fields.length === 0 ? 'nothing computed' : fields.map(({ name }) => name).join(', ')),
  outputSchemas({ fields }, [input]) {
    const problems: Problem[] = [];
    const computed = fields.flatMap(({ name, expression }, index): Field[] => {
      const wrong = wrongName(name, index, fields);
      if (wrong !== null) problems.push(wrong);
      const read = readSetting(`fields.${index}.expression`, expression, input);
      if (read.kind === 'problem') problems.push(read.problem);
      return read.kind === 'problem' ? [] : [{ name, type: read.type }];
    });
    return { schemas: [withComputed(input, computed)], problems };
  },
};

/** A replaced field stays in its place; it loses its unit, which the new value may not have. */
function withComputed(input: Schema, computed: readonly Field[]): Schema {
  const kept = input.map((field) => computed.find(({ name }) => name === field.name) ?? field);
  return [...kept, ...computed.filter(({ name }) => !input.some((field) => field.name === name))];
}

function wrongName(name: string, index: number, fields: MapConfig['fields']): Problem | null {
  const field = `fields.${index}.name`;
  if (name === '' || name.startsWith('@')) {
    const message = name === '' ? 'A computed field has no name.' : 'Names that begin with @ belong to the engine.';
    return { where: '', field, message, hint: 'Give it a name, such as weight_kg.' };
  }
  if (fields.findIndex((other) => other.name === name) === index) return null;
  return {
    where: '',
    field,
    message: `“${name}” is computed twice.`,
    hint: 'Give one of them another name, or remove it.',
  };
}
