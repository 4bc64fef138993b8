import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from './calendar.ts';
import { type ExampleTable, FEATURE_NAMES, listExamples } from './examples.ts';
import { createShipfast } from './shipfast.ts';
import { SHIPMENT_FIELDS } from './shipments.ts';

const START = Date.UTC(2026, 0, 5, 12);

test('a row has what its events say: payload, newest weather, driver as of then, speed of the last minute', () => {
  const world = createShipfast({ seed: 42, profile: 'meso', startAt: START });
  const from = START + HOUR_MS;
  const table = listExamples(world, { from, to: from + 60_000, stride: 40 });
  expect(table.rows).toBeGreaterThan(15);
  const out = new Float64Array(SHIPMENT_FIELDS.length);
  const scans: { zone: number; time: number; arrival: number; speed: number }[] = [];
  for (let partition = 0; partition < 8; partition++) {
    for (let offset = 0; ; offset++) {
      const arrival = START + world.shipments.arrivalMicros(partition, offset) / 1000;
      if (arrival > from + 60_000) break;
      if (arrival < from - 5 * 60_000) continue;
      const time = world.shipments.read(partition, offset, out);
      scans.push({ zone: out[2] ?? -1, time, arrival, speed: out[14] ?? 0 });
    }
  }
  for (let row = 0; row < table.rows; row++) {
    const parcel = table.parcels[row] ?? 0;
    const offset = world.shipments.order.pickupOffset(parcel % 8, Math.floor(parcel / 8));
    const time = world.shipments.read(parcel % 8, offset, out);
    const arrival = START + world.shipments.arrivalMicros(parcel % 8, offset) / 1000;
    const zone = out[2] ?? -1;
    expect(table.pickupTimes[row]).toBe(time);
    expect(arrival).toBeGreaterThanOrEqual(from);
    expect(featureOf(table, row, 'stops_ahead')).toBe(out[9]);
    expect(featureOf(table, row, 'distance_miles')).toBe(Math.fround(out[8] ?? 0));
    expect(featureOf(table, row, 'hub_load')).toBe(Math.fround(out[12] ?? 0));
    expect(table.targets[row]).toBe(Math.fround(world.truth.deliveryMinutes(parcel)));
    const end = Math.floor((arrival - 10_200) / 60_000) * 60_000;
    const speeds = scans
      .filter(
        (scan) => scan.zone === zone && scan.time >= end - 60_000 && scan.time < end && scan.arrival <= end + 10_200,
      )
      .map((scan) => scan.speed);
    const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
    expect(featureOf(table, row, 'route_avg_speed_mph')).toBeCloseTo(mean, 4);
  }
});

test('examples begin and end where asked, and a coarser stride is a part of a finer one', () => {
  const world = createShipfast({ seed: 42, profile: 'meso', startAt: START });
  const range = { from: START + HOUR_MS, to: START + HOUR_MS + 5 * 60_000 };
  const all = listExamples(world, { ...range, stride: 1 });
  const some = listExamples(world, { ...range, stride: 10 });
  // 200 events a second, one in twelve a pickup.
  expect(Math.abs(all.rows - 5000)).toBeLessThan(50);
  expect(new Set(all.parcels).size).toBe(all.rows);
  const rows = new Set(all.parcels);
  expect([...some.parcels].every((parcel) => rows.has(parcel))).toBe(true);
});

test('the 21 columns of the reference model reach a P99 of 6 to 7 minutes on days they have not seen', () => {
  const world = createShipfast({ seed: 1, profile: 'meso', startAt: START });
  const learned = listExamples(world, { from: START + HOUR_MS, to: START + 2 * DAY_MS, stride: 1500 });
  const unseen = listExamples(world, { from: START + 2 * DAY_MS, to: START + 4 * DAY_MS, stride: 1500 });
  expect(learned.rows).toBeGreaterThan(1500);
  const weights = fitRidge(learned);
  const errors = Array.from({ length: unseen.rows }, (_, row) =>
    Math.abs((unseen.targets[row] ?? 0) - dot(weights, columnsOf(unseen, row))),
  ).sort((a, b) => a - b);
  const quantile = (share: number) => errors[Math.floor(share * errors.length)] ?? 0;
  expect(quantile(0.5)).toBeGreaterThan(1.3);
  expect(quantile(0.5)).toBeLessThan(1.8);
  expect(quantile(0.99)).toBeGreaterThan(5.5);
  expect(quantile(0.99)).toBeLessThan(7);
});

function featureOf(table: ExampleTable, row: number, name: string): number {
  return table.features[row * table.inputs + FEATURE_NAMES.indexOf(name)] ?? Number.NaN;
}

/** The reference model's design: nominal drive and stops, each times what acts upon it. */
function columnsOf(table: ExampleTable, row: number): number[] {
  const value = (name: string) => featureOf(table, row, name);
  const drive = (60 * value('distance_miles')) / value('route_avg_speed_mph');
  const stops = value('stops_ahead');
  const precip = value('weather_precip_in');
  const turn = (2 * Math.PI * value('hour_of_day')) / 24;
  const onDrive = [
    1,
    precip,
    Math.max(0, precip - 0.3),
    value('weather_wind_mph') / 30,
    1 - value('weather_visibility_mi') / 10,
    Math.min(Math.max((34 - value('weather_temp_f')) / 10, 0), 1),
    Math.sin(turn),
    Math.cos(turn),
    Math.sin(2 * turn),
    Math.cos(2 * turn),
    value('day_of_week') >= 5 ? 1 : 0,
    value('driver_avg_speed_mph') / 35 - 1,
  ];
  const onStops = [
    1,
    value('driver_on_time_rate') - 0.82,
    Math.min(value('driver_experience_yr'), 10) / 10,
    Math.max(0, value('package_weight_lb') - 20) / 50,
    precip,
  ];
  const alone = [value('hub_load'), value('driver_utilisation'), value('declared_value_usd') > 500 ? 1 : 0];
  return [1, ...onDrive.map((x) => x * drive), ...onStops.map((x) => x * stops), ...alone];
}

/** Ridge with λ = 1 on standardised columns, the constant left free; weights for the raw columns. */
function fitRidge(table: ExampleTable): number[] {
  const rows = Array.from({ length: table.rows }, (_, row) => columnsOf(table, row));
  const size = rows[0]?.length ?? 0;
  const means = Array.from({ length: size }, (_, i) => (i === 0 ? 0 : mean(rows.map((row) => row[i] ?? 0))));
  const spreads = means.map((centre, i) =>
    i === 0 ? 1 : Math.sqrt(mean(rows.map((row) => ((row[i] ?? 0) - centre) ** 2))) || 1,
  );
  const scaled = rows.map((row) => row.map((value, i) => (value - (means[i] ?? 0)) / (spreads[i] ?? 1)));
  const matrix = means.map((_, i) =>
    means.map((__, j) => scaled.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), i === j && i > 0 ? 1 : 0)),
  );
  const right = means.map((_, i) => scaled.reduce((sum, row, k) => sum + (row[i] ?? 0) * (table.targets[k] ?? 0), 0));
  const solved = solve(matrix, right);
  const weights = solved.map((weight, i) => weight / (spreads[i] ?? 1));
  weights[0] = (solved[0] ?? 0) - weights.reduce((sum, weight, i) => (i === 0 ? 0 : sum + weight * (means[i] ?? 0)), 0);
  return weights;
}

/** Gauss's elimination; the matrix is positive definite, so no pivoting is needed. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let k = 0; k < size; k++) {
    const pivot = rows[k] ?? [];
    for (let i = k + 1; i < size; i++) {
      const row = rows[i] ?? [];
      const factor = (row[k] ?? 0) / (pivot[k] ?? 1);
      for (let j = k; j <= size; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] ?? [];
    let rest = row[size] ?? 0;
    for (let j = i + 1; j < size; j++) rest -= (row[j] ?? 0) * (solution[j] ?? 0);
    solution[i] = rest / (row[i] ?? 1);
  }
  return solution;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(weights: readonly number[], columns: readonly number[]): number {
  return columns.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
}
