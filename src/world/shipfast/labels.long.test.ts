import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from './calendar.ts';
import { LABEL_FIELDS } from './labels.ts';
import { offsetsUpTo } from './offsets-up-to.ts';
import { parcelNumber } from './parcels.ts';
import { createShipfast, type ShipfastWorld } from './shipfast.ts';
import { FIRST_ORDINAL, STEPS } from './status-order.ts';

const START = Date.UTC(2026, 0, 5, 12);

interface Label {
  readonly parcel: number;
  readonly zone: number;
  readonly minutes: number;
  readonly pickup: number;
  readonly time: number;
  readonly arrival: number;
}

function listLabels(world: ShipfastWorld, partition: number, untilMs: number): Label[] {
  const out = new Float64Array(LABEL_FIELDS.length);
  const count = offsetsUpTo(world.labels, partition, (untilMs - START) * 1000);
  return Array.from({ length: count }, (_, offset) => {
    const time = world.labels.read(partition, offset, out);
    const arrival = START + world.labels.arrivalMicros(partition, offset) / 1000;
    return { parcel: out[0] ?? 0, zone: out[1] ?? 0, minutes: out[2] ?? 0, pickup: out[3] ?? 0, time, arrival };
  });
}

describe('two days of a macro world', () => {
  const world = createShipfast({ seed: 42, profile: 'macro', startAt: START });
  const partition = 4;
  const labels = listLabels(world, partition, START + 2 * DAY_MS);

  test('labels come in the order of their arrival, after the delivery they tell of', () => {
    let last = START;
    for (const { time, arrival, pickup, minutes } of labels) {
      expect(arrival).toBeGreaterThanOrEqual(last);
      expect(arrival).toBeGreaterThan(time);
      expect(time - pickup).toBeCloseTo(minutes * 60_000, -3);
      last = arrival;
    }
  });

  test('a label tells the truth about its parcel', () => {
    for (const { parcel, minutes, zone } of labels.slice(0, 500)) {
      expect(minutes).toBeCloseTo(world.truth.deliveryMinutes(parcel), 1);
      expect(zone % 12).toBe(4);
    }
  });

  test('they are exactly those that a judgement of every pickup gives, each in its time', () => {
    const expected: { parcel: number; arrival: number }[] = [];
    const last = offsetsUpTo(world.shipments, partition, 2 * DAY_MS * 1000) / STEPS;
    for (let i = -10_000; i < last; i++) {
      const ordinal = FIRST_ORDINAL + i;
      const parcel = parcelNumber(partition, ordinal);
      for (const arrival of world.labels.arrivalsOf(parcel) ?? []) {
        const isOld = world.shipments.pickupTime(partition, ordinal) < START - 12 * HOUR_MS;
        if (!isOld && arrival >= START && arrival <= START + 2 * DAY_MS) expected.push({ parcel, arrival });
      }
    }
    expected.sort((a, b) => a.arrival - b.arrival);
    expect(labels.length).toBe(expected.length);
    expect(labels.map(({ parcel }) => parcel)).toEqual(expected.map(({ parcel }) => parcel));
  });

  test('labels flow from the first minute of the run', () => {
    expect(labels.filter(({ arrival }) => arrival < START + 10 * 60_000).length).toBeGreaterThan(5);
  });

  test('a jump far ahead and back finds the same labels', () => {
    const other = createShipfast({ seed: 42, profile: 'macro', startAt: START });
    const out = new Float64Array(LABEL_FIELDS.length);
    for (const offset of [labels.length - 1, 0, 500, 3]) {
      other.labels.read(partition, offset, out);
      expect(out[0]).toBe(labels[offset]?.parcel);
    }
  });
});

test('1.5 % of labels are lost, 6 % in zone 12; 2 % come twice, up to half an hour later; the lag is about 20 s', () => {
  const world = createShipfast({ seed: 3, profile: 'macro', startAt: START });
  let [parcels, lost, ofZone12, lostOfZone12, twice] = [0, 0, 0, 0, 0];
  const lags: number[] = [];
  for (let partition = 0; partition < 8; partition++) {
    const count = offsetsUpTo(world.shipments, partition, DAY_MS * 1000) / STEPS;
    for (let i = 0; i < count; i++) {
      const parcel = parcelNumber(partition, FIRST_ORDINAL + i);
      const arrivals = world.labels.arrivalsOf(parcel);
      const isZone12 = world.shipments.parcels.zoneOf(partition, FIRST_ORDINAL + i) === 12;
      parcels += 1;
      if (isZone12) ofZone12 += 1;
      if (arrivals === null) {
        lost += 1;
        if (isZone12) lostOfZone12 += 1;
        continue;
      }
      const [first = 0, second] = arrivals;
      const delivered =
        world.shipments.pickupTime(partition, FIRST_ORDINAL + i) + world.truth.deliveryMinutes(parcel) * 60_000;
      lags.push((first - delivered) / 1000);
      if (second === undefined) continue;
      twice += 1;
      expect(second - first).toBeGreaterThanOrEqual(60_000);
      expect(second - first).toBeLessThan(30 * 60_000);
    }
  }
  expect(parcels).toBeGreaterThan(86_000);
  expect(lost / parcels).toBeCloseTo(0.015, 2);
  expect(Math.abs(lost / parcels - 0.015)).toBeLessThan(0.002);
  expect(Math.abs(lostOfZone12 / ofZone12 - 0.06)).toBeLessThan(0.025);
  expect(Math.abs(twice / parcels - 0.0197)).toBeLessThan(0.002);
  lags.sort((a, b) => a - b);
  expect(lags[lags.length >> 1] ?? 0).toBeGreaterThan(19.5);
  expect(lags[lags.length >> 1] ?? 0).toBeLessThan(20.5);
});

test('micro has no history: its first labels are of its own parcels, and come after their delivery', () => {
  const world = createShipfast({ seed: 3, profile: 'micro', startAt: START });
  expect(offsetsUpTo(world.labels, 7, 600e6)).toBe(0);
});
