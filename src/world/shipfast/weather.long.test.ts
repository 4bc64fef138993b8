import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from './calendar.ts';
import { RoadSpeed } from './road-speed.ts';
import { scriptedStorm, Weather, type WeatherSample } from './weather.ts';
import { REGIONS } from './zones.ts';

const MONDAY = Date.UTC(2026, 0, 5);
const STEP = 10 * MINUTE_MS;

test('the weather of an instant is the same whatever was asked before', () => {
  const times = [0, 3.7, 0.2, 100, 3.7, -40, 0].map((days) => MONDAY + days * DAY_MS);
  const wanderer = new Weather(42, null);
  const seen = times.map((time) => sampleAt(wanderer, 2, time));
  times.forEach((time, i) => {
    expect(seen[i]).toEqual(sampleAt(new Weather(42, null), 2, time));
  });
});

test('it rains 23 % of the time, in spells of about 200 minutes', () => {
  const weather = new Weather(5, null);
  let rainy = 0;
  let spells = 0;
  const steps = 144 * 400;
  for (let region = 0; region < REGIONS; region++) {
    let wasRainy = false;
    for (let i = 0; i < steps; i++) {
      const isRainy = weather.precipIn(region, MONDAY + i * STEP) > 0;
      if (isRainy) rainy += 1;
      if (isRainy && !wasRainy) spells += 1;
      wasRainy = isRainy;
    }
  }
  expect(rainy / (steps * REGIONS)).toBeCloseTo(0.23, 1);
  expect((rainy * 10) / spells).toBeGreaterThan(185);
  expect((rainy * 10) / spells).toBeLessThan(215);
});

test('ordinary weather keeps its limits and its temperature its mean, its range and its memory', () => {
  const weather = new Weather(5, null);
  let sum = 0;
  let squares = 0;
  let jump = 0;
  let last = 46;
  const steps = 144 * 200;
  for (let i = 0; i < steps; i++) {
    const time = MONDAY + i * STEP;
    const sample = sampleAt(weather, 1, time);
    expect(sample.precipIn).toBeLessThanOrEqual(0.3);
    expect(sample.visibilityMi).toBeGreaterThanOrEqual(0.2);
    expect(sample.visibilityMi).toBeLessThanOrEqual(10);
    expect(sample.windMph).toBeGreaterThanOrEqual(0);
    sum += sample.tempF;
    squares += (sample.tempF - 46) * (sample.tempF - 46);
    jump = Math.max(jump, Math.abs(sample.tempF - last));
    last = sample.tempF;
  }
  expect(sum / steps).toBeCloseTo(46, -0.5);
  // Half of 10² from the hours, and 6² · 0.24² / (1 − 0.97²) from the chain.
  expect(Math.sqrt(squares / steps)).toBeCloseTo(9.25, 0);
  expect(jump).toBeLessThan(8);
});

test('a storm replaces rain, wind and visibility of its regions while it lasts, and the rest of the world not', () => {
  const storm = scriptedStorm(MONDAY + 12 * 3_600_000);
  expect(new Date(storm.from).toISOString()).toBe('2026-01-08T09:00:00.000Z');
  const usual = new Weather(42, null);
  const stormy = new Weather(42, storm);
  for (let region = 0; region < REGIONS; region++) {
    for (let time = storm.from - DAY_MS; time < storm.to + DAY_MS; time += STEP) {
      const before = sampleAt(usual, region, time);
      const after = sampleAt(stormy, region, time);
      expect(after.tempF).toBe(before.tempF);
      if (storm.regions.includes(region) && time >= storm.from && time < storm.to) {
        expect(after.precipIn).toBeGreaterThanOrEqual(0.6);
        expect(after.visibilityMi).toBeLessThanOrEqual(2);
        expect(after.windMph).toBeGreaterThanOrEqual(15);
      } else expect(after).toEqual(before);
    }
  }
});

test('roads are slower in the rush of weekdays and in rain', () => {
  const roads = new RoadSpeed(42, new Weather(42, null));
  const dry = new RoadSpeed(42, new Weather(42, { regions: [0, 1, 2, 3, 4, 5], from: 0, to: 1 }));
  const at = (day: number, hour: number) => MONDAY + day * DAY_MS + hour * 3_600_000;
  const weather = new Weather(42, null);
  for (let zone = 0; zone < 60; zone++) {
    const free = roads.free[zone] ?? 0;
    expect(free).toBeGreaterThanOrEqual(19);
    expect(free).toBeLessThan(38);
    for (const time of [at(0, 8.5), at(0, 3), at(5, 8.5)]) {
      const wet = (0.1 * weather.precipIn(Math.floor(zone / 10), time)) / 0.3;
      const crowd = time === at(0, 8.5) ? 0.22 : 0;
      expect(roads.at(zone, time) / (free * (1 - wet) * (1 - crowd))).toBeCloseTo(1, 4);
    }
    expect(dry.free[zone]).toBe(free);
  }
});

function sampleAt(weather: Weather, region: number, time: number): WeatherSample {
  const sample: WeatherSample = { tempF: 0, precipIn: 0, visibilityMi: 0, windMph: 0 };
  weather.read(region, time, sample);
  return sample;
}
