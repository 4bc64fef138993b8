import { hashAt, TO_UNIT } from './seeded-hash.ts';

/** 0 … count − 1 in an order that `key` and `entity` decide (see `streamKey`); every order is equally likely. */
export function permutation(count: number, key: number, entity: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(hashAt(key, entity, i) * TO_UNIT * (i + 1));
    const moved = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = moved;
  }
  return order;
}

export function invertPermutation(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  order.forEach((value, place) => {
    places[value] = place;
  });
  return places;
}
