import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Digest } from '../../base/digest.ts';
import type { EventStream } from '../../engine/event-stream.ts';
import { HOUR_MS, MINUTE_MS } from './calendar.ts';
import { offsetsUpTo } from './offsets-up-to.ts';
import { parcelNumber } from './parcels.ts';
import { createShipfast, type ShipfastWorld, type WorldSettings } from './shipfast.ts';
import { FIRST_ORDINAL } from './status-order.ts';
import { scriptedStorm } from './weather.ts';

const START = Date.UTC(2026, 0, 5, 12);
const BASE: WorldSettings = { seed: 42, profile: 'macro', startAt: START };

type StreamName = 'shipments' | 'weather' | 'driverChanges' | 'labels';

const STREAMS: readonly StreamName[] = ['shipments', 'weather', 'driverChanges', 'labels'];

function digestOf(stream: EventStream, from: number, count: number): string {
  const digest = new Digest();
  const out = new Float64Array(stream.fields.length);
  for (let partition = 0; partition < stream.partitions; partition++) {
    for (let offset = from; offset < from + count; offset++) {
      digest.number(stream.read(partition, offset, out)).number(stream.arrivalMicros(partition, offset));
      for (const value of out) digest.number(value);
    }
  }
  return digest.hex();
}

function digestAll(world: ShipfastWorld, from: number): Record<StreamName, string> {
  const [shipments, weather, driverChanges, labels] = STREAMS.map((name) => digestOf(world[name], from, 400));
  return {
    shipments: shipments ?? '',
    weather: weather ?? '',
    driverChanges: driverChanges ?? '',
    labels: labels ?? '',
  };
}

test('equal settings give equal streams, another seed gives others', () => {
  expect(digestAll(createShipfast(BASE), 0)).toEqual(digestAll(createShipfast(BASE), 0));
  const other = digestAll(createShipfast({ ...BASE, seed: 43 }), 0);
  const usual = digestAll(createShipfast(BASE), 0);
  for (const name of STREAMS) expect(other[name]).not.toBe(usual[name]);
});

test('reading one stream changes no other', () => {
  const undisturbed = digestAll(createShipfast(BASE), 1000);
  for (const disturbing of STREAMS) {
    const world = createShipfast(BASE);
    digestOf(world[disturbing], 5000, 300);
    expect(digestAll(world, 1000)).toEqual(undisturbed);
  }
});

const faults: readonly {
  readonly name: string;
  readonly settings: Partial<WorldSettings>;
  /** Streams that it must change, at offsets 0–400; the others it must leave alone. */
  readonly changes: readonly StreamName[];
}[] = [
  {
    name: 'a storm from the start',
    settings: { storm: { regions: [0, 1, 2, 3, 4, 5], from: START - 13 * HOUR_MS, to: START + 20 * HOUR_MS } },
    changes: ['shipments', 'weather', 'labels'],
  },
  { name: 'a storm on the third day', settings: { storm: scriptedStorm(START) }, changes: [] },
  {
    name: 'roadworks',
    settings: { roadworks: { zone: 2, from: START - 13 * HOUR_MS, to: START + 20 * HOUR_MS, extra: 0.25 } },
    changes: ['labels'],
  },
  {
    name: 'silent sensors',
    settings: { sensorOutage: { zones: [0, 1], from: START, to: START + 5 * MINUTE_MS } },
    changes: ['weather'],
  },
  {
    name: 'clocks that are ahead',
    settings: { futureClock: { driver: 17, aheadMs: 7_200_000, from: START - 13 * HOUR_MS, to: START + HOUR_MS } },
    changes: ['shipments'],
  },
];

test.each(faults)('$name changes what it touches and nothing else', ({ settings, changes }) => {
  const usual = digestAll(createShipfast(BASE), 0);
  const faulty = digestAll(createShipfast({ ...BASE, ...settings }), 0);
  for (const name of STREAMS) expect([name, faulty[name] !== usual[name]]).toEqual([name, changes.includes(name)]);
});

test('weather, drivers and roads of a date are the same in every profile and whenever the run starts', () => {
  const macro = createShipfast(BASE);
  const later = createShipfast({ ...BASE, profile: 'micro', startAt: START + 7 * HOUR_MS });
  const time = START + 30 * HOUR_MS;
  const [before, after] = [macro, later].map((world) => {
    const sky = { tempF: 0, precipIn: 0, visibilityMi: 0, windMph: 0 };
    const profile = { onTimeRate: 0, avgSpeedMph: 0, experienceYr: 0, vehicleCapacityLb: 0, status: 0 };
    world.sky.read(3, time, sky);
    world.drivers.read(99, time, profile);
    return { sky, profile, speed: world.roads.at(5, time) };
  });
  expect(after).toEqual(before);
});

test('offsetsUpTo counts the records that have arrived', () => {
  const world = createShipfast({ ...BASE, profile: 'meso' });
  fc.assert(
    fc.property(fc.constantFrom(...STREAMS), fc.nat(600e6), (name, micros) => {
      const stream = world[name];
      const count = offsetsUpTo(stream, 0, micros);
      if (count > 0) expect(stream.arrivalMicros(0, count - 1)).toBeLessThanOrEqual(micros);
      expect(stream.arrivalMicros(0, count)).toBeGreaterThan(micros);
    }),
    { numRuns: 200 },
  );
  const finite: EventStream = { ...countingStream, length: () => 7 };
  expect(offsetsUpTo(finite, 0, 1e12)).toBe(7);
  expect(offsetsUpTo(finite, 0, 2500)).toBe(3);
  expect(offsetsUpTo(finite, 0, -1)).toBe(0);
});

/** One record a millisecond. */
const countingStream: EventStream = {
  partitions: 1,
  fields: [],
  arrivalMicros: (_partition, offset) => offset * 1000,
  read: () => Number.NaN,
};

test.each([1, 2, 3])('seed %i: deliveries take what the sheet says', (seed) => {
  const world = createShipfast({ ...BASE, seed });
  const hours: number[] = [];
  for (let partition = 0; partition < 8; partition++) {
    const pickups = offsetsUpTo(world.shipments, partition, 2 * 86_400e6) / 12;
    for (let i = 0; i < pickups; i++) {
      hours.push(world.truth.deliveryMinutes(parcelNumber(partition, FIRST_ORDINAL + i)) / 60);
    }
  }
  hours.sort((a, b) => a - b);
  const quantile = (share: number) => hours[Math.floor(share * hours.length)] ?? 0;
  expect(hours.length).toBeGreaterThan(170_000);
  expect(Math.abs(quantile(0.01) - 1.77)).toBeLessThan(0.1);
  expect(Math.abs(quantile(0.5) - 3.83)).toBeLessThan(0.12);
  expect(Math.abs(quantile(0.95) - 6.8)).toBeLessThan(0.25);
  expect(Math.abs(quantile(0.99) - 8.6)).toBeLessThan(0.35);
  const within = hours.filter((value) => value >= 2 && value <= 8).length / hours.length;
  expect(Math.abs(within - 0.956)).toBeLessThan(0.01);
});
