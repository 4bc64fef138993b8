import type { BarrierOutput } from './barrier-output.ts';

/**
 * At-least-once (Flink's `CheckpointBarrierTracker`): no channel is ever blocked; the snapshot is taken when
 * the last of the channels has delivered the barrier. What came behind the barrier on faster channels is in
 * the snapshot already and is replayed after a failure: it counts twice.
 */
export class BarrierTracker {
  readonly #output: BarrierOutput;
  readonly #afterFinish: boolean;
  #openChannels: number;
  /** Checkpoints with some barriers but not all, oldest first. */
  #pending: PendingCheckpoint[] = [];
  #latest = -1;

  constructor(channels: number, output: BarrierOutput, afterFinish = true) {
    this.#openChannels = channels;
    this.#output = output;
    this.#afterFinish = afterFinish;
  }

  get pending(): readonly number[] {
    return this.#pending.map(({ checkpoint }) => checkpoint);
  }

  onBarrier(checkpoint: number, channel: number): void {
    // With one channel open a new checkpoint is complete at once. An older one that began with more channels
    // is still counted out below.
    if (checkpoint > this.#latest && this.#openChannels === 1) {
      this.#output.trigger(checkpoint);
      return;
    }
    const at = this.#pending.findIndex((each) => each.checkpoint === checkpoint);
    const found = this.#pending[at];
    if (found !== undefined) {
      found.aligned.add(channel);
      if (found.aligned.size === found.targetChannels) this.#completeUpTo(at, found);
    } else if (checkpoint > this.#latest) {
      this.#latest = checkpoint;
      this.#pending.push({
        checkpoint,
        aligned: new Set([channel]),
        targetChannels: this.#openChannels,
        isAborted: false,
      });
      if (this.#pending.length > maxCheckpointsToTrack) this.#pending.shift();
    }
  }

  /** Aborts every older pending checkpoint first, oldest first, then the one it names. */
  onCancel(checkpoint: number, channel: number): void {
    if (checkpoint > this.#latest && this.#openChannels === 1) {
      this.#output.abort(checkpoint, 'CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER');
      return;
    }
    let first = this.#pending[0];
    while (first !== undefined && first.checkpoint < checkpoint) {
      this.#pending.shift();
      this.#abort(first);
      first = this.#pending[0];
    }
    if (first !== undefined && first.checkpoint === checkpoint) {
      this.#abort(first);
      // The barriers are still counted, so that the entry goes when all have been seen.
      first.aligned.add(channel);
      if (first.aligned.size === first.targetChannels) this.#pending.shift();
    } else if (checkpoint > this.#latest) {
      this.#latest = checkpoint;
      const cancelled = {
        checkpoint,
        aligned: new Set([channel]),
        targetChannels: this.#openChannels,
        isAborted: false,
      };
      this.#abort(cancelled);
      this.#pending.unshift(cancelled);
    }
  }

  /** May complete several checkpoints at once: only the newest of them is triggered. */
  onEndOfPartition(channel: number): void {
    this.#openChannels -= 1;
    if (!this.#afterFinish) {
      const aborted = this.#pending.filter(({ isAborted }) => !isAborted);
      this.#pending = [];
      for (const { checkpoint } of aborted) this.#output.abort(checkpoint, 'CHECKPOINT_DECLINED_INPUT_END_OF_STREAM');
      return;
    }
    for (let at = this.#pending.length - 1; at >= 0; at -= 1) {
      const each = this.#pending[at];
      if (each === undefined) continue;
      each.aligned.add(channel);
      if (each.aligned.size < each.targetChannels) continue;
      this.#completeUpTo(at, each);
      return;
    }
  }

  save(): BarrierTrackerSnapshot {
    const pending = this.#pending.map((each) => ({ ...each, aligned: [...each.aligned] }));
    return { openChannels: this.#openChannels, latest: this.#latest, pending };
  }

  load(snapshot: BarrierTrackerSnapshot): void {
    this.#openChannels = snapshot.openChannels;
    this.#latest = snapshot.latest;
    this.#pending = snapshot.pending.map((each) => ({ ...each, aligned: new Set(each.aligned) }));
  }

  /** Older pending checkpoints are dropped without a word: this one subsumes them. */
  #completeUpTo(at: number, completed: PendingCheckpoint): void {
    this.#pending.splice(0, at + 1);
    if (!completed.isAborted) this.#output.trigger(completed.checkpoint);
  }

  #abort(pending: PendingCheckpoint): void {
    if (pending.isAborted) return;
    pending.isAborted = true;
    this.#output.abort(pending.checkpoint, 'CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER');
  }
}

/** Bound of the pending list; beyond it the oldest is forgotten. */
const maxCheckpointsToTrack = 50;

interface PendingCheckpoint {
  readonly checkpoint: number;
  readonly aligned: Set<number>;
  readonly targetChannels: number;
  isAborted: boolean;
}

export interface BarrierTrackerSnapshot {
  readonly openChannels: number;
  readonly latest: number;
  readonly pending: readonly {
    readonly checkpoint: number;
    readonly aligned: readonly number[];
    readonly targetChannels: number;
    readonly isAborted: boolean;
  }[];
}
