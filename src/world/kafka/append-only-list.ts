/**
 * A list that only grows, and whose snapshots cost nothing: a snapshot is the same array and a length.
 * Whoever appends where another branch of history has already written takes a copy first, so that no
 * snapshot ever sees an item that it did not hold.
 */
export class AppendOnlyList<Item> {
  private items: Item[] = [];
  private length = 0;

  get size(): number {
    return this.length;
  }

  append(item: Item): void {
    if (this.items.length !== this.length) this.items = this.items.slice(0, this.length);
    this.items.push(item);
    this.length++;
  }

  at(index: number): Item | undefined {
    return index >= 0 && index < this.length ? this.items[index] : undefined;
  }

  slice(from = 0): Item[] {
    return this.items.slice(from, this.length);
  }

  save(): AppendOnlySnapshot<Item> {
    return { items: this.items, length: this.length };
  }

  load(snapshot: AppendOnlySnapshot<Item>): void {
    // The array belongs to the snapshot's history: it is only ever pushed to, and only by who holds its full length.
    this.items = snapshot.items;
    this.length = snapshot.length;
  }
}

export interface AppendOnlySnapshot<Item> {
  /** May hold more than `length` items: those of a later instant. */
  readonly items: Item[];
  readonly length: number;
}
