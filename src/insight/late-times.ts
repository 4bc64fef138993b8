import type { Happening } from '../engine/job/happenings.ts';
import type { SinkRecord } from './sink-log.ts';

/** Event times of the records that came too late at some nodes of a run, all attempts together. */
export class LateTimes {
  private readonly times: Float64Array;

  constructor(happenings: readonly Happening[], nodes: ReadonlySet<string>) {
    const late = happenings.flatMap((told) => (told.kind === 'late' && nodes.has(told.node) ? [told.eventTime] : []));
    this.times = Float64Array.from(late).sort();
  }

  /** Whether this is the result of a window that one of them belongs to. */
  explain({ lineage, value: { start, end } }: SinkRecord): boolean {
    if (lineage !== null || typeof start !== 'number' || typeof end !== 'number') return false;
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle] < start) low = middle + 1;
      else high = middle;
    }
    return low < this.times.length && this.times[low] < end;
  }
}
