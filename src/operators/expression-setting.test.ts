import { describe, expect, it } from 'vitest';
import type { Schema } from '../engine/schema.ts';
import { filter } from './filter/index.ts';
import { map } from './map/index.ts';

const input: Schema = [
  { name: 'zone', type: 'string' },
  { name: 'weight', type: 'number', unit: 'lb' },
  { name: '@offset', type: 'integer' },
];

function outputOf(kind: typeof filter, config: unknown) {
  const bound = kind.bind('node', config);
  if (bound.kind === 'problems') throw new Error('no such configuration');
  const { schemas, problems } = bound.operator.outputSchemas([input]);
  return { fields: schemas[0].map(({ name, type }) => `${name} ${type}`), problems };
}

describe('expressions in settings', () => {
  const cases = [
    {
      kind: filter,
      config: { condition: 'wieght > 5' },
      field: 'condition',
      message: /^At character 1: There is no field “wieght”.*zone, weight\./,
    },
    { kind: filter, config: { condition: 'weight > zone' }, field: 'condition', message: /^At character 10: / },
    { kind: filter, config: { condition: 'weight' }, field: 'condition', message: /true or false/ },
    { kind: filter, config: { condition: '' }, field: 'condition', message: /ends too early/ },
    { kind: filter, config: { condition: '`@offset` > 1' }, field: 'condition', message: /no field “@offset”/ },
    {
      kind: map,
      config: {
        fields: [
          { name: 'a', expression: '1' },
          { name: 'b', expression: '2 +' },
        ],
      },
      field: 'fields.1.expression',
      message: /^At character 4/,
    },
    { kind: map, config: { fields: [{ expression: '1' }] }, field: 'fields.0.name', message: /no name/ },
    { kind: map, config: { fields: [{ name: '@a', expression: '1' }] }, field: 'fields.0.name', message: /engine/ },
    {
      kind: map,
      config: {
        fields: [
          { name: 'a', expression: '1' },
          { name: 'a', expression: '2' },
        ],
      },
      field: 'fields.1.name',
      message: /twice/,
    },
  ];
  it.each(cases)('tells $message', ({ kind, config, field, message }) => {
    expect(outputOf(kind, config).problems).toEqual([
      { where: '', field, message: expect.stringMatching(message), hint: expect.stringMatching(/\w/) },
    ]);
  });

  it('gives each computed field the type of its value, a replaced one in its place', () => {
    const fields = [
      { name: 'weight', expression: 'weight > 5' },
      { name: 'zones', expression: 'length(zone)' },
      { name: 'shown', expression: 'upper(zone)' },
    ];
    const { fields: found } = outputOf(map, { fields });
    expect(found).toEqual(['zone string', 'weight boolean', '@offset integer', 'zones integer', 'shown string']);
  });
});
