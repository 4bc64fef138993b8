import type { EventStream } from '../event-stream.ts';

/** A record put into a split by hand, read when the run reaches its time. */
export interface InjectedRecord {
  readonly arrivalMicros: number;
  /** Epoch ms. */
  readonly eventTime: number;
  /** Values by field number; NaN takes the value of the split's next record. */
  readonly values: Float64Array;
}

/** An interval of run time in which a split's producer sends nothing, `[from, to)`; Infinity = for good. */
export interface Silence {
  readonly from: number;
  readonly to: number;
}

export interface Split {
  readonly partition: number;
  readonly stream: EventStream;
  /** Both lists belong to the world: they only grow, and a restored job finds them as they are. */
  readonly silences: readonly Silence[];
  readonly injected: readonly InjectedRecord[];
}

export interface SplitSnapshot {
  readonly offset: number;
  readonly injected: number;
  readonly lastArrival: number;
}

/** One partition of a stream and how far it has been read. */
export class SplitReader {
  readonly partition: number;
  readonly name: string;
  /** Next offset of the partition, and next of the injected records. */
  offset = 0;
  injected = 0;
  /** Run time at which the next record can be read; Infinity if none will. */
  nextArrival = Infinity;
  /** Run time at which the last one read had arrived. */
  lastArrival = 0;
  private takesInjected = false;
  /** Its producer sends nothing any more; the offset stays where it was. */
  private isMuted = false;
  private readonly split: Split;
  private readonly length: number;
  private readonly filler: Float64Array;

  constructor(split: Split) {
    this.split = split;
    this.partition = split.partition;
    this.name = `p${split.partition}`;
    this.length = split.stream.length?.(split.partition) ?? Infinity;
    this.filler = new Float64Array(split.stream.fields.length);
    this.refresh();
  }

  /** The split is finite and read to its end. */
  get isAtEnd(): boolean {
    return this.offset >= this.length && this.injected >= this.split.injected.length;
  }

  /** What the next record is called in lineages: its offset, or −1, −2, … for injected ones. */
  get position(): number {
    return this.takesInjected ? -1 - this.injected : this.offset;
  }

  /** Fills `values` with the next record, moves on, and returns its event time. */
  read(values: Float64Array): number {
    this.lastArrival = this.nextArrival;
    const eventTime = this.takesInjected
      ? this.readInjected(values)
      : this.split.stream.read(this.partition, this.offset++, values);
    this.refresh();
    return eventTime;
  }

  /** Finds the next record anew. */
  refresh(): void {
    this.isMuted = false;
    this.skipSilences();
    const { stream, injected } = this.split;
    const regular =
      !this.isMuted && this.offset < this.length ? stream.arrivalMicros(this.partition, this.offset) : Infinity;
    const byHand = this.injected < injected.length ? injected[this.injected].arrivalMicros : Infinity;
    this.takesInjected = byHand <= regular && byHand < Infinity;
    this.nextArrival = Math.min(regular, byHand);
    if (this.isAtEnd) this.nextArrival = this.lastArrival;
  }

  save(): SplitSnapshot {
    return { offset: this.offset, injected: this.injected, lastArrival: this.lastArrival };
  }

  load(snapshot: SplitSnapshot | null): void {
    this.offset = snapshot?.offset ?? 0;
    this.injected = snapshot?.injected ?? 0;
    this.lastArrival = snapshot?.lastArrival ?? 0;
    this.refresh();
  }

  private readInjected(values: Float64Array): number {
    const record = this.split.injected[this.injected++];
    this.split.stream.read(this.partition, Math.min(this.offset, this.length - 1), this.filler);
    for (let i = 0; i < values.length; i++)
      values[i] = Number.isNaN(record.values[i]) ? this.filler[i] : record.values[i];
    return record.eventTime;
  }

  /** Offsets whose records were never sent are passed over. */
  private skipSilences(): void {
    const { stream, silences } = this.split;
    for (const { from, to } of silences) {
      if (this.offset >= this.length) return;
      const arrival = stream.arrivalMicros(this.partition, this.offset);
      if (arrival < from || arrival >= to) continue;
      if (to === Infinity) this.isMuted = true;
      else this.offset = this.firstFrom(to);
    }
  }

  private firstFrom(micros: number): number {
    const { stream } = this.split;
    let step = 1;
    let low = this.offset;
    while (low + step < this.length && stream.arrivalMicros(this.partition, low + step) < micros) step *= 2;
    let high = Math.min(low + step, this.length);
    while (low + 1 < high) {
      const middle = Math.floor((low + high) / 2);
      if (stream.arrivalMicros(this.partition, middle) < micros) low = middle;
      else high = middle;
    }
    return high;
  }
}
