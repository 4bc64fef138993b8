/** Events in order of (time, rank, insertion): a plain binary heap. */
export interface Timed {
  readonly at: number;
  readonly rank: number;
}

export class EventHeap<Event extends Timed> {
  private readonly entries: { readonly event: Event; readonly count: number }[] = [];
  private count = 0;

  nextAt(): number {
    return this.entries.length === 0 ? Infinity : this.entries[0].event.at;
  }

  push(event: Event): void {
    const { entries } = this;
    let at = entries.push({ event, count: this.count++ }) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.isBefore(at, above)) return;
      this.swap(at, above);
      at = above;
    }
  }

  pop(): Event | undefined {
    const { entries } = this;
    if (entries.length === 0) return undefined;
    this.swap(0, entries.length - 1);
    const first = entries.pop()?.event;
    for (let at = 0; ; ) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < entries.length && this.isBefore(below, least)) least = below;
      if (least === at) return first;
      this.swap(at, least);
      at = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [left, right] = [this.entries[a], this.entries[b]];
    if (left.event.at !== right.event.at) return left.event.at < right.event.at;
    if (left.event.rank !== right.event.rank) return left.event.rank < right.event.rank;
    return left.count < right.count;
  }

  private swap(a: number, b: number): void {
    const { entries } = this;
    [entries[a], entries[b]] = [entries[b], entries[a]];
  }
}
