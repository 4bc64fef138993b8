import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FormField, formFields } from './form.ts';

const sample = z.object({
  key: z.string().max(40).meta({ title: 'Key', description: 'Field to group by.', control: 'field' }).default('zone'),
  size: z.number().int().positive().meta({ title: 'Size', unit: 'ms' }).default(60_000),
  factor: z.number().min(0).max(1).multipleOf(0.05).meta({ unit: 'lb' }).default(0.5),
  attempts: z.number().int().min(1).max(9).default(3),
  guarantee: z
    .enum(['none', 'at-least-once'])
    .meta({ title: 'Guarantee', choices: { none: 'No promise' } })
    .default('none'),
  wide: z.union([z.literal('a'), z.literal(2)]).default('a'),
  allowLate: z.boolean().default(false),
  note: z.string().optional(),
  limit: z.number().nullable().default(null),
  bounds: z.object({ lower: z.number().default(-5), upper: z.number().default(5) }).prefault({}),
  columns: z
    .array(z.object({ from: z.string().default(''), to: z.string().default('') }))
    .min(1)
    .max(4)
    .default([{ from: 'a', to: 'b' }]),
  retry: z
    .discriminatedUnion('strategy', [
      z.object({ strategy: z.literal('none') }).meta({ title: 'Give up' }),
      z.object({ strategy: z.literal('fixed-delay'), delay: z.number().meta({ unit: 's' }).default(2) }),
    ])
    .prefault({ strategy: 'none' }),
  free: z.record(z.string(), z.unknown()).default({}),
  must: z.string(),
});

const fields = formFields(sample);

function named(name: string): FormField {
  const field = fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}

describe('formFields', () => {
  it('lists every field in the order of the schema', () => {
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(sample.shape));
  });

  const cases: readonly { name: string; says: Record<string, unknown> }[] = [
    {
      name: 'key',
      says: { type: 'text', title: 'Key', help: 'Field to group by.', default: 'zone', maxLength: 40, optional: false },
    },
    {
      name: 'size',
      says: { type: 'duration', unit: 'ms', min: 0, minExcluded: true, max: null, step: 1, default: 60_000 },
    },
    {
      name: 'factor',
      says: { type: 'number', unit: 'lb', title: 'Factor', min: 0, minExcluded: false, max: 1, step: 0.05 },
    },
    { name: 'attempts', says: { type: 'integer', min: 1, max: 9, step: 1, default: 3 } },
    {
      name: 'guarantee',
      says: {
        type: 'choice',
        choices: [
          { value: 'none', title: 'No promise' },
          { value: 'at-least-once', title: 'At least once' },
        ],
      },
    },
    {
      name: 'wide',
      says: {
        type: 'choice',
        choices: [
          { value: 'a', title: 'A' },
          { value: 2, title: '2' },
        ],
      },
    },
    { name: 'allowLate', says: { type: 'boolean', title: 'Allow late', default: false } },
    { name: 'note', says: { type: 'text', optional: true, default: undefined } },
    { name: 'limit', says: { type: 'number', optional: true, default: null, min: null, max: null, step: 0 } },
    { name: 'bounds', says: { type: 'group', default: { lower: -5, upper: 5 } } },
    { name: 'columns', says: { type: 'list', minItems: 1, maxItems: 4, default: [{ from: 'a', to: 'b' }] } },
    { name: 'retry', says: { type: 'variants', discriminator: 'strategy', default: { strategy: 'none' } } },
    { name: 'free', says: { type: 'json', default: {} } },
    { name: 'must', says: { type: 'text', default: undefined, optional: false } },
  ];
  it.each(cases)('describes $name', ({ name, says }) => {
    expect(named(name)).toMatchObject(says);
  });

  it('keeps what a kind tells its inspector beyond the form', () => {
    expect(named('key').meta.control).toBe('field');
  });

  it('goes into groups, items of lists and variants', () => {
    const bounds = named('bounds');
    expect(bounds.type === 'group' && bounds.fields.map(({ name, type }) => [name, type])).toEqual([
      ['lower', 'number'],
      ['upper', 'number'],
    ]);
    const columns = named('columns');
    expect(
      columns.type === 'list' && columns.item.type === 'group' && columns.item.fields.map(({ name }) => name),
    ).toEqual(['from', 'to']);
    const retry = named('retry');
    expect(retry.type === 'variants' && retry.variants).toMatchObject([
      { value: 'none', title: 'Give up', fields: [] },
      {
        value: 'fixed-delay',
        title: 'Fixed delay',
        fields: [{ name: 'delay', type: 'duration', unit: 's', default: 2 }],
      },
    ]);
  });

  it('takes the title of an outer layer before that of an inner one', () => {
    const [field] = formFields(
      z.object({ x: z.number().meta({ title: 'in', unit: 'mi' }).default(1).meta({ title: 'out' }) }),
    );
    expect(field).toMatchObject({ title: 'out', unit: 'mi' });
  });

  it('reads the number behind a preprocessing step as a number', () => {
    const [field] = formFields(
      z.object({ size: z.preprocess((raw) => raw, z.number().meta({ unit: 'min' })).default(5) }),
    );
    expect(field).toMatchObject({ type: 'duration', unit: 'min', default: 5 });
  });

  it('gives a schema that is one choice of groups as a single field', () => {
    const union = z.discriminatedUnion('kind', [z.object({ kind: z.literal('a'), n: z.number().default(1) })]);
    expect(formFields(union)).toMatchObject([{ type: 'variants', name: '', variants: [{ value: 'a' }] }]);
  });
});
