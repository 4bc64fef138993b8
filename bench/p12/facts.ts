/** The data of P12: every value a hash of the record's number, so that engine and loop read the same. */
import { derive, hash32 } from '../../src/base/seeded-hash.ts';

export const START_MS = 100_000;
export const SHIPMENTS_PER_SECOND = 20_000;
export const DRIVERS = 500;
export const ZONES = 100;
export const ROUTES = 200;
export const JOIN_MS = 300_000;
export const WINDOW_MS = 10_000;
export const BOUND_MS = 1000;
export const PARALLELISM = 2;

/** A driver, weather value or route average before the first record about it. */
export const DEFAULT_VALUE = 50;

const SHIPMENT = 1;
const DRIVER = 2;
const WEATHER = 3;

export const shipmentHash = (i: number) => hash32(12, SHIPMENT, i, 0);
export const driverHash = (i: number) => hash32(12, DRIVER, i, 0);
export const weatherHash = (i: number) => hash32(12, WEATHER, i, 0);
/** The facts of one record: `fact(hash, n) % range`. */
export const fact = derive;

export const isBroken = (hash: number) => fact(hash, 1) % 50 === 0;
export const vehicleOf = (id: number) => fact(shipmentHash(id), 11) % 100;
export const lookupMicros = (id: number) => 2000 + (fact(shipmentHash(id), 12) % 8000);

/** How late a shipment event is, ms: 90 % below 180, a tail to two seconds. */
export function delayMs(hash: number): number {
  const share = fact(hash, 10) % 1000;
  if (share < 900) return Math.floor(share / 5);
  return share < 990 ? (share - 900) * 9 : (share - 990) * 200;
}

export const shipmentMicros = (i: number) => i * (1_000_000 / SHIPMENTS_PER_SECOND);
export const driverMicros = (i: number) => i * 100_000;
/** A hundred observations at once, then two a second. */
export const weatherMicros = (i: number) => (i < 100 ? i * 1000 : 100_000 + (i - 100) * 500_000);
