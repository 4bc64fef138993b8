import { MINUTE_MS } from './calendar.ts';
import { firstAfter } from './offsets-up-to.ts';
import type { ScanSample, Shipments } from './shipments.ts';
import { PARTITIONS, partitionOf, ZONES } from './zones.ts';

/**
 * Mean scan speed by zone and minute, as a tumbling window of 60 s delivers it whose watermark trails the newest
 * event by {@link WINDOW_LAG_MS}: what arrives later than that after the window's end is not in it.
 */
export class ScanWindows {
  private readonly shipments: Shipments;
  private readonly startAt: number;
  private readonly sample: ScanSample = { zone: 0, speedMph: 0 };
  /** The latest means of each partition, by the minute they end at: examples come in order of time. */
  private readonly recent = Array.from({ length: PARTITIONS }, () => new Map<number, Float64Array>());

  constructor(shipments: Shipments, startAt: number) {
    this.shipments = shipments;
    this.startAt = startAt;
  }

  /** Mean of the newest window of a zone that has fired by `arrival`, epoch ms; NaN if none of the last ten had scans. */
  newestMean(zone: number, arrival: number): number {
    const newest = Math.floor((arrival - WINDOW_LAG_MS) / MINUTE_MS) * MINUTE_MS;
    for (let i = 0; i < 10; i++) {
      const mean = this.meansOf(partitionOf(zone), newest - i * MINUTE_MS)[zone] ?? Number.NaN;
      if (!Number.isNaN(mean)) return mean;
    }
    return Number.NaN;
  }

  private meansOf(partition: number, end: number): Float64Array {
    const recent = this.recent[partition];
    const known = recent?.get(end);
    if (known !== undefined) return known;
    const means = this.computeMeans(partition, end);
    if (recent !== undefined) {
      if (recent.size >= WINDOWS_KEPT) recent.clear();
      recent.set(end, means);
    }
    return means;
  }

  private computeMeans(partition: number, end: number): Float64Array {
    const { shipments, startAt, sample } = this;
    const from = this.offsetAfter(partition, (end - MINUTE_MS - startAt) * 1000 - 1);
    const until = this.offsetAfter(partition, (end + WINDOW_LAG_MS - startAt) * 1000);
    const sums = new Float64Array(ZONES);
    const counts = new Float64Array(ZONES);
    for (let offset = from; offset < until; offset++) {
      const time = shipments.readScan(partition, offset, sample);
      if (time < end - MINUTE_MS || time >= end) continue;
      sums[sample.zone] = (sums[sample.zone] ?? 0) + sample.speedMph;
      counts[sample.zone] = (counts[sample.zone] ?? 0) + 1;
    }
    return sums.map((sum, zone) => sum / (counts[zone] ?? 0));
  }

  private offsetAfter(partition: number, micros: number): number {
    const from = micros < 0 ? -HISTORY_OFFSETS : 0;
    return firstAfter(this.shipments, partition, micros, from, Number.POSITIVE_INFINITY);
  }
}

/** Bound of out-of-orderness, 10 s, and one period of watermark emission, 200 ms. */
const WINDOW_LAG_MS = 10_200;
const WINDOWS_KEPT = 64;
const HISTORY_OFFSETS = 50_000_000;
