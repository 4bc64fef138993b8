import { describe, expect, it } from 'vitest';
import { configJsonSchema, documentJsonSchema } from './json-schema.ts';
import { SAMPLE_KINDS } from './sample-kinds.ts';

describe('the published schemas', () => {
  it('say which fields a document must have and allow no others', () => {
    const schema = documentJsonSchema();
    expect(schema).toMatchObject({
      type: 'object',
      required: ['version', 'nodes', 'edges'],
      additionalProperties: false,
    });
    expect(schema.properties).toMatchObject({ version: { const: 1 }, nodes: { maxItems: 60 }, notes: { default: '' } });
  });

  it('leave the configuration of a node open', () => {
    const text = JSON.stringify(documentJsonSchema().properties?.nodes);
    expect(JSON.parse(text)).toMatchObject({
      items: { properties: { config: { type: 'object', additionalProperties: {} } } },
    });
  });

  it.each(SAMPLE_KINDS)('describe the configuration of $spec.kind', ({ spec }) => {
    const schema = configJsonSchema(spec);
    expect(schema.title).toContain(spec.kind);
    expect(schema.type).toBe('object');
  });

  it('carry titles, units and defaults of a configuration', () => {
    const mean = SAMPLE_KINDS.find(({ spec }) => spec.kind === 'mean');
    expect(mean && configJsonSchema(mean.spec).properties?.size).toMatchObject({
      title: 'Size',
      unit: 'ms',
      default: 60_000,
    });
  });
});
