/** What all subtasks of a run share. */
import type { Lineage } from './operator.ts';
import type { Dictionary } from './rows/dictionary.ts';
import type { RawRecord } from './rows/raw-record.ts';
import type { RowTable } from './rows/row-table.ts';
import type { Host } from './task/host.ts';
import type { JobLetter, ServiceLetter } from './task/letters.ts';
import type { VirtualClock } from './virtual-clock.ts';

/**
 * Predictions outside virtual time: asked for when a record passes, filled in batches when somebody wants to
 * read one. Entries are numbers that stay valid for the whole run, through rewinds and forks.
 */
export interface Predictions {
  /** The entry for this feature row; the same features of the same model always get the same entry. */
  want(model: string, features: Float32Array): number;
  value(entry: number): number | undefined;
}

export interface EngineServices {
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly dictionary: Dictionary;
  readonly predictions: Predictions;
  lineage(table: RowTable, row: number): Lineage | null;
  copyOut(table: RowTable, row: number, timestamp: number): RawRecord;
  onFiring(host: Host): void;
  onLate(host: Host): void;
  /** A source's watermark advanced. */
  onSourceWatermark(host: Host, watermark: number): void;
  /** A subtask found a record whose prediction is not there yet: the run must pause after this window. */
  onWaiting(): void;
  /** Letters to what lives outside the subtasks; they arrive at `at`. */
  postToService(service: string, at: number, sender: number, count: number, letter: ServiceLetter): void;
  postToJobManager(at: number, sender: number, count: number, letter: JobLetter): void;
}
