/**
 * Letters that wait for a subtask or an actor, in order of (arrival, sender, sender's count): the order does not
 * depend on which of two senders happened to be simulated first.
 */
export interface Letter<Body> {
  /** Run time of arrival, µs. */
  readonly at: number;
  readonly sender: number;
  readonly count: number;
  readonly body: Body;
}

const FIRST_SIZE = 16;

/**
 * Each letter has a slot in parallel columns; a ring names the slots, those of the waiting letters in their order and
 * then the free ones. Most letters come nearly in order, so few names have to make room for another.
 */
export class Mailbox<Body> {
  private at = new Float64Array(FIRST_SIZE);
  private sender = new Int32Array(FIRST_SIZE);
  private count = new Float64Array(FIRST_SIZE);
  private bodies: (Body | undefined)[] = [];
  private ring = Int32Array.from({ length: FIRST_SIZE }, (_, slot) => slot);
  private mask = FIRST_SIZE - 1;
  private head = 0;
  private tail = 0;

  /** Arrival of the first letter; Infinity if there is none. */
  nextAt(): number {
    return this.head === this.tail ? Infinity : this.at[this.ring[this.head & this.mask]];
  }

  post(at: number, sender: number, count: number, body: Body): void {
    if (this.tail - this.head > this.mask) this.grow();
    const { ring, mask, head } = this;
    const slot = ring[this.tail & mask];
    this.at[slot] = at;
    this.sender[slot] = sender;
    this.count[slot] = count;
    this.bodies[slot] = body;
    let low = head;
    let high = this.tail;
    if (low < high && !this.isBefore(slot, ring[(high - 1) & mask])) low = high;
    while (low < high) {
      const middle = low + ((high - low) >> 1);
      if (this.isBefore(slot, ring[middle & mask])) high = middle;
      else low = middle + 1;
    }
    for (let i = this.tail; i > low; i--) ring[i & mask] = ring[(i - 1) & mask];
    ring[low & mask] = slot;
    this.tail++;
  }

  /** Takes the first letter out; undefined if there is none. */
  take(): Body | undefined {
    if (this.head === this.tail) return undefined;
    const slot = this.ring[this.head++ & this.mask];
    const body = this.bodies[slot];
    // A letter can be large, and its slot may wait long for the next one.
    this.bodies[slot] = undefined;
    return body;
  }

  /** Takes back letters that a sender would only have written after `at`: it was gone by then. */
  dropFrom(sender: number, arrivingAfter: number): void {
    this.load(this.save().filter((letter) => letter.sender !== sender || letter.at <= arrivingAfter));
  }

  clear(): void {
    this.head = this.tail;
    this.bodies = [];
  }

  /** All letters in their order. */
  save(): readonly Letter<Body>[] {
    const letters: Letter<Body>[] = [];
    for (let i = this.head; i < this.tail; i++) {
      const slot = this.ring[i & this.mask];
      const body = this.bodies[slot];
      if (body !== undefined)
        letters.push({ at: this.at[slot], sender: this.sender[slot], count: this.count[slot], body });
    }
    return letters;
  }

  load(letters: readonly Letter<Body>[]): void {
    this.clear();
    for (const { at, sender, count, body } of letters) this.post(at, sender, count, body);
  }

  private isBefore(slot: number, other: number): boolean {
    const { at, sender, count } = this;
    if (at[slot] !== at[other]) return at[slot] < at[other];
    if (sender[slot] !== sender[other]) return sender[slot] < sender[other];
    return count[slot] < count[other];
  }

  private grow(): void {
    const waiting = this.save();
    const size = this.ring.length * 2;
    this.at = new Float64Array(size);
    this.sender = new Int32Array(size);
    this.count = new Float64Array(size);
    this.ring = Int32Array.from({ length: size }, (_, slot) => slot);
    this.mask = size - 1;
    this.load(waiting);
  }
}
