/** The words of the log: what a record is, how a partition is named, what a reader is allowed to see. */

export type IsolationLevel = 'read_committed' | 'read_uncommitted';

/** How a transaction ended; a control record (a marker) carries it. Control records take an offset and are never delivered. */
export type TransactionResult = 'commit' | 'abort';

/** What a data record and a marker have in common when they are appended. */
export interface RecordRow {
  /** Set by the producer: event time, in milliseconds. */
  readonly timestamp: number;
  readonly key: unknown;
  /** Opaque to the log, and shared by every snapshot: whoever appends it must not change it afterwards. */
  readonly value: unknown;
  /** -1 if the producer is not idempotent. */
  readonly producerId: number;
  readonly epoch: number;
  readonly transactional: boolean;
  readonly control: TransactionResult | null;
  /** Virtual microseconds at which the broker took the record. */
  readonly appendedAtMicros: number;
}

/** A row at its place in the log. */
export interface LogRecord extends RecordRow {
  readonly offset: number;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** The name of a partition wherever one is a key, written as Kafka's TopicPartition writes it. */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}-${partition}`;
}

export const NO_PRODUCER_ID = -1;
export const NO_PRODUCER_EPOCH = -1;
/** A batch without a sequence: from a plain producer, or written by the group coordinator for a producer. */
export const NO_SEQUENCE = -1;
