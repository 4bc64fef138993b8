import { expect, test } from 'vitest';
import { flagOf, shareOfRange } from './feature-ranges.ts';
import { etaFeatures, inferenceConfig } from './spec.ts';

test('every feature of the shipped model has a range', () => {
  expect(etaFeatures.filter((name) => shareOfRange(name, 1) === null)).toEqual([]);
});

test.each([
  ['hour_of_day', 12, 0.5],
  ['hour_of_day', 99, 1],
  ['weather_temp_f', -40, 0],
  ['hour_of_day', Number.NaN, null],
  ['colour', 1, null],
])('%s %d fills %d of its bar', (name, value, share) => {
  expect(shareOfRange(name, value)).toBe(share);
});

test('a flag speaks for the features that its source gives', () => {
  const { flags } = inferenceConfig.parse({});
  expect(
    ['driver_on_time_rate', 'weather_wind_mph', 'route_avg_speed_mph', 'hub_load'].map(
      (name) => flags[flagOf(name, flags)],
    ),
  ).toEqual(['driver_missing', 'weather_missing', 'route_missing', undefined]);
});
