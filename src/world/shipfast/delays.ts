import { draw } from '../../base/distributions.ts';
import { streamKey, unitAt } from '../../base/seeded-hash.ts';
import { CHANCE } from './chance.ts';
import { worldTables } from './tables.ts';
import { PARTITIONS } from './zones.ts';

/**
 * Milliseconds from a scan to its arrival: what makes shipments come out of order. Nearly all take about
 * 0.4 s, one in a hundred waits up to a minute for a connection, one in a thousand up to a quarter of an hour.
 * The way from each hub's partition adds its own constant 5 to 40 ms.
 */
export class ScanDelays {
  private readonly key: number;
  private readonly network: Float64Array;
  private readonly usual = worldTables().scanDelay;

  constructor(seed: number) {
    this.key = streamKey(seed, CHANCE.delay);
    const networkKey = streamKey(seed, CHANCE.networkDelay);
    this.network = Float64Array.from({ length: PARTITIONS }, (_, partition) =>
      Math.floor(5 + 36 * unitAt(networkKey, partition, 0)),
    );
  }

  millisOf(partition: number, offset: number): number {
    const u = unitAt(this.key, partition, offset);
    const network = this.network[partition] ?? 0;
    if (u < USUAL) return network + 1000 * draw(this.usual, u / USUAL);
    if (u < 0.999) return network + 5_000 + (55_000 * (u - USUAL)) / 0.01;
    return network + 60_000 + (840_000 * (u - 0.999)) / 0.001;
  }
}

const USUAL = 0.989;
