import { hash32 } from '../../base/seeded-hash.ts';

/** Seeded choices for random tests: the n-th draw of equal seeds is equal. */
export class Draw {
  private readonly seed: number;
  private drawn = 0;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + (hash32(this.seed, 0x64726177, 0, this.drawn++) % (high - low + 1));
  }

  chance(share: number): boolean {
    return this.whole(0, 999) < share * 1000;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)];
  }
}
