import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FIRST_ORDINAL,
  LAST_HUB_SCAN,
  LENGTH_CLASSES,
  LOADED,
  PICKED_UP,
  StatusOrder,
  type StatusPlace,
  STEPS,
} from './status-order.ts';

const GROUPS_PER_MINUTE = [12, 0.8, 0.05];

const parcel = fc.record({
  seed: fc.integer(),
  partition: fc.nat(GROUPS_PER_MINUTE.length - 1),
  ordinal: fc.integer({ min: FIRST_ORDINAL - 1_000_000, max: FIRST_ORDINAL + 100_000_000 }),
});

test('every step of every parcel stands at one offset, and that offset leads back to it', () => {
  fc.assert(
    fc.property(parcel, ({ seed, partition, ordinal }) => {
      const order = new StatusOrder(seed, GROUPS_PER_MINUTE);
      const offsets = Array.from({ length: STEPS }, (_, step) => order.offsetOf(partition, ordinal, step));
      expect(new Set(offsets).size).toBe(STEPS);
      offsets.forEach((offset, step) => {
        expect(locate(order, partition, offset)).toEqual({
          step,
          ordinal,
          lengthClass: order.classOf(partition, ordinal),
        });
        expect(order.stepAt(partition, offset)).toBe(step);
      });
      expect(order.pickupOffset(partition, ordinal)).toBe(offsets[PICKED_UP]);
    }),
  );
});

test('the steps of a parcel follow each other, and loading follows the last hub scan at once', () => {
  fc.assert(
    fc.property(parcel, ({ seed, partition, ordinal }) => {
      const order = new StatusOrder(seed, GROUPS_PER_MINUTE);
      for (let step = 1; step < STEPS; step++) {
        const gap = order.offsetOf(partition, ordinal, step) - order.offsetOf(partition, ordinal, step - 1);
        if (step === LOADED) expect(gap).toBe(1);
        else expect(gap).toBeGreaterThan(0);
      }
      expect(order.offsetOf(partition, ordinal, LOADED) % STEPS).not.toBe(0);
      expect(LOADED).toBe(LAST_HUB_SCAN + 1);
    }),
  );
});

test('a block holds each step once, a group each length class once', () => {
  const order = new StatusOrder(42, GROUPS_PER_MINUTE);
  for (let group = 0; group < 500; group++) {
    const classes = new Set<number>();
    for (let block = 0; block < LENGTH_CLASSES; block++) {
      const first = (group * LENGTH_CLASSES + block) * STEPS;
      const places = Array.from({ length: STEPS }, (_, i) => locate(order, 0, first + i));
      expect(new Set(places.map((place) => place.step)).size).toBe(STEPS);
      const pickup = places.find((place) => place.step === PICKED_UP);
      expect(pickup?.ordinal).toBe(FIRST_ORDINAL + group * LENGTH_CLASSES + block);
      classes.add(pickup?.lengthClass ?? -1);
    }
    expect(classes.size).toBe(LENGTH_CLASSES);
  }
});

test('long deliveries take longer on the tape, too', () => {
  const order = new StatusOrder(42, GROUPS_PER_MINUTE);
  const minutes = new Array<number>(LENGTH_CLASSES).fill(0);
  const groupEvents = STEPS * LENGTH_CLASSES;
  for (let ordinal = FIRST_ORDINAL; ordinal < FIRST_ORDINAL + LENGTH_CLASSES; ordinal++) {
    const events = order.offsetOf(0, ordinal, STEPS - 1) - order.pickupOffset(0, ordinal);
    minutes[order.classOf(0, ordinal)] = events / groupEvents / 12;
  }
  for (let i = 1; i < LENGTH_CLASSES; i++) expect(minutes[i] ?? 0).toBeGreaterThan(minutes[i - 1] ?? 0);
  expect(minutes[0]).toBeGreaterThan(100);
  expect(minutes[LENGTH_CLASSES - 1]).toBeLessThan(600);
});

function locate(order: StatusOrder, partition: number, offset: number): StatusPlace {
  const place: StatusPlace = { step: -1, ordinal: -1, lengthClass: -1 };
  order.locate(partition, offset, place);
  return place;
}
