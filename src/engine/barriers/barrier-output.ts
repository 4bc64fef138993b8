/** What a barrier handler tells the task to do; calls come in the order in which Flink's handler acts. */
export interface BarrierOutput {
  /** Take the snapshot of this checkpoint now, before anything else is read. */
  trigger(checkpoint: number): void;
  /** The checkpoint will not be taken here: send a cancellation on, and tell the job manager. */
  abort(checkpoint: number, reason: AbortReason): void;
  /** Do not read the channel: its next data belong to the time after the snapshot. */
  block(channel: number): void;
  unblock(channel: number): void;
}

/** Flink's `CheckpointFailureReason`, those that a barrier handler gives. */
export type AbortReason =
  | 'CHECKPOINT_DECLINED_SUBSUMED'
  | 'CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER'
  | 'CHECKPOINT_DECLINED_INPUT_END_OF_STREAM';
