import { expect, test } from 'vitest';
import { readReferenceTable } from './reference-tables.ts';
import { createShipfast, DEFAULT_START_AT } from './shipfast.ts';
import { ZONE_NAMES } from './zones.ts';

test.each([42, 7, 11])('route speeds at the start are those of the roads a minute before, seed %i', (seed) => {
  const world = createShipfast({ seed, profile: 'meso', startAt: DEFAULT_START_AT });
  const { keys, values } = readReferenceTable(world, 'route-speeds');
  expect(keys.length).toBeGreaterThan(55);
  keys.forEach((key, row) => {
    const zone = ZONE_NAMES.indexOf(key);
    const road = world.roads.at(zone, DEFAULT_START_AT - 90_000);
    // Small zones have a handful of scans, each off by 6 %.
    expect(Math.abs(values['mean'][row] / road - 1)).toBeLessThan(0.15);
  });
});
