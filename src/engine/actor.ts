/** Whatever the scheduler runs: subtasks, the job manager, services outside the job. */
export interface Actor {
  /** When it next does something; Infinity: when something reaches it. */
  readonly nextAt: number;
  /** Does all that it does before `until`. */
  run(until: number): void;
}
