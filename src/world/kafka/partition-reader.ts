/** A consumer of one partition, without a group: a position, an isolation level, a lag. */
import { type Fetched, endOffset, fetchRecords } from './fetch.ts';
import { failedWith, failure, type KafkaFailure } from './failures.ts';
import type { PartitionLog } from './partition-log.ts';
import type { IsolationLevel, LogRecord } from './records.ts';

export type PollResult =
  | { readonly kind: 'records'; readonly records: LogRecord[] }
  | { readonly kind: 'failed'; readonly failure: KafkaFailure };

export class PartitionReader {
  readonly log: PartitionLog;
  readonly isolation: IsolationLevel;
  /** The next offset to read. It is the whole state of a reader: who saves it can bring the reader back. */
  position: number;

  constructor(log: PartitionLog, isolation: IsolationLevel, position: number) {
    this.log = log;
    this.isolation = isolation;
    this.position = position;
  }

  seek(position: number): void {
    this.position = position;
  }

  /** Delivers up to `limit` records and moves on. Without a reset policy, a position outside the log is a failure. */
  poll(limit?: number): PollResult {
    const fetched: Fetched | null = fetchRecords(this.log, this.isolation, this.position, limit);
    if (fetched === null) {
      const range = `${this.log.logStart} to ${this.log.highWatermark}`;
      return failedWith(
        failure('OffsetOutOfRangeException', `Offset ${this.position} of ${this.log.key} is not within ${range}.`),
      );
    }
    this.position = fetched.nextOffset;
    return { kind: 'records', records: fetched.records };
  }

  /** How far the end of its own isolation level is ahead; negative while it stands beyond the last stable offset. */
  lag(): number {
    return endOffset(this.log, this.isolation) - this.position;
  }
}
