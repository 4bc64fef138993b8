import { expect, it } from 'vitest';
import { murmur2, partitionForKey } from './default-partitioner.ts';

// The values of Kafka's own UtilsTest#testMurmur2.
it.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('%s is hashed as Kafka hashes it', (text, hash) => {
  expect(murmur2(new TextEncoder().encode(text))).toBe(hash);
});

it('every key has a partition, and always the same', () => {
  for (let i = 0; i < 1000; i++) {
    const partition = partitionForKey(`key-${i}`, 7);
    expect(partition).toBeGreaterThanOrEqual(0);
    expect(partition).toBeLessThan(7);
    expect(partitionForKey(`key-${i}`, 7)).toBe(partition);
  }
});
