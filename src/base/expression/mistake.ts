/** What is wrong with an expression, and at which character of it (from 0). */
export class ExpressionMistake extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
