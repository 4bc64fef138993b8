/** What a snapshot of keyed state costs beside a structured clone of the same content as a Map of objects. */
import { hash32 } from '../src/base/seeded-hash.ts';
import { OperatorState } from '../src/engine/state/operator-state.ts';
import { processorMs } from './processor-time.ts';
import { medianTimes } from './rounds.ts';

const ENTRIES = 100_000;
const ROUNDS = 9;

export interface SnapshotTimes {
  readonly saveMs: number;
  readonly cloneMs: number;
}

export function measureSnapshot(): SnapshotTimes {
  const state = new OperatorState();
  const table = state.table('averages', { count: 'int32', sum: 'float64', highest: 'float64' });
  const [counts, sums, highest] = table.columns;
  const map = new Map<number, { readonly count: number; readonly sum: number; readonly highest: number }>();
  for (let i = 0; i < ENTRIES; i++) {
    const key = hash32(9, 1, i, 0) | 0;
    const entry = { count: 1 + (i % 50), sum: hash32(9, 2, i, 0) / 8, highest: hash32(9, 3, i, 0) / 16 };
    const slot = table.findOrAdd(key, 0);
    counts.values[slot] = entry.count;
    sums.values[slot] = entry.sum;
    highest.values[slot] = entry.highest;
    map.set(key, entry);
  }
  if (table.size !== map.size) throw new Error('both hold the same keys');
  const [saveMs, cloneMs] = medianTimes([() => state.save(), () => structuredClone(map)], ROUNDS, processorMs);
  return { saveMs, cloneMs };
}
