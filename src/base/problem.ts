/** A user's error as a value, shown where it was made: which thing, which of its settings, what is wrong, what to do. */
export interface Problem {
  readonly where: string;
  readonly field: string;
  readonly message: string;
  readonly hint: string;
}
