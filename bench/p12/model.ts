/** Ten trees of depth three over twelve features: what stands for a model. */
import { hash32 } from '../../src/base/seeded-hash.ts';

const TREES = 10;
export const FEATURES = 12;

const feature = Int32Array.from({ length: TREES * 7 }, (_, i) => hash32(12, 21, i, 0) % FEATURES);
const threshold = Float64Array.from({ length: TREES * 7 }, (_, i) => hash32(12, 22, i, 0) % 100);
const leaf = Float64Array.from({ length: TREES * 8 }, (_, i) => (hash32(12, 23, i, 0) % 400) / 16);

export function predict(features: Float64Array): number {
  let sum = 0;
  for (let tree = 0; tree < TREES; tree++) {
    let node = 0;
    for (let depth = 0; depth < 3; depth++) {
      const at = tree * 7 + node;
      node = 2 * node + (features[feature[at]] < threshold[at] ? 1 : 2);
    }
    sum += leaf[tree * 8 + node - 7];
  }
  return sum;
}
