import { describe, expect, it } from 'vitest';
import { createEncoder, NOTHING_MISSING } from './encoder.ts';
import type { FeatureSheet } from './feature-sheet.ts';

const sheet: FeatureSheet = {
  features: [
    { name: 'distance', unit: 'mi', whenMissing: { kind: 'refuse' } },
    { name: 'temperature', unit: '°F', whenMissing: { kind: 'default', value: 46, flag: 'weather_missing' } },
    { name: 'wind', unit: 'mph', whenMissing: { kind: 'default', value: 7, flag: 'weather_missing' } },
    { name: 'value', unit: 'USD', whenMissing: { kind: 'default', value: 45 } },
    { name: 'speed', unit: 'mph', whenMissing: { kind: 'default', value: 28, flag: 'route_missing' } },
  ],
};

describe('an encoder', () => {
  const encoder = createEncoder(sheet);

  it('lists the features in the order of the sheet and then each flag once', () => {
    expect(encoder.inputNames).toEqual([
      'distance',
      'temperature',
      'wind',
      'value',
      'speed',
      'weather_missing',
      'route_missing',
    ]);
    expect(encoder.inputCount).toBe(7);
  });

  const cases = [
    {
      name: 'leaves the flags down when nothing is missing',
      values: { distance: 3, temperature: 50, wind: 2, value: 100, speed: 30 },
      row: [3, 50, 2, 100, 30, 0, 0],
    },
    {
      name: 'takes the default and raises the flag for a feature that is not there',
      values: { distance: 3, temperature: 50, wind: 2, value: 100 },
      row: [3, 50, 2, 100, 28, 0, 1],
    },
    {
      name: 'raises a shared flag when one of its features is missing, and keeps the other as measured',
      values: { distance: 3, temperature: Number.NaN, wind: 2, value: 100, speed: 30 },
      row: [3, 46, 2, 100, 30, 1, 0],
    },
    {
      name: 'takes a default without a flag in silence',
      values: { distance: 3, temperature: 50, wind: 2, value: null, speed: 30 },
      row: [3, 50, 2, 45, 30, 0, 0],
    },
    {
      name: 'takes zero for a value, never for a missing one',
      values: { distance: 0, temperature: 0, wind: 0, value: 0, speed: 0 },
      row: [0, 0, 0, 0, 0, 0, 0],
    },
    {
      name: 'keeps a flag up that was raised upstream, where a default stands already',
      values: { distance: 3, temperature: 46, wind: 7, value: 100, speed: 30, weather_missing: 1, route_missing: 0 },
      row: [3, 46, 7, 100, 30, 1, 0],
    },
  ];
  it.each(cases)('$name', ({ values, row }) => {
    expect(encoder.encode(values)).toEqual({ kind: 'row', row: Float32Array.from(row) });
  });

  it('refuses a row without a feature that nothing can stand in for, and names it', () => {
    const encoded = encoder.encode({ temperature: 50, wind: 2, value: 1, speed: 30 });
    expect(encoded).toMatchObject({ kind: 'problem', problem: { field: 'distance' } });
  });

  it('writes into the middle of a batch and clears the flags left there by an earlier one', () => {
    const batch = new Float32Array(21).fill(9);
    expect(encoder.encodeInto([1, 2, 3, 4, 5], batch, 7)).toBe(NOTHING_MISSING);
    expect([...batch]).toEqual([9, 9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 0, 0, 9, 9, 9, 9, 9, 9, 9]);
  });

  it('says which required feature is missing by its index', () => {
    expect(encoder.encodeInto([Number.NaN, 2, 3, 4, 5], new Float32Array(7), 0)).toBe(0);
  });
});
