import { describe, expect, it } from 'vitest';
import type { Schema } from '../../engine/schema.ts';
import { readFields } from './inject-fields.ts';

const schema: Schema = [
  { name: 'zone', type: 'string' },
  { name: 'weight', type: 'number' },
  { name: 'pieces', type: 'integer' },
  { name: 'fragile', type: 'boolean' },
  { name: 'scanned', type: 'time' },
];

describe('fields of an injected record', () => {
  it('are read by the type of each; empty ones are left to the source', () => {
    const { fields, problem } = readFields(schema, {
      zone: ' Z07 ',
      weight: '8.2',
      pieces: '',
      fragile: 'false',
      scanned: '2026-01-05T20:00:00',
    });
    expect(fields).toEqual({ zone: 'Z07', weight: 8.2, fragile: false, scanned: Date.UTC(2026, 0, 5, 20) });
    expect(problem).toBeNull();
  });

  it.each([{ weight: 'heavy' }, { pieces: '1.5' }, { fragile: 'maybe' }, { scanned: 'yesterday' }])(
    'that cannot be read are refused in words: %j',
    (written) => {
      expect(readFields(schema, written).problem).toContain(Object.values(written)[0] ?? '');
    },
  );
});
