/**
 * Letters that wait for a subtask or an actor, in order of (arrival, sender, sender's count): the order does not
 * depend on which of two senders happened to be simulated first.
 */
export interface Letter<Body> {
  readonly at: number;
  readonly sender: number;
  readonly count: number;
  readonly body: Body;
}

const MOST_TAKEN = 64;

export class Mailbox<Body> {
  private letters: Letter<Body>[] = [];
  /** Those before it have been taken; they are cut off now and then, which costs less than one by one. */
  private first = 0;

  /** Arrival of the first letter; Infinity if there is none. */
  nextAt(): number {
    return this.first === this.letters.length ? Infinity : this.letters[this.first].at;
  }

  post(letter: Letter<Body>): void {
    const { letters } = this;
    let low = this.first;
    let high = letters.length;
    // Most letters come in order.
    if (low === high || isBefore(letters[high - 1], letter)) {
      letters.push(letter);
      return;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(letters[middle], letter)) low = middle + 1;
      else high = middle;
    }
    // Moved by hand: this is done for nearly every asynchronous reply, and `splice` makes an array each time.
    letters.push(letter);
    for (let i = letters.length - 1; i > low; i--) letters[i] = letters[i - 1];
    letters[low] = letter;
  }

  take(): Letter<Body> | undefined {
    if (this.first === this.letters.length) return undefined;
    const letter = this.letters[this.first++];
    if (this.first === this.letters.length || this.first === MOST_TAKEN) {
      this.letters.copyWithin(0, this.first);
      this.letters.length -= this.first;
      this.first = 0;
    }
    return letter;
  }

  /** Takes back letters that a sender would only have written after `at`: it was gone by then. */
  dropFrom(sender: number, arrivingAfter: number): void {
    this.load(this.save().filter((letter) => letter.sender !== sender || letter.at <= arrivingAfter));
  }

  clear(): void {
    this.letters = [];
    this.first = 0;
  }

  save(): readonly Letter<Body>[] {
    return this.letters.slice(this.first);
  }

  load(letters: readonly Letter<Body>[]): void {
    this.letters = letters.slice();
    this.first = 0;
  }
}

function isBefore(a: Letter<unknown>, b: Letter<unknown>): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.sender !== b.sender) return a.sender < b.sender;
  return a.count < b.count;
}
