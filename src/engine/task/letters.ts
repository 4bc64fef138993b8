import type { ServiceCaller } from '../world-service.ts';
import type { TaskCheckpoint } from './steps.ts';

/** An attempt of an operator in a subtask: an answer reaches it as long as that attempt lasts. */
export interface Address extends ServiceCaller {
  readonly task: number;
  /** Its place in the chain. */
  readonly host: number;
}

/** What a subtask can find in its mailbox. */
export type TaskLetter =
  | { readonly kind: 'trigger'; readonly checkpoint: number }
  | { readonly kind: 'complete'; readonly checkpoint: number }
  | { readonly kind: 'aborted'; readonly checkpoint: number }
  | {
      readonly kind: 'reply';
      readonly to: Address;
      readonly token: number;
      readonly reply: unknown;
      readonly blocking: boolean;
    };

/** What a subtask asks of a service outside the job. */
export interface ServiceLetter {
  readonly from: Address;
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
