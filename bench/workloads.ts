/** The two workloads as columns, equal for every implementation. Times are ms; the generator is seeded. */
import { hash32 } from '../src/base/seeded-hash.ts';

export interface Columns {
  readonly length: number;
  readonly time: Float64Array;
  readonly key: Int32Array;
  readonly value: Float64Array;
}

/** W1: 20 events per ms over 1000 keys, nine in ten less than 600 ms late, the rest up to 5 s. */
export function windowWorkload(length: number): Columns {
  const columns = empty(length);
  for (let i = 0; i < length; i++) {
    const lot = hash32(1, 1, 0, i) % 1000;
    const delay = lot < 900 ? (lot * 600) / 900 : 600 + (lot - 900) * 44;
    columns.time[i] = 100_000 + Math.floor(i / 20) - Math.floor(delay);
    columns.key[i] = hash32(1, 2, 0, i) % 1000;
    columns.value[i] = hash32(1, 3, 0, i) % 10_000;
  }
  return columns;
}

export interface JoinSides {
  readonly left: Columns;
  readonly right: Columns;
}

/** W4: shipments and a hundredth as many weather reports over 1000 zones, in two streams of one rate each. */
export function joinWorkload(shipments: number): JoinSides {
  const spanMs = shipments / 2;
  const side = (length: number, stream: number): Columns => {
    const columns = empty(length);
    for (let i = 0; i < length; i++) {
      columns.time[i] = 1_000_000 + Math.floor((i * spanMs) / length) - (hash32(2, stream, 0, i) % 400);
      columns.key[i] = hash32(2, stream, 1, i) % 1000;
      columns.value[i] = i;
    }
    return columns;
  };
  return { left: side(shipments, 1), right: side(shipments / 100, 2) };
}

function empty(length: number): Columns {
  return { length, time: new Float64Array(length), key: new Int32Array(length), value: new Float64Array(length) };
}

export const WATERMARK_EVERY = 1000;
export const BOUND_MS = 1000;
export const WINDOW_MS = 10_000;
export const JOIN_MS = 300_000;

/** What an implementation found, so that nobody is fast by being wrong. */
export interface Found {
  readonly results: number;
  readonly late: number;
  readonly checksum: number;
}
