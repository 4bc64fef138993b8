import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formFields } from '../../../operators/form.ts';
import { limitsText, type NumericField, numberText, readNumber, stepped } from './number-text.ts';

function numericField(schema: z.ZodType): NumericField {
  const [field] = formFields(z.object({ value: schema }));
  if (field === undefined || !('step' in field)) throw new Error('The schema is not numeric.');
  return field;
}

const duration = numericField(z.number().int().min(1000).max(86_400_000).meta({ unit: 'ms' }));
const share = numericField(z.number().min(0).max(1));
const amount = numericField(z.number().int().min(1).max(16));
const anything = numericField(z.number());

describe('numbers in a form', () => {
  it.each([
    [duration, 60_000, '1 min'],
    [duration, 95_001, '1 min 35.001 s'],
    [duration, 250, '250 ms'],
    [share, 0.5, '0.5'],
    [amount, undefined, ''],
  ])('%# are written as people read them', (field, value, text) => {
    expect(numberText(field, value)).toBe(text);
  });

  it.each([
    [duration, '1 min 35.001 s', { kind: 'number', value: 95_001 }],
    [duration, '22h', { kind: 'number', value: 79_200_000 }],
    [duration, '250', { kind: 'number', value: 250 }],
    [duration, '-2s', { kind: 'number', value: -2000 }],
    [share, ' 0.25 ', { kind: 'number', value: 0.25 }],
    [share, '', { kind: 'empty' }],
    [share, 'half', { kind: 'problem', message: '“half” is no number.' }],
  ])('%# are read back', (field, text, read) => {
    expect(readNumber(field, text)).toEqual(read);
  });

  it('of a duration that cannot be read get a hint how to write one', () => {
    expect(readNumber(duration, 'soon')).toMatchObject({ kind: 'problem' });
  });

  it.each([
    // A tenth of the magnitude: 60 s moves by seconds, 0.5 by hundredths.
    [duration, 60_000, 1, 61_000],
    [duration, 60_000, -2, 58_000],
    [duration, 2000, -50, 1000],
    [share, 0.5, 3, 0.53],
    [share, 0.99, 5, 1],
    [amount, 2, 1, 3],
    [amount, 16, 4, 16],
    [anything, 0, 1, 1],
    [anything, 0.3, 0, 0.3],
  ])('%# are dragged by steps that suit their size, within limits', (field, value, steps, expected) => {
    expect(stepped(field, value, steps)).toBe(expected);
  });

  it('say what their limits are', () => {
    expect([duration, share, anything].map(limitsText)).toEqual(['1 s to 1 d', '0 to 1', '']);
  });
});
