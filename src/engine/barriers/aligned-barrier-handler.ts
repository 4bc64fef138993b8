import type { AbortReason, BarrierOutput } from './barrier-output.ts';

/**
 * Exactly-once by alignment (Flink's `SingleCheckpointBarrierHandler`, aligned): a channel whose barrier has
 * come is blocked until the barriers of all open channels are there; then the snapshot is taken and all are
 * unblocked. One checkpoint at a time: a newer barrier ends the alignment of an older checkpoint.
 */
export class AlignedBarrierHandler {
  readonly #output: BarrierOutput;
  readonly #afterFinish: boolean;
  #openChannels: number;
  /** −1 before the first. */
  #current = -1;
  #lastCancelledOrCompleted = -1;
  /** Open channels when the current alignment began. */
  #targetChannels = 0;
  /** Channels whose barrier has come, or which have ended meanwhile. */
  readonly #aligned = new Set<number>();
  readonly #blocked = new Set<number>();

  /** `afterFinish`: `execution.checkpointing.checkpoints-after-tasks-finish`, true unless turned off. */
  constructor(channels: number, output: BarrierOutput, afterFinish = true) {
    this.#openChannels = channels;
    this.#output = output;
    this.#afterFinish = afterFinish;
  }

  /** Checkpoint being aligned, or null. */
  get pending(): number | null {
    return this.#isPending() ? this.#current : null;
  }

  isBlocked(channel: number): boolean {
    return this.#blocked.has(channel);
  }

  get blockedChannels(): readonly number[] {
    return [...this.#blocked];
  }

  onBarrier(checkpoint: number, channel: number): void {
    if (checkpoint < this.#current || (checkpoint === this.#current && !this.#isPending())) return;
    if (checkpoint > this.#current) this.#begin(checkpoint);
    if (this.#blocked.has(channel)) {
      throw new Error(`IOException: repeated barrier of checkpoint ${checkpoint} on channel ${channel}`);
    }
    this.#aligned.add(channel);
    if (this.#aligned.size === this.#targetChannels) {
      this.#complete();
    } else {
      this.#blocked.add(channel);
      this.#output.block(channel);
    }
  }

  /** A marker for an older checkpoint, or for one that is not pending any more, says nothing new. */
  onCancel(checkpoint: number, _channel: number): void {
    if (checkpoint > this.#current || (checkpoint === this.#current && this.#aligned.size > 0)) {
      this.#abort(checkpoint, 'CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER');
    }
  }

  /** An ended channel counts as having delivered its barrier; without checkpoints after finish it ends the checkpoint. */
  onEndOfPartition(channel: number): void {
    this.#openChannels -= 1;
    if (!this.#isPending()) return;
    if (!this.#afterFinish) {
      this.#abort(this.#current, 'CHECKPOINT_DECLINED_INPUT_END_OF_STREAM');
      return;
    }
    if (this.#blocked.delete(channel)) this.#output.unblock(channel);
    this.#aligned.add(channel);
    if (this.#aligned.size === this.#targetChannels) this.#complete();
  }

  save(): AlignedBarrierSnapshot {
    return {
      openChannels: this.#openChannels,
      current: this.#current,
      lastCancelledOrCompleted: this.#lastCancelledOrCompleted,
      targetChannels: this.#targetChannels,
      aligned: [...this.#aligned],
      blocked: [...this.#blocked],
    };
  }

  /** Silent: who loads also has the channels' blocked flags back from the same instant. */
  load(snapshot: AlignedBarrierSnapshot): void {
    this.#openChannels = snapshot.openChannels;
    this.#current = snapshot.current;
    this.#lastCancelledOrCompleted = snapshot.lastCancelledOrCompleted;
    this.#targetChannels = snapshot.targetChannels;
    this.#aligned.clear();
    this.#blocked.clear();
    for (const channel of snapshot.aligned) this.#aligned.add(channel);
    for (const channel of snapshot.blocked) this.#blocked.add(channel);
  }

  #isPending(): boolean {
    return this.#current >= 0 && this.#current !== this.#lastCancelledOrCompleted;
  }

  #begin(checkpoint: number): void {
    if (this.#isPending()) this.#abort(this.#current, 'CHECKPOINT_DECLINED_SUBSUMED');
    this.#current = checkpoint;
    this.#aligned.clear();
    this.#targetChannels = this.#openChannels;
  }

  #complete(): void {
    this.#aligned.clear();
    this.#lastCancelledOrCompleted = this.#current;
    this.#output.trigger(this.#current);
    this.#unblockAll();
  }

  /** Making the cancelled id the current one without its barriers means that none of them can start it again. */
  #abort(checkpoint: number, reason: AbortReason): void {
    this.#current = Math.max(checkpoint, this.#current);
    this.#lastCancelledOrCompleted = Math.max(checkpoint, this.#lastCancelledOrCompleted);
    this.#aligned.clear();
    this.#targetChannels = 0;
    this.#unblockAll();
    this.#output.abort(checkpoint, reason);
  }

  #unblockAll(): void {
    const blocked = [...this.#blocked];
    this.#blocked.clear();
    for (const channel of blocked) this.#output.unblock(channel);
  }
}

export interface AlignedBarrierSnapshot {
  readonly openChannels: number;
  readonly current: number;
  readonly lastCancelledOrCompleted: number;
  readonly targetChannels: number;
  readonly aligned: readonly number[];
  readonly blocked: readonly number[];
}
