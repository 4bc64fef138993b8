/**
 * Which subtask owns a key (Flink's `KeyGroupRangeAssignment`): hash → one of `maxParallelism` key groups →
 * the subtask whose range of groups holds it. State is written and handed out by key group, so
 * `maxParallelism` is fixed for the life of the state and parallelism is not.
 */
export function assignToKeyGroup(keyHash: number, maxParallelism: number): number {
  return murmurHash(keyHash) % maxParallelism;
}

export function computeOperatorIndexForKeyGroup(maxParallelism: number, parallelism: number, keyGroup: number): number {
  return Math.floor((keyGroup * parallelism) / maxParallelism);
}

export function assignKeyToParallelOperator(keyHash: number, maxParallelism: number, parallelism: number): number {
  return computeOperatorIndexForKeyGroup(maxParallelism, parallelism, assignToKeyGroup(keyHash, maxParallelism));
}

/** Both ends inclusive; empty (last < first) where there are more subtasks than groups. */
export interface KeyGroupRange {
  readonly first: number;
  readonly last: number;
}

export function computeKeyGroupRange(maxParallelism: number, parallelism: number, subtask: number): KeyGroupRange {
  return {
    first: Math.floor((subtask * maxParallelism + parallelism - 1) / parallelism),
    last: Math.floor(((subtask + 1) * maxParallelism - 1) / parallelism),
  };
}

export const upperBoundMaxParallelism = 32768;
const lowerBoundMaxParallelism = 128;

/** One and a half times the parallelism, rounded up to a power of two, within 128 and 32768. */
export function computeDefaultMaxParallelism(parallelism: number): number {
  const wanted = parallelism + Math.floor(parallelism / 2);
  let power = lowerBoundMaxParallelism;
  while (power < wanted && power < upperBoundMaxParallelism) power *= 2;
  return power;
}

/** Flink's `MathUtils.murmurHash`: murmur3 of one int32, made non-negative. */
export function murmurHash(hash: number): number {
  let mixed = Math.imul(hash, 0xcc9e2d51);
  mixed = rotateLeft(mixed, 15);
  mixed = Math.imul(mixed, 0x1b873593);
  mixed = rotateLeft(mixed, 13);
  mixed = (Math.imul(mixed, 5) + 0xe6546b64) | 0;
  mixed ^= 4;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  if (mixed >= 0) return mixed;
  return mixed === -0x80000000 ? 0 : -mixed;
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
