/**
 * A bounded FIFO from one subtask to another. A slot is taken when an element is sent and visible as free one
 * transfer time after the receiver took it: the credit travels back as the element travelled there (Flink's
 * credit-based flow control, RemoteInputChannel; there credits are buffers of 32 KiB, here they are elements).
 *
 * All times are integer microseconds. Everything about the element stands in parallel arrays of a ring.
 */
export const DATA = 0;
export const WATERMARK = 1;
export const IDLE = 2;
export const ACTIVE = 3;
export const BARRIER = 4;
export const CANCEL_BARRIER = 5;
export const END = 6;

/** What a channel tells the subtasks at its ends. */
export interface ChannelEnd {
  /** An element waits at the head of a channel that was empty. */
  elementArrives(atMicros: number): void;
  /** A slot for which this subtask waits becomes free. */
  creditArrives(atMicros: number): void;
}

export interface ChannelSnapshot {
  readonly head: number;
  readonly tail: number;
  readonly freed: number;
  readonly blocked: boolean;
  readonly producerWaits: boolean;
  readonly arrival: Float64Array;
  readonly timestamp: Float64Array;
  readonly freeAt: Float64Array;
  readonly kind: Uint8Array;
  readonly row: Int32Array;
}

export class Channel {
  readonly capacity: number;
  readonly latencyMicros: number;
  readonly mask: number;
  /** Run time at which the element can be taken. */
  readonly arrival: Float64Array;
  /** Event time of a record, value of a watermark, id of a barrier. */
  readonly timestamp: Float64Array;
  /** Run time at which the slot is free again in the sender's eyes. */
  readonly freeAt: Float64Array;
  readonly kind: Uint8Array;
  readonly row: Int32Array;
  /** Next to take, next to send, first whose slot the sender still counts as taken. */
  head = 0;
  tail = 0;
  freed = 0;
  /** Behind a barrier that waits for the others (alignment). */
  blocked = false;
  producerWaits = false;
  private readonly producer: ChannelEnd;
  private readonly consumer: ChannelEnd;

  constructor(producer: ChannelEnd, consumer: ChannelEnd, capacity: number, latencyMicros: number) {
    this.producer = producer;
    this.consumer = consumer;
    this.capacity = capacity;
    this.latencyMicros = latencyMicros;
    const size = 1 << (32 - Math.clz32(capacity - 1));
    this.mask = size - 1;
    this.arrival = new Float64Array(size);
    this.timestamp = new Float64Array(size);
    this.freeAt = new Float64Array(size);
    this.kind = new Uint8Array(size);
    this.row = new Int32Array(size);
  }

  /** True if the sender knows of a free slot at this time; sends must come in time order. */
  hasCredit(atMicros: number): boolean {
    if (this.tail - this.freed < this.capacity) return true;
    while (this.freed < this.head && this.freeAt[this.freed & this.mask] <= atMicros) this.freed++;
    return this.tail - this.freed < this.capacity;
  }

  /** When the next slot becomes free; Infinity while the receiver has not taken the element in it. */
  nextCredit(): number {
    return this.freed < this.head ? this.freeAt[this.freed & this.mask] : Infinity;
  }

  /** Sends an element at `sentMicros`; the caller has made sure of the credit. */
  send(sentMicros: number, kind: number, row: number, timestamp: number): void {
    const tail = this.tail;
    const slot = tail & this.mask;
    const arrival = sentMicros + this.latencyMicros;
    this.arrival[slot] = arrival;
    this.kind[slot] = kind;
    this.row[slot] = row;
    this.timestamp[slot] = timestamp;
    this.tail = tail + 1;
    if (this.head === tail) this.consumer.elementArrives(arrival);
  }

  /** Takes the head at `atMicros` and returns its slot. */
  take(atMicros: number): number {
    const slot = this.head & this.mask;
    const free = atMicros + this.latencyMicros;
    this.freeAt[slot] = free;
    this.head++;
    if (this.producerWaits) {
      this.producerWaits = false;
      this.producer.creditArrives(free);
    }
    return slot;
  }

  get length(): number {
    return this.tail - this.head;
  }

  clear(): void {
    this.head = 0;
    this.tail = 0;
    this.freed = 0;
    this.blocked = false;
    this.producerWaits = false;
  }

  save(): ChannelSnapshot {
    const { head, tail, freed, blocked, producerWaits } = this;
    const cut = <A extends Float64Array | Uint8Array | Int32Array>(from: A, to: A): A => {
      for (let i = freed; i < tail; i++) to[i - freed] = from[i & this.mask];
      return to;
    };
    const n = tail - freed;
    return {
      head,
      tail,
      freed,
      blocked,
      producerWaits,
      arrival: cut(this.arrival, new Float64Array(n)),
      timestamp: cut(this.timestamp, new Float64Array(n)),
      freeAt: cut(this.freeAt, new Float64Array(n)),
      kind: cut(this.kind, new Uint8Array(n)),
      row: cut(this.row, new Int32Array(n)),
    };
  }

  load(snapshot: ChannelSnapshot): void {
    this.head = snapshot.head;
    this.tail = snapshot.tail;
    this.freed = snapshot.freed;
    this.blocked = snapshot.blocked;
    this.producerWaits = snapshot.producerWaits;
    for (let i = snapshot.freed; i < snapshot.tail; i++) {
      const slot = i & this.mask;
      const from = i - snapshot.freed;
      this.arrival[slot] = snapshot.arrival[from];
      this.timestamp[slot] = snapshot.timestamp[from];
      this.freeAt[slot] = snapshot.freeAt[from];
      this.kind[slot] = snapshot.kind[from];
      this.row[slot] = snapshot.row[from];
    }
  }
}
