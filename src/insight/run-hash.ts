import { Digest } from '../base/digest.ts';
import type { Simulation } from '../run/simulation.ts';
import { readSink, sinkNodes } from './sink-log.ts';

/**
 * One number for all that a run did: the sinks' logs (offset, key, value, virtual microseconds) and every node's
 * counters. Nothing of the wall clock is in it, so equal documents give equal hashes in Node and in a browser.
 */
export function runHash(simulation: Simulation): string {
  const digest = new Digest();
  for (const node of sinkNodes(simulation)) {
    digest.text(node);
    for (const { partition, offset, key, value, atMicros } of readSink(simulation, node).uncommitted) {
      digest.number(partition).number(offset).text(String(key)).number(atMicros);
      for (const [name, field] of Object.entries(value)) {
        digest.text(name);
        if (typeof field === 'number') digest.number(field);
        else digest.text(String(field));
      }
    }
  }
  for (const hosts of simulation.engine.job.hosts)
    for (const host of hosts) for (const counter of host.counters) digest.number(counter);
  return digest.hex();
}
