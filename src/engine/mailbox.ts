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

export class Mailbox<Body> {
  private letters: Letter<Body>[] = [];

  /** Arrival of the first letter; Infinity if there is none. */
  nextAt(): number {
    return this.letters.length === 0 ? Infinity : this.letters[0].at;
  }

  post(letter: Letter<Body>): void {
    let at = this.letters.length;
    while (at > 0 && isBefore(letter, this.letters[at - 1])) at--;
    this.letters.splice(at, 0, letter);
  }

  take(): Letter<Body> | undefined {
    return this.letters.shift();
  }

  /** Takes back letters that a sender would only have written after `at`: it was gone by then. */
  dropFrom(sender: number, arrivingAfter: number): void {
    this.letters = this.letters.filter((letter) => letter.sender !== sender || letter.at <= arrivingAfter);
  }

  clear(): void {
    this.letters = [];
  }

  save(): readonly Letter<Body>[] {
    return this.letters.slice();
  }

  load(letters: readonly Letter<Body>[]): void {
    this.letters = letters.slice();
  }
}

function isBefore(a: Letter<unknown>, b: Letter<unknown>): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.sender !== b.sender) return a.sender < b.sender;
  return a.count < b.count;
}
