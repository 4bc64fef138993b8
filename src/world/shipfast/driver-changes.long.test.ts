import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from './calendar.ts';
import { CHANGE_OPERATIONS, DRIVER_FIELDS } from './driver-changes.ts';
import type { DriverProfile } from './drivers.ts';
import { DRIVERS } from './parcels.ts';
import { createShipfast, type ShipfastWorld } from './shipfast.ts';

const START = Date.UTC(2026, 0, 5, 12);

interface Change {
  readonly driver: number;
  readonly op: string;
  readonly values: readonly number[];
  readonly lsn: number;
  readonly commit: number;
  readonly arrival: number;
}

function world(seed: number): ShipfastWorld {
  return createShipfast({ seed, profile: 'macro', startAt: START });
}

function readChange({ driverChanges }: ShipfastWorld, offset: number): Change {
  const out = new Float64Array(DRIVER_FIELDS.length);
  const commit = driverChanges.read(0, offset, out);
  return {
    driver: out[0] ?? -1,
    op: CHANGE_OPERATIONS[out[1] ?? -1] ?? '',
    values: [...out.subarray(2, 7)],
    lsn: out[7] ?? 0,
    commit,
    arrival: START + driverChanges.arrivalMicros(0, offset) / 1000,
  };
}

/** The changes up to some days into the run. */
function listChanges(source: ShipfastWorld, days: number): Change[] {
  const changes: Change[] = [];
  for (let offset = 0; ; offset++) {
    const change = readChange(source, offset);
    if (change.commit > START + days * DAY_MS) return changes;
    changes.push(change);
  }
}

const changes = listChanges(world(42), 5);

test('it begins with a snapshot of every row, all there within the first fiftieth of a second', () => {
  const snapshot = changes.filter(({ op }) => op === 'r');
  expect(changes.slice(0, snapshot.length)).toEqual(snapshot);
  expect(new Set(snapshot.map(({ driver }) => driver)).size).toBe(snapshot.length);
  expect(snapshot.length).toBeGreaterThan(DRIVERS - 5);
  expect(snapshot.every(({ arrival, commit }) => commit === START && arrival < START + 20)).toBe(true);
});

test('commits, log positions and arrivals rise; nothing arrives before its commit', () => {
  for (let i = 1; i < changes.length; i++) {
    const [before, here] = [changes[i - 1], changes[i]];
    if (before === undefined || here === undefined) continue;
    expect(here.commit).toBeGreaterThanOrEqual(before.commit);
    expect(here.arrival).toBeGreaterThanOrEqual(before.arrival);
    expect(here.arrival).toBeGreaterThanOrEqual(here.commit);
    if (here.op !== 'r') expect(here.lsn).toBeGreaterThan(before.lsn);
  }
});

test('playing the log gives the rows that the world has at that time', () => {
  const source = world(42);
  const rows = new Map<number, readonly number[]>();
  for (const { driver, op, values } of changes) {
    if (op === 'd') rows.delete(driver);
    else rows.set(driver, values);
  }
  const end = START + 5 * DAY_MS;
  const profile: DriverProfile = { onTimeRate: 0, avgSpeedMph: 0, experienceYr: 0, vehicleCapacityLb: 0, status: 0 };
  for (let driver = 0; driver < DRIVERS; driver++) {
    expect(rows.has(driver)).toBe(source.drivers.isKnown(driver, end));
    if (!rows.has(driver)) continue;
    source.drivers.read(driver, end, profile);
    const { onTimeRate, avgSpeedMph, experienceYr, vehicleCapacityLb, status } = profile;
    expect(rows.get(driver)).toEqual([onTimeRate, avgSpeedMph, experienceYr, vehicleCapacityLb, status]);
  }
});

test('a number is only created when it is gone and only updated or deleted while it is there', () => {
  const present = new Set<number>();
  for (const { driver, op } of changes) {
    const isThere = present.has(driver);
    expect(isThere).toBe(op === 'u' || op === 'd');
    if (op === 'd') present.delete(driver);
    else present.add(driver);
  }
});

test('a day has about 6,500 updates, 24 rows that go, and as many that come, most ten minutes later', () => {
  const days = 20;
  const long = listChanges(world(7), days);
  const count = (op: string) => long.filter((change) => change.op === op).length;
  // 1,600 · 4 + 400 · 0.1 updates, and 60 drivers who go off shift and come back. How many of the 2,000 are
  // busy is a matter of the seed: standard deviation 18, and each makes four updates.
  expect(Math.abs(count('u') / days - 6560)).toBeLessThan(100);
  expect(Math.abs(count('d') / days - 24)).toBeLessThan(4);
  expect(Math.abs(count('d') - count('c'))).toBeLessThanOrEqual(2);
  const leftAt = new Map<number, number>();
  const gaps: number[] = [];
  for (const { driver, op, commit } of long) {
    if (op === 'd') leftAt.set(driver, commit);
    if (op === 'c') gaps.push(commit - (leftAt.get(driver) ?? Number.NaN));
  }
  const slow = gaps.filter((gap) => gap === 10 * MINUTE_MS).length;
  expect(slow + gaps.filter((gap) => gap === 0).length).toBe(gaps.filter((gap) => !Number.isNaN(gap)).length);
  expect(slow / gaps.length).toBeGreaterThan(0.75);
  expect(slow / gaps.length).toBeLessThan(0.92);
});

test('a deleted row has no values', () => {
  const deleted = changes.filter(({ op }) => op === 'd');
  expect(deleted.length).toBeGreaterThan(50);
  for (const { values } of deleted) expect(values).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, -1]);
});

const marginals: readonly {
  readonly name: string;
  readonly column: number;
  readonly mean: number;
  readonly deviation: number;
}[] = [
  { name: 'on-time rate', column: 0, mean: 14 / 17, deviation: Math.sqrt((14 * 3) / (17 * 17 * 18)) },
  { name: 'speed', column: 1, mean: 35, deviation: 3.2 },
  { name: 'experience', column: 2, mean: 4.4, deviation: 2.2 * Math.SQRT2 },
];

test.each(marginals)('$name has the mean and the deviation of the sheet', ({ column, mean, deviation }) => {
  const values: number[] = [];
  for (const seed of [1, 2, 3, 4, 5]) {
    const source = world(seed);
    for (let offset = 0; offset < 1990; offset++) values.push(readChange(source, offset).values[column] ?? Number.NaN);
  }
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  expect(Math.abs(average - mean)).toBeLessThan((4 * deviation) / Math.sqrt(values.length));
  expect(Math.abs(Math.sqrt(variance) / deviation - 1)).toBeLessThan(0.04);
});

test('a change is the same whatever was read before it', () => {
  const leaping = world(42);
  for (const offset of [20_000, 3, 9_000, 2001, 20_000, 0])
    expect(readChange(leaping, offset)).toEqual(changes[offset]);
});
