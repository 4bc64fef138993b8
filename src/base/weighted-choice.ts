import { pow } from './exact-math.ts';

/**
 * Draws an index with given weights in constant time (Walker's alias method): a uniform number picks a
 * slot, and its rest decides between the slot's own index and the one that shares the slot.
 */
export interface WeightedChoice {
  /** Share of each slot that is its own index. */
  readonly own: Float64Array;
  /** Index that has the rest of the slot. */
  readonly other: Int32Array;
}

export function weightedChoice(weights: readonly number[]): WeightedChoice {
  const count = weights.length;
  let total = 0;
  for (const weight of weights) total += weight;
  const own = Float64Array.from(weights, (weight) => (weight * count) / total);
  const other = Int32Array.from(weights, (_, i) => i);
  const poor: number[] = [];
  const rich: number[] = [];
  own.forEach((share, i) => {
    if (share < 1) poor.push(i);
    else rich.push(i);
  });
  while (poor.length > 0 && rich.length > 0) {
    const taker = poor.pop() ?? 0;
    const giver = rich.pop() ?? 0;
    other[taker] = giver;
    const left = (own[giver] ?? 0) - (1 - (own[taker] ?? 0));
    own[giver] = left;
    if (left < 1) poor.push(giver);
    else rich.push(giver);
  }
  // What rounding left over has its slot to itself.
  for (const i of poor) own[i] = 1;
  for (const i of rich) own[i] = 1;
  return { own, other };
}

/** `u` in [0, 1). */
export function choose(choice: WeightedChoice, u: number): number {
  const place = u * choice.own.length;
  const slot = Math.floor(place);
  return place - slot < (choice.own[slot] ?? 0) ? slot : (choice.other[slot] ?? 0);
}

/** Zipf's law: the weight of the i-th of `count` is i^-exponent, scaled to a sum of 1. */
export function zipfWeights(count: number, exponent: number): number[] {
  const weights: number[] = [];
  let total = 0;
  for (let rank = 1; rank <= count; rank++) {
    const weight = pow(rank, -exponent);
    weights.push(weight);
    total += weight;
  }
  return weights.map((weight) => weight / total);
}
