import type { Frames } from './chromium/frames.ts';
import type { MeasuredWorks } from './chromium/measure-where-it-runs.ts';
import type { ShipfastSpeed } from './shipfast/measure-speed.ts';
import type { Row } from './throughput.ts';

/** What a run of the bench found: with `--json` this is the one object on standard output. */
export interface Report extends Pick<MeasuredWorks, 'seekMs' | 'seekAnywhereMs'> {
  readonly machine: string;
  /** Processes that wanted a core, as the mean of the last minute before and after: more than cores, and all is slow. */
  readonly load: { readonly before: number; readonly after: number };
  readonly rows: readonly Row[];
  /** Where runs live, seeks among them. */
  readonly p12: MeasuredWorks['p12'] & { readonly where: 'node' | 'chromium-worker' };
  readonly shipfastMicro: ShipfastSpeed;
  /** Null without a browser. */
  readonly frames: Frames | null;
  readonly bytesPerBufferedEvent: number;
  /** How many times faster state is saved than a Map of objects with the same content is cloned. */
  readonly snapshotVersusStructuredClone: number;
}
