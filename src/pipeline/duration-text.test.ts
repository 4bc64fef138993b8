import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration-text.ts';

describe('parseDuration', () => {
  const cases: readonly [string, number | null][] = [
    ['10m', 600_000_000],
    ['10min', 600_000_000],
    ['67s', 67_000_000],
    ['95001ms', 95_001_000],
    ['2h', 7_200_000_000],
    ['1d', 86_400_000_000],
    ['250us', 250],
    ['250µs', 250],
    ['1h30m', 5_400_000_000],
    ['1h 30m', 5_400_000_000],
    [' 5s ', 5_000_000],
    ['1.1s', 1_100_000],
    ['0.1ms', 100],
    ['0', 0],
    ['0s', 0],
    ['', null],
    ['10', null],
    ['10x', null],
    ['-5s', null],
    ['5 s 3', null],
    ['.5s', null],
    ['1e3s', null],
    ['0.5us', null],
    ['1.0000001s', null],
    ['99999999999h', null],
    [`${'9'.repeat(40)}s`, null],
    ['Infinitys', null],
    ['1H', null],
  ];
  it.each(cases)('reads %j as %j µs', (text, micros) => {
    expect(parseDuration(text)).toBe(micros);
  });
});

describe('formatDuration', () => {
  const cases: readonly [number, string][] = [
    [0, '0s'],
    [250, '250us'],
    [12_500, '12.5ms'],
    [67_000_000, '1m7s'],
    [95_001_000, '1m35.001s'],
    [600_000_000, '10m'],
    [7_200_000_000, '2h'],
    [86_400_000_000 + 1, '1d0.000001s'],
    [-5_000_000, '-5s'],
  ];
  it.each(cases)('writes %j µs as %j', (micros, text) => {
    expect(formatDuration(micros)).toBe(text);
  });

  it('writes every duration so that it is read back', () => {
    const duration = fc.oneof(
      fc.maxSafeNat(),
      fc.nat(2_000_000),
      fc.nat(200_000).map((ms) => ms * 1000),
    );
    fc.assert(
      fc.property(duration, (micros) => {
        expect(parseDuration(formatDuration(micros))).toBe(micros);
      }),
    );
  });
});
