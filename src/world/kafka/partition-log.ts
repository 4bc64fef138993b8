/**
 * One partition: records, producer states, the last stable offset, and the index of aborted transactions
 * (UnifiedLog and TransactionIndex in Kafka).
 *
 * There is one replica and it is always in sync, so the high watermark is the end of the log.
 */
import { AppendOnlyList, type AppendOnlySnapshot } from './append-only-list.ts';
import type { BrokerError } from './failures.ts';
import { type ClosedSpan, ProducerStates, type ProducerStatesSnapshot } from './producer-states.ts';
import { RecordStore, type RecordStoreSnapshot } from './record-store.ts';
import {
  type LogRecord,
  NO_PRODUCER_ID,
  partitionKey,
  type TopicPartition,
  type TransactionResult,
} from './records.ts';

/** A data record on its way into the log. */
export interface Append {
  readonly timestamp: number;
  readonly key: unknown;
  readonly value: unknown;
  readonly producerId: number;
  readonly epoch: number;
  readonly sequence: number;
  readonly transactional: boolean;
  readonly appendedAtMicros: number;
}

export interface Marker {
  readonly producerId: number;
  readonly epoch: number;
  readonly result: TransactionResult;
  readonly timestamp: number;
  readonly appendedAtMicros: number;
}

export interface WrittenMarker {
  readonly markerOffset: number;
  /** Null if the transaction had been registered here but no record of it had come. */
  readonly span: ClosedSpan | null;
}

export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
  /** The offset of the abort marker. */
  readonly lastOffset: number;
  /** The last stable offset when it had ended: no transaction listed after it begins below that. */
  readonly stableUpTo: number;
}

export interface PartitionSnapshot extends TopicPartition {
  readonly records: RecordStoreSnapshot;
  readonly producers: ProducerStatesSnapshot;
  readonly aborted: AppendOnlySnapshot<AbortedTransaction>;
}

export class PartitionLog {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly producers = new ProducerStates();
  private readonly records = new RecordStore();
  private readonly aborted = new AppendOnlyList<AbortedTransaction>();

  constructor(topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
    this.key = partitionKey(topic, partition);
  }

  get logStart(): number {
    return this.records.start;
  }

  get highWatermark(): number {
    return this.records.end;
  }

  /** Everything below it is decided: the first offset of the earliest open transaction, or else the high watermark. */
  get lastStableOffset(): number {
    return this.producers.firstUnstableOffset() ?? this.records.end;
  }

  /** Returns the offset of the record (that of the first one, if it is a repetition), or why it was refused. */
  append(append: Append): number | BrokerError {
    const { producerId, epoch, sequence, transactional } = append;
    if (producerId === NO_PRODUCER_ID) return this.records.append({ ...append, control: null });
    const duplicate = this.producers.offsetOfDuplicate(producerId, epoch, sequence);
    if (duplicate !== null) return duplicate;
    const refusal = this.producers.refusalOf(producerId, epoch, sequence, transactional);
    if (refusal !== null) return refusal;
    const offset = this.records.append({ ...append, control: null });
    this.producers.noteData(producerId, epoch, sequence, transactional, offset);
    return offset;
  }

  appendMarker(marker: Marker): WrittenMarker {
    const { producerId, epoch, result } = marker;
    const markerOffset = this.records.append({
      ...marker,
      key: null,
      value: null,
      transactional: true,
      control: result,
    });
    const span = this.producers.noteMarker(producerId, epoch);
    if (span !== null && result === 'abort') {
      const stableUpTo = this.lastStableOffset;
      this.aborted.append({ producerId, firstOffset: span.firstOffset, lastOffset: markerOffset, stableUpTo });
    }
    return { markerOffset, span };
  }

  read(offset: number): LogRecord | undefined {
    return this.records.read(offset);
  }

  /** Aborted transactions that reach into `[from, to)`, by first offset, as a fetch response lists them. */
  abortedWithin(from: number, to: number): AbortedTransaction[] {
    const found: AbortedTransaction[] = [];
    for (let index = this.firstAbortedEndingFrom(from); ; index++) {
      const transaction = this.aborted.at(index);
      if (transaction === undefined) break;
      if (transaction.firstOffset < to) found.push(transaction);
      if (transaction.stableUpTo >= to) break;
    }
    return found.sort((left, right) => left.firstOffset - right.firstOffset);
  }

  /** The first offset with a record of this timestamp or later (offsetsForTimes), or null if there is none. */
  offsetForTimestamp(timestamp: number): number | null {
    for (let offset = this.records.start; offset < this.records.end; offset++) {
      const found = this.records.timestampAt(offset);
      if (found !== undefined && found >= timestamp) return offset;
    }
    return null;
  }

  /** Deletes records below an offset, as DeleteRecords does: never beyond the high watermark. */
  deleteRecordsBefore(offset: number): void {
    this.records.trim(offset);
  }

  save(): PartitionSnapshot {
    return {
      topic: this.topic,
      partition: this.partition,
      records: this.records.save(),
      producers: this.producers.save(),
      aborted: this.aborted.save(),
    };
  }

  load(snapshot: PartitionSnapshot): void {
    this.records.load(snapshot.records);
    this.producers.load(snapshot.producers);
    this.aborted.load(snapshot.aborted);
  }

  /** The list grows in the order of its markers, so it can be searched by halves. */
  private firstAbortedEndingFrom(offset: number): number {
    let low = 0;
    let high = this.aborted.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.aborted.at(middle)?.lastOffset ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
