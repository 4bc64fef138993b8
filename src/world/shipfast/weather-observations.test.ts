import { expect, test } from 'vitest';
import { MINUTE_MS } from './calendar.ts';
import { createShipfast } from './shipfast.ts';
import type { SensorOutage, WeatherObservations } from './weather-observations.ts';
import { regionOf, ZONES } from './zones.ts';

const START = Date.UTC(2026, 0, 5, 19, 50);

interface Observation {
  readonly offset: number;
  readonly zone: number;
  readonly time: number;
  readonly arrival: number;
  readonly tempF: number;
}

test('the log begins with one observation of every zone, there from the start and at most two minutes old', () => {
  const first = listObservations(observe(null), 60);
  expect(new Set(first.map(({ zone }) => zone)).size).toBe(ZONES);
  for (const { arrival, time } of first) {
    expect(arrival).toBe(START);
    expect(time).toBeGreaterThan(START - 2 * MINUTE_MS);
    expect(time).toBeLessThan(START);
  }
});

test('arrivals never fall and every zone reports once a minute, give or take five seconds', () => {
  const all = listObservations(observe(null), 60 * 200);
  const last = new Map<number, number>();
  const gaps: number[] = [];
  let arrived = 0;
  for (const { zone, time, arrival } of all) {
    expect(arrival).toBeGreaterThanOrEqual(arrived);
    expect(time).toBeLessThan(arrival);
    arrived = arrival;
    const before = last.get(zone);
    if (before !== undefined) gaps.push((time - before) / 1000);
    last.set(zone, time);
  }
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0) / gaps.length;
  expect(mean).toBeCloseTo(60, 1);
  expect(Math.sqrt(variance)).toBeGreaterThan(3);
  expect(Math.sqrt(variance)).toBeLessThan(6);
});

test('reports take about two seconds: half of them less, one in a hundred more than thirteen', () => {
  const lags = listObservations(observe(null), 60 * 500)
    .slice(60 + ZONES)
    .map(({ time, arrival }) => (arrival - time) / 1000)
    .sort((a, b) => a - b);
  expect(lags[lags.length >> 1] ?? 0).toBeCloseTo(2, 1);
  const far = lags[Math.floor(0.99 * lags.length)] ?? 0;
  expect(far).toBeGreaterThan(11);
  expect(far).toBeLessThan(15);
});

test('a report says what the weather of its region was when it was made', () => {
  const world = createShipfast({ seed: 42, profile: 'meso', startAt: START });
  const sample = { tempF: 0, precipIn: 0, visibilityMi: 0, windMph: 0 };
  const out = new Float64Array(5);
  for (let offset = 0; offset < 600; offset++) {
    const time = world.weather.read(0, offset, out);
    world.sky.read(regionOf(out[0] ?? 0), time, sample);
    expect(out[1]).toBeCloseTo(sample.tempF, 1);
    expect(out[2]).toBeCloseTo(sample.precipIn, 2);
    expect(out[3]).toBeCloseTo(sample.visibilityMi, 1);
    expect(Math.abs((out[4] ?? 0) - sample.windMph)).toBeLessThanOrEqual(0.0501);
  }
});

const outages: readonly (readonly [string, SensorOutage | null])[] = [
  ['no outage', null],
  [
    'ten silent minutes of five zones',
    { zones: [0, 1, 2, 3, 4], from: START + 5 * MINUTE_MS, to: START + 15 * MINUTE_MS },
  ],
  ['an outage that began before the run', { zones: [7], from: START - 60 * MINUTE_MS, to: START + 3 * MINUTE_MS }],
];

test.each(outages)(
  'with %s, the newest observation found is that of a search through the whole log',
  (_name, outage) => {
    const weather = observe(outage);
    const all = listObservations(weather, 60 * 30);
    for (let i = 0; i < 1500; i++) {
      const zone = (i * 7) % ZONES;
      const arrivedBy = START + i * 1000 + 137;
      const eventTime = arrivedBy - ([10, 400, 12_000, 300_000][i % 4] ?? 0);
      let best = -1;
      let bestTime = Number.NEGATIVE_INFINITY;
      for (const seen of all) {
        if (seen.zone !== zone || seen.arrival > arrivedBy || seen.time > eventTime || seen.time <= bestTime) continue;
        if (seen.time < eventTime - 10 * MINUTE_MS) continue;
        best = seen.offset;
        bestTime = seen.time;
      }
      expect(weather.newestOffset(zone, eventTime, arrivedBy)).toBe(best);
    }
  },
);

test('in an outage the silent zones report nothing, the others what they would have reported anyway', () => {
  const from = START + 5 * MINUTE_MS;
  const to = START + 15 * MINUTE_MS;
  const whole = listObservations(observe(null), 60 * 30);
  const broken = listObservations(observe({ zones: [0, 1, 2, 3, 4], from, to }), 60 * 29);
  const silent = (one: Observation) => one.zone < 5 && one.arrival >= from && one.arrival < to;
  const expected = whole.filter((one) => !silent(one)).slice(0, broken.length);
  const strip = ({ zone, time, arrival, tempF }: Observation) => ({ zone, time, arrival, tempF });
  expect(broken.map(strip)).toEqual(expected.map(strip));
  expect(whole.filter(silent).length).toBe(50);
});

function observe(sensorOutage: SensorOutage | null): WeatherObservations {
  return createShipfast({ seed: 42, profile: 'meso', startAt: START, sensorOutage }).weather;
}

function listObservations(weather: WeatherObservations, count: number): Observation[] {
  const out = new Float64Array(5);
  return Array.from({ length: count }, (_, offset) => {
    const time = weather.read(0, offset, out);
    const arrival = START + weather.arrivalMicros(0, offset) / 1000;
    return { offset, zone: out[0] ?? 0, time, arrival, tempF: out[1] ?? 0 };
  });
}
