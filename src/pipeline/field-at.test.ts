import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formFields } from '../operators/form.ts';
import { chooseVariant, fieldAt, type VariantsField } from './field-at.ts';
import type { FieldPath } from './lost-fields.ts';

const retry = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('never') }),
    z.object({ by: z.literal('delay'), delay: z.number().default(1), times: z.number().default(3) }),
    z.object({ by: z.literal('rate'), rate: z.number().default(1), times: z.number().default(5) }),
  ])
  .prefault({ by: 'never' });
const fields = formFields(
  z.object({
    key: z.string().default('zone'),
    window: z.object({ size: z.number().default(1) }).prefault({}),
    columns: z.array(z.object({ from: z.string().default('') })).default([]),
    free: z.record(z.string(), z.unknown()).default({}),
    retry,
  }),
);

describe('fieldAt', () => {
  const found: readonly [FieldPath, unknown, string][] = [
    [['key'], {}, 'text'],
    [['window', 'size'], {}, 'number'],
    [['columns', 4], {}, 'group'],
    [['columns', 4, 'from'], {}, 'text'],
    [['free', 'anything', 'at', 'all'], {}, 'json'],
    [['retry', 'delay'], { retry: { by: 'delay' } }, 'number'],
  ];
  it.each(found)('finds %j', (path, current, type) => {
    expect(fieldAt(fields, current, path)).toMatchObject({ kind: 'field', field: { type } });
  });

  it('knows the name that chooses a group from a field in one', () => {
    expect(fieldAt(fields, {}, ['retry', 'by'])).toMatchObject({ kind: 'discriminator', field: { name: 'retry' } });
  });

  const unknown: readonly [FieldPath, unknown, FieldPath, readonly string[]][] = [
    [['keey'], {}, [], ['key', 'window', 'columns', 'free', 'retry']],
    [['window', 'sise'], {}, ['window'], ['size']],
    [['key', 'x'], {}, ['key'], []],
    [['columns', 'x'], {}, ['columns'], ['0', '1', '…']],
    [['columns', 0, 'x'], {}, ['columns', 0], ['from']],
    [['retry', 'delay'], {}, ['retry'], ['by']],
    [['retry', 'delay'], { retry: { by: 'rate' } }, ['retry'], ['by', 'rate', 'times']],
    [['retry', 'by', 'x'], {}, ['retry', 'by'], []],
  ];
  it.each(unknown)('names what is known instead of %j when %j is set', (path, current, before, known) => {
    expect(fieldAt(fields, current, path)).toEqual({ kind: 'unknown', path: before, known });
  });

  it('looks into a configuration that is a choice of groups as a whole', () => {
    const whole = formFields(retry);
    expect(fieldAt(whole, { by: 'rate' }, ['rate'])).toMatchObject({ kind: 'field', field: { name: 'rate' } });
    expect(fieldAt(whole, {}, ['by'])).toMatchObject({ kind: 'discriminator' });
  });
});

describe('chooseVariant', () => {
  it('keeps what both groups have and leaves the rest behind', () => {
    const field = fields.find((candidate): candidate is VariantsField => candidate.type === 'variants');
    const chosen = field && chooseVariant(field, { by: 'delay', delay: 9, times: 8 }, 'rate');
    expect(chosen).toEqual({ by: 'rate', times: 8 });
  });
});
