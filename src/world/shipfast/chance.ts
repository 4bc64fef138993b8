/**
 * The streams of chance: each kind of draw in this world has a number of its own (see `base/seeded-hash.ts`).
 * A number is never given again, so that a new kind of draw changes no old one.
 */
export const CHANCE = {
  zoneSpeed: 1,
  hubLoad: 2,
  utilisation: 3,
  weatherRegime: 4,
  weatherValues: 5,
  temperature: 6,
  statusOrder: 7,
  blockOrder: 8,
  groupOrder: 9,
  statusPair: 10,
  arrival: 11,
  delay: 12,
  networkDelay: 13,
  parcel: 14,
  scanSpeed: 15,
  observationOrder: 16,
  observation: 17,
  driverPace: 18,
  driverUpdates: 19,
  driverUpdateTime: 20,
  driverDay: 21,
  driverPerson: 22,
  driverVersion: 23,
  connectorLag: 24,
  deliveryNoise: 25,
  label: 26,
  weatherTurn: 27,
} as const;
