/**
 * A bounded FIFO from one subtask to another. A slot is taken when an element is sent and visible as free one
 * transfer time after the receiver took it: the credit travels back as the element travelled there (Flink's
 * credit-based flow control, RemoteInputChannel; there credits are buffers of 32 KiB, here they are elements).
 *
 * All times are integer microseconds. An element is named by its place, counted from the channel's beginning: those from
 * head to tail − 1 are there. They stand in a ring of two arrays, what belongs to one element side by side.
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
  readonly times: Float64Array;
  readonly contents: Int32Array;
}

/**
 * Of each element: run time at which it can be taken; event time of a record, value of a watermark, id of a barrier;
 * and run time at which its slot is free again in the sender's eyes.
 */
const TIMES = 3;
const TIMESTAMP = 1;
const FREE_AT = 2;
/** Kind and row. */
const CONTENTS = 2;
const ROW = 1;

export class Channel {
  readonly capacity: number;
  readonly latencyMicros: number;
  private readonly mask: number;
  private readonly times: Float64Array;
  private readonly contents: Int32Array;
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
    this.times = new Float64Array(size * TIMES);
    this.contents = new Int32Array(size * CONTENTS);
  }

  /** Run time at which the element can be taken. */
  arrivalOf(place: number): number {
    return this.times[(place & this.mask) * TIMES];
  }

  /** Event time of a record, value of a watermark, id of a barrier. */
  timestampOf(place: number): number {
    return this.times[(place & this.mask) * TIMES + TIMESTAMP];
  }

  kindOf(place: number): number {
    return this.contents[(place & this.mask) * CONTENTS];
  }

  rowOf(place: number): number {
    return this.contents[(place & this.mask) * CONTENTS + ROW];
  }

  /** True if the sender knows of a free slot at this time; sends must come in time order. */
  hasCredit(atMicros: number): boolean {
    if (this.tail - this.freed < this.capacity) return true;
    while (this.freed < this.head && this.freeAtOf(this.freed) <= atMicros) this.freed++;
    return this.tail - this.freed < this.capacity;
  }

  /** When the next slot becomes free; Infinity while the receiver has not taken the element in it. */
  nextCredit(): number {
    return this.freed < this.head ? this.freeAtOf(this.freed) : Infinity;
  }

  /** Sends an element at `sentMicros`; the caller has made sure of the credit. */
  send(sentMicros: number, kind: number, row: number, timestamp: number): void {
    const tail = this.tail;
    const arrival = sentMicros + this.latencyMicros;
    const { times, contents } = this;
    const at = (tail & this.mask) * TIMES;
    times[at] = arrival;
    times[at + TIMESTAMP] = timestamp;
    const content = (tail & this.mask) * CONTENTS;
    contents[content] = kind;
    contents[content + ROW] = row;
    this.tail = tail + 1;
    if (this.head === tail) this.consumer.elementArrives(arrival);
  }

  /** Takes the head at `atMicros`; what it holds can be read until the next one is sent. */
  take(atMicros: number): void {
    const free = atMicros + this.latencyMicros;
    this.times[(this.head & this.mask) * TIMES + FREE_AT] = free;
    this.head++;
    if (!this.producerWaits) return;
    this.producerWaits = false;
    this.producer.creditArrives(free);
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
    const { head, tail, freed, blocked, producerWaits, mask } = this;
    const times = new Float64Array((tail - freed) * TIMES);
    const contents = new Int32Array((tail - freed) * CONTENTS);
    for (let place = freed; place < tail; place++) {
      copyElement(this.times, place & mask, times, place - freed, TIMES);
      copyElement(this.contents, place & mask, contents, place - freed, CONTENTS);
    }
    return { head, tail, freed, blocked, producerWaits, times, contents };
  }

  load(snapshot: ChannelSnapshot): void {
    const { head, tail, freed, blocked, producerWaits, times, contents } = snapshot;
    Object.assign(this, { head, tail, freed, blocked, producerWaits });
    const { mask } = this;
    for (let place = freed; place < tail; place++) {
      copyElement(times, place - freed, this.times, place & mask, TIMES);
      copyElement(contents, place - freed, this.contents, place & mask, CONTENTS);
    }
  }

  private freeAtOf(place: number): number {
    return this.times[(place & this.mask) * TIMES + FREE_AT];
  }
}

/** Copies what an array of `width` numbers an element has of one. */
function copyElement<A extends Float64Array | Int32Array>(
  from: A,
  at: number,
  to: A,
  toAt: number,
  width: number,
): void {
  for (let i = 0; i < width; i++) to[toAt * width + i] = from[at * width + i];
}
