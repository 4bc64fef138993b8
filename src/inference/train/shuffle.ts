import { unit } from '../../base/seeded-hash.ts';

/** Puts the rows into an order drawn from the seed, another one for every round (Fisher and Yates). */
export function shuffle(order: Int32Array, seed: number, round: number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(unit(seed, ORDER, round, last) * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
}

/** The name of these draws among all that are made of the same seed. */
const ORDER = 0x5f01;
