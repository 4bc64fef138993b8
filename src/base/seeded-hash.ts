/**
 * Counter-based randomness: a draw is a hash of who asks, never the next number of a sequence.
 * `(seed, stream, entity, n)` names one draw, so any of them can be made again alone and in any order,
 * and adding a new kind of draw changes no old one. Integer arithmetic only: the same bits everywhere.
 */
export function hash32(seed: number, stream: number, entity: number, n: number): number {
  return hashAt(streamKey(seed, stream), entity, n);
}

/** The draw as a number in [0, 1), a multiple of 2^-32. */
export function unit(seed: number, stream: number, entity: number, n: number): number {
  return hashAt(streamKey(seed, stream), entity, n) * TO_UNIT;
}

/** What `seed` and `stream` contribute, for a caller who makes many draws of one stream. Int32. */
export function streamKey(seed: number, stream: number): number {
  return absorbInteger(absorbInteger(SPREAD, seed), stream);
}

/** The rest of {@link hash32}: uint32. Safe integers of either sign are told apart over their whole range. */
export function hashAt(key: number, entity: number, n: number): number {
  return mix(absorbInteger(absorbInteger(key, entity), n)) >>> 0;
}

export function unitAt(key: number, entity: number, n: number): number {
  return hashAt(key, entity, n) * TO_UNIT;
}

/**
 * One more draw from a hash already made, for the several facts of one entity: cheaper than hashing
 * the entity again. `salt` is a small integer, one for each fact.
 */
export function derive(hash: number, salt: number): number {
  return mix(hash + Math.imul(salt + 1, SPREAD)) >>> 0;
}

/** Every bit of the result depends on every bit of `hash`, and no two inputs share a result. Int32. */
export function mix(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x21f0aaad);
  h ^= h >>> 15;
  h = Math.imul(h, 0x735a2d97);
  return h ^ (h >>> 15);
}

/** Multiplied with a uint32 this gives a number in [0, 1). */
export const TO_UNIT = 1 / 4294967296;

/** 2^32 divided by the golden ratio, made odd: consecutive multiples lie far apart. */
const SPREAD = 0x9e3779b9;

/** What does not fit an int32 has a second word; nearly nothing does, and the round for it is skipped. */
function absorbInteger(hash: number, value: number): number {
  const low = value | 0;
  const absorbed = absorb(hash, low);
  return low === value ? absorbed : absorb(absorbed, Math.floor(value * TO_UNIT) ^ SPREAD);
}

function absorb(hash: number, word: number): number {
  let h = Math.imul(word, 0xcc9e2d51);
  h = Math.imul((h << 15) | (h >>> 17), 0x1b873593) ^ hash;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}
