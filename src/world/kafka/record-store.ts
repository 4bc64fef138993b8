/**
 * The records of one partition, in columns, in chunks of fixed size.
 *
 * Offsets are dense (control records take one too), so a record's place is its offset. A snapshot shares the
 * chunks and notes the length: rows below it never change. A chunk knows how far it was ever written; who
 * comes back to an earlier length and appends there takes a copy of that one chunk.
 */
import type { LogRecord, RecordRow } from './records.ts';

const CHUNK_ROWS = 1024;

const TRANSACTIONAL = 1;
const COMMIT_MARKER = 2;
const ABORT_MARKER = 4;

interface RecordChunk {
  /** Rows ever written, by whichever branch of history. */
  written: number;
  readonly timestamps: Float64Array;
  readonly appendedAtMicros: Float64Array;
  readonly producerIds: Int32Array;
  readonly epochs: Int16Array;
  readonly flags: Uint8Array;
  readonly keys: unknown[];
  readonly values: unknown[];
}

export interface RecordStoreSnapshot {
  readonly start: number;
  readonly end: number;
  /** Of which chunk (counted from offset 0) the first one listed is. */
  readonly firstChunk: number;
  readonly chunks: readonly RecordChunk[];
}

export class RecordStore {
  private chunks: RecordChunk[] = [];
  private firstChunk = 0;
  private startOffset = 0;
  private endOffset = 0;

  /** The first offset that can still be read. */
  get start(): number {
    return this.startOffset;
  }

  /** The offset that the next record will get. */
  get end(): number {
    return this.endOffset;
  }

  append(row: RecordRow): number {
    const offset = this.endOffset;
    const index = offset % CHUNK_ROWS;
    const chunk = this.chunkToWrite(index);
    chunk.timestamps[index] = row.timestamp;
    chunk.appendedAtMicros[index] = row.appendedAtMicros;
    chunk.producerIds[index] = row.producerId;
    chunk.epochs[index] = row.epoch;
    chunk.flags[index] = (row.transactional ? TRANSACTIONAL : 0) | markerFlag(row);
    chunk.keys[index] = row.key;
    chunk.values[index] = row.value;
    chunk.written = index + 1;
    this.endOffset = offset + 1;
    return offset;
  }

  /** The record at an offset, or undefined if there is none (yet, or any more). */
  read(offset: number): LogRecord | undefined {
    if (offset < this.startOffset || offset >= this.endOffset) return undefined;
    const index = offset % CHUNK_ROWS;
    const chunk = this.chunks[(offset - index) / CHUNK_ROWS - this.firstChunk];
    if (chunk === undefined) return undefined;
    const flags = chunk.flags[index] ?? 0;
    return {
      offset,
      timestamp: chunk.timestamps[index] ?? 0,
      key: chunk.keys[index],
      value: chunk.values[index],
      producerId: chunk.producerIds[index] ?? 0,
      epoch: chunk.epochs[index] ?? 0,
      transactional: (flags & TRANSACTIONAL) !== 0,
      control: (flags & COMMIT_MARKER) !== 0 ? 'commit' : (flags & ABORT_MARKER) !== 0 ? 'abort' : null,
      appendedAtMicros: chunk.appendedAtMicros[index] ?? 0,
    };
  }

  /** The timestamp alone, without building the record. */
  timestampAt(offset: number): number | undefined {
    if (offset < this.startOffset || offset >= this.endOffset) return undefined;
    const index = offset % CHUNK_ROWS;
    return this.chunks[(offset - index) / CHUNK_ROWS - this.firstChunk]?.timestamps[index];
  }

  /** Forgets what lies below an offset; memory is given back by whole chunks. */
  trim(before: number): void {
    this.startOffset = Math.max(this.startOffset, Math.min(before, this.endOffset));
    const firstKept = Math.floor(this.startOffset / CHUNK_ROWS);
    if (firstKept <= this.firstChunk) return;
    this.chunks = this.chunks.slice(firstKept - this.firstChunk);
    this.firstChunk = firstKept;
  }

  save(): RecordStoreSnapshot {
    return { start: this.startOffset, end: this.endOffset, firstChunk: this.firstChunk, chunks: this.chunks.slice() };
  }

  load(snapshot: RecordStoreSnapshot): void {
    this.startOffset = snapshot.start;
    this.endOffset = snapshot.end;
    this.firstChunk = snapshot.firstChunk;
    this.chunks = snapshot.chunks.slice();
  }

  private chunkToWrite(index: number): RecordChunk {
    const last = this.chunks[this.chunks.length - 1];
    if (index === 0 || last === undefined) {
      const fresh = newChunk();
      this.chunks.push(fresh);
      return fresh;
    }
    if (last.written === index) return last;
    const copy = copyChunk(last, index);
    this.chunks[this.chunks.length - 1] = copy;
    return copy;
  }
}

function markerFlag(row: RecordRow): number {
  if (row.control === null) return 0;
  return row.control === 'commit' ? COMMIT_MARKER : ABORT_MARKER;
}

function newChunk(): RecordChunk {
  return {
    written: 0,
    timestamps: new Float64Array(CHUNK_ROWS),
    appendedAtMicros: new Float64Array(CHUNK_ROWS),
    producerIds: new Int32Array(CHUNK_ROWS),
    epochs: new Int16Array(CHUNK_ROWS),
    flags: new Uint8Array(CHUNK_ROWS),
    keys: [],
    values: [],
  };
}

function copyChunk(chunk: RecordChunk, rows: number): RecordChunk {
  return {
    written: rows,
    timestamps: chunk.timestamps.slice(),
    appendedAtMicros: chunk.appendedAtMicros.slice(),
    producerIds: chunk.producerIds.slice(),
    epochs: chunk.epochs.slice(),
    flags: chunk.flags.slice(),
    keys: chunk.keys.slice(0, rows),
    values: chunk.values.slice(0, rows),
  };
}
