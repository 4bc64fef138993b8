import type { ServiceRequest } from '../operator.ts';
import type { TaskCheckpoint } from './steps.ts';

/** What a subtask can find in its mailbox. */
export type TaskLetter =
  | { readonly kind: 'trigger'; readonly checkpoint: number }
  | { readonly kind: 'complete'; readonly checkpoint: number }
  | { readonly kind: 'aborted'; readonly checkpoint: number }
  | {
      readonly kind: 'reply';
      readonly host: number;
      /** Of the operator that asked. */
      readonly attempt: number;
      readonly token: number;
      readonly reply: unknown;
      readonly blocking: boolean;
    };

/** What a subtask asks of a service outside the job. */
export interface ServiceLetter {
  readonly kind: 'request';
  readonly task: number;
  readonly host: number;
  readonly attempt: number;
  readonly token: number;
  readonly payload: unknown;
  readonly blocking: boolean;
  /** How long the way takes, µs, there and back each. */
  readonly latencyMicros: number;
}

/** What a subtask tells the job manager. */
export type JobLetter =
  | {
      readonly kind: 'acknowledge';
      readonly task: number;
      readonly checkpoint: number;
      readonly snapshot: TaskCheckpoint;
    }
  | { readonly kind: 'ended'; readonly task: number }
  /** Something of the job is gone; it restarts no earlier than what stands in for it is there. */
  | { readonly kind: 'failed'; readonly what: string; readonly restartNotBefore: number };

/** A literal of one shape: a spread on this path would halve the speed of asynchronous calls. */
export function requestLetter(
  task: number,
  host: number,
  attempt: number,
  { token, payload }: ServiceRequest,
  blocking: boolean,
  latencyMicros: number,
): ServiceLetter {
  return { kind: 'request', task, host, attempt, token, payload, blocking, latencyMicros };
}
