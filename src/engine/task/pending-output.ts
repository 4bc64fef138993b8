import type { Channel } from '../channel.ts';

interface Waiting {
  readonly channel: Channel;
  readonly kind: number;
  readonly row: number;
  readonly timestamp: number;
  /** When it would have been sent had no channel been full. */
  readonly readyAt: number;
}

/** Channels are named by their place among those that leave the subtask. */
export interface PendingOutputSnapshot {
  readonly waiting: readonly (Omit<Waiting, 'channel'> & { readonly channel: number })[];
  readonly delay: number;
}

/**
 * Output that found a channel full. It leaves in order, each element as soon as its channel has a slot, and
 * everything behind it is late by as much: the thread blocks inside an emit, as Flink's does in
 * `RecordWriter#emit`. Its bound is what one record, timer or letter may emit.
 */
export class PendingOutput {
  private waiting: Waiting[] = [];
  private first = 0;
  /** By how much the element in progress has been held up so far, µs. */
  delay = 0;

  get isEmpty(): boolean {
    return this.first === this.waiting.length;
  }

  add(channel: Channel, kind: number, row: number, timestamp: number, readyAt: number): void {
    this.waiting.push({ channel, kind, row, timestamp, readyAt });
  }

  /**
   * Sends what can be sent before `until`. Returns when the next one can go, or Infinity if that is not known
   * yet (its channel will say), or −1 when all is sent.
   */
  drain(until: number): number {
    while (this.first < this.waiting.length) {
      const { channel, kind, row, timestamp, readyAt } = this.waiting[this.first];
      let at = readyAt + this.delay;
      if (at >= until) return at;
      if (!channel.hasCredit(at)) {
        const credit = channel.nextCredit();
        if (credit === Infinity) channel.producerWaits = true;
        if (credit >= until) return credit;
        at = credit;
        this.delay = at - readyAt;
        channel.hasCredit(at);
      }
      channel.send(at, kind, row, timestamp);
      this.first++;
    }
    this.waiting = [];
    this.first = 0;
    return -1;
  }

  /** Since when the head waits; NaN if nothing does. */
  blockedSince(): number {
    return this.isEmpty ? NaN : this.waiting[this.first].readyAt + this.delay;
  }

  forEach(visit: (channel: Channel, kind: number, row: number) => void): void {
    for (let i = this.first; i < this.waiting.length; i++)
      visit(this.waiting[i].channel, this.waiting[i].kind, this.waiting[i].row);
  }

  clear(): void {
    this.waiting = [];
    this.first = 0;
    this.delay = 0;
  }

  save(outgoing: readonly Channel[]): PendingOutputSnapshot {
    const waiting = this.waiting
      .slice(this.first)
      .map((element) => ({ ...element, channel: outgoing.indexOf(element.channel) }));
    return { waiting, delay: this.delay };
  }

  load(snapshot: PendingOutputSnapshot, outgoing: readonly Channel[]): void {
    this.waiting = snapshot.waiting.map((element) => ({ ...element, channel: outgoing[element.channel] }));
    this.first = 0;
    this.delay = snapshot.delay;
  }
}
