/**
 * The JobManager: triggers checkpoints and collects their acknowledgements (CheckpointCoordinator), learns of
 * failures, asks the restart strategy, and brings the job back from its latest completed checkpoint. Everything
 * reaches it and leaves it by messages. A job is one failover region here: a failure restarts all of it.
 */
import type { Actor } from '../actor.ts';
import type { JobSettings } from '../job-graph.ts';
import { Mailbox } from '../mailbox.ts';
import { createRestartStrategy, type RestartStrategy } from '../restart/restart-strategies.ts';
import { bytesOf, type TaskCheckpoint } from '../task/steps.ts';
import type { JobLetter } from '../task/letters.ts';
import type { Task } from '../task/task.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Happening, JobState } from './happenings.ts';
import { restartSpec } from './restart-spec.ts';

export interface CompletedCheckpoint {
  readonly id: number;
  readonly tasks: readonly TaskCheckpoint[];
}

interface PendingCheckpoint {
  readonly id: number;
  readonly triggeredAt: number;
  readonly tasks: readonly (TaskCheckpoint | null)[];
}

/** What the job manager has the engine do to the whole job at an instant. */
export type JobOrder =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'restart'; readonly checkpoint: CompletedCheckpoint | null };

interface Surroundings {
  readonly id: number;
  readonly settings: JobSettings;
  readonly clock: VirtualClock;
  readonly tasks: readonly Task[];
  readonly random: (n: number) => number;
  order(at: number, order: JobOrder): void;
  tell(happening: Happening): void;
}

/** Requests over this many are dropped with TOO_MANY_CHECKPOINT_REQUESTS. */
const MOST_QUEUED = 1000;

export class JobManager implements Actor {
  state: JobState = 'running';
  completed: CompletedCheckpoint | null = null;
  pending: PendingCheckpoint | null = null;
  completedCount = 0;
  failedCount = 0;
  private readonly mailbox = new Mailbox<JobLetter>();
  private readonly around: Surroundings;
  private readonly restart: RestartStrategy;
  private nextCheckpoint = 1;
  private nextTrigger: number;
  /** Requests of the periodic trigger that found a checkpoint under way (CheckpointRequestDecider). */
  private queued = 0;
  private lastCompletedAt = -Infinity;
  private continuousFailures = 0;
  private ended: readonly boolean[];
  private isFinal = false;
  private failures = 0;
  private sent = 0;

  constructor(around: Surroundings) {
    this.around = around;
    this.restart = createRestartStrategy(restartSpec(around.settings), () => around.random(this.failures));
    this.nextTrigger = this.periodMicros();
    this.ended = around.tasks.map(() => false);
  }

  get nextAt(): number {
    return Math.min(
      this.mailbox.nextAt(),
      this.state === 'running' ? Math.min(this.nextTrigger, this.expiry()) : Infinity,
    );
  }

  post(at: number, sender: number, count: number, letter: JobLetter): void {
    this.mailbox.post(at, sender, count, letter);
  }

  /** A subtask died: an acknowledgement whose upload was not done by then never leaves. */
  lose(task: number, at: number): void {
    this.mailbox.dropFrom(task, at + this.around.settings.channelLatencyMicros);
  }

  run(until: number): void {
    for (let at = this.nextAt; at < until; at = this.nextAt) {
      if (this.mailbox.nextAt() <= at) this.open(at);
      else if (this.expiry() <= at) this.fail(at, 'checkpoint expired before completing');
      else this.tick(at);
    }
  }

  /** The job runs again: checkpoints go on an interval from now (Flink waits a random part of it). */
  restarted(at: number, checkpoint: CompletedCheckpoint | null, replayed: number): void {
    this.setState(at, 'running');
    this.ended = this.around.tasks.map(() => false);
    this.isFinal = false;
    this.nextTrigger = at + this.periodMicros();
    this.around.tell({ kind: 'restart', at, restoredFrom: checkpoint?.id ?? null, replayed });
  }

  save() {
    return {
      state: this.state,
      completed: this.completed,
      pending: this.pending,
      completedCount: this.completedCount,
      failedCount: this.failedCount,
      nextCheckpoint: this.nextCheckpoint,
      nextTrigger: this.nextTrigger,
      queued: this.queued,
      lastCompletedAt: this.lastCompletedAt,
      continuousFailures: this.continuousFailures,
      ended: this.ended,
      isFinal: this.isFinal,
      failures: this.failures,
      sent: this.sent,
      letters: this.mailbox.save(),
      restart: this.restart.save(),
    };
  }

  load(snapshot: ReturnType<JobManager['save']>): void {
    const { letters, restart, ...plain } = snapshot;
    Object.assign(this, plain);
    this.mailbox.load(letters);
    this.restart.load(restart);
  }

  private open(at: number): void {
    const letter = this.mailbox.take();
    if (letter === undefined) return;
    if (letter.kind === 'acknowledge') this.acknowledge(at, letter);
    else if (letter.kind === 'ended') this.end(at, letter.task);
    else this.failJob(at, letter.what, letter.restartNotBefore);
  }

  /** Of the periodic trigger; a longer pause between checkpoints makes it as long (CheckpointCoordinator). */
  private periodMicros(): number {
    const { intervalMs, minPauseMs } = this.around.settings.checkpointing;
    return intervalMs === 0 ? Infinity : Math.max(intervalMs, minPauseMs) * 1000;
  }

  /** The periodic trigger ticks at a fixed rate; ticks that find a checkpoint under way are queued, not lost. */
  private tick(at: number): void {
    this.nextTrigger = at + this.periodMicros();
    this.queued = Math.min(MOST_QUEUED, this.queued + 1);
    this.executeQueued(at);
  }

  /** A request within the pause is dropped, and the trigger ticks again when the pause is over. */
  private executeQueued(at: number): void {
    if (this.pending !== null || this.queued === 0) return;
    this.queued--;
    const earliest = this.lastCompletedAt + this.around.settings.checkpointing.minPauseMs * 1000;
    if (earliest > at) this.nextTrigger = earliest;
    else this.trigger(at);
  }

  private trigger(at: number): void {
    const id = this.nextCheckpoint++;
    this.pending = { id, triggeredAt: at, tasks: this.around.tasks.map(() => null) };
    for (const task of this.around.tasks)
      if (task.source !== null) this.write(task, at, { kind: 'trigger', checkpoint: id });
    this.around.tell({ kind: 'checkpoint-triggered', at, checkpoint: id });
  }

  private acknowledge(at: number, letter: Extract<JobLetter, { kind: 'acknowledge' }>): void {
    const { pending } = this;
    if (pending === null || pending.id !== letter.checkpoint || this.state !== 'running') return;
    const tasks = pending.tasks.slice();
    tasks[letter.task] = letter.snapshot;
    this.pending = { ...pending, tasks };
    const done: TaskCheckpoint[] = [];
    for (const task of tasks) if (task !== null) done.push(task);
    if (done.length === tasks.length) this.complete(at, { id: pending.id, tasks: done }, pending.triggeredAt);
  }

  private complete(at: number, checkpoint: CompletedCheckpoint, triggeredAt: number): void {
    this.completed = checkpoint;
    this.pending = null;
    this.completedCount++;
    this.continuousFailures = 0;
    this.lastCompletedAt = at;
    for (const task of this.around.tasks) this.write(task, at, { kind: 'complete', checkpoint: checkpoint.id });
    this.around.tell({
      kind: 'checkpoint-completed',
      at,
      checkpoint: checkpoint.id,
      triggeredAt,
      bytes: bytesOf(checkpoint.tasks),
    });
    if (this.isFinal) this.setState(at, 'finished');
    else this.goOn(at);
  }

  /** A checkpoint is over, and the job runs. */
  private goOn(at: number): void {
    if (this.ended.every((isEnded) => isEnded)) this.triggerFinal(at);
    else this.executeQueued(at);
  }

  private end(at: number, task: number): void {
    if (this.state !== 'running') return;
    this.ended = this.ended.map((isEnded, i) => isEnded || i === task);
    if (!this.ended.every((isEnded) => isEnded)) return;
    if (this.around.settings.checkpointing.intervalMs === 0) this.setState(at, 'finished');
    else if (this.pending === null) this.triggerFinal(at);
  }

  /** Sinks that commit with checkpoints wait for one more before the job is done. */
  private triggerFinal(at: number): void {
    this.isFinal = true;
    this.nextTrigger = Infinity;
    this.trigger(at);
  }

  private expiry(): number {
    return this.pending === null
      ? Infinity
      : this.pending.triggeredAt + this.around.settings.checkpointing.timeoutMs * 1000;
  }

  private fail(at: number, reason: string): void {
    const { pending } = this;
    if (pending === null) return;
    this.pending = null;
    this.failedCount++;
    this.continuousFailures++;
    for (const task of this.around.tasks) this.write(task, at, { kind: 'aborted', checkpoint: pending.id });
    this.around.tell({
      kind: 'checkpoint-failed',
      at,
      checkpoint: pending.id,
      triggeredAt: pending.triggeredAt,
      reason,
    });
    if (this.continuousFailures <= this.around.settings.checkpointing.tolerableFailed) return this.goOn(at);
    // The count starts anew with the failure that it led to (CheckpointFailureManager).
    this.continuousFailures = 0;
    this.failJob(at, reason, at);
  }

  private failJob(at: number, what: string, restartNotBefore: number): void {
    if (this.state !== 'running') return;
    this.failures++;
    this.around.tell({ kind: 'failure', at, what });
    if (this.pending !== null) {
      this.failedCount++;
      this.around.tell({
        kind: 'checkpoint-failed',
        at,
        checkpoint: this.pending.id,
        triggeredAt: this.pending.triggeredAt,
        reason: 'the job failed',
      });
      this.pending = null;
    }
    this.queued = 0;
    const latency = this.around.settings.channelLatencyMicros;
    const now = this.around.clock.processingTime(at);
    this.restart.notifyFailure(now);
    this.around.order(at + latency, { kind: 'cancel' });
    if (!this.restart.canRestart(now)) {
      this.setState(at, 'failed');
      return;
    }
    this.setState(at, 'restarting');
    const restartAt = Math.max(at + 2 * latency, at + this.restart.backoffMs(now) * 1000, restartNotBefore);
    this.around.order(restartAt, { kind: 'restart', checkpoint: this.completed });
  }

  private setState(at: number, state: JobState): void {
    this.state = state;
    this.around.tell({ kind: 'job', at, state });
  }

  private write(task: Task, at: number, letter: Parameters<Task['post']>[3]): void {
    task.post(at + this.around.settings.channelLatencyMicros, this.around.id, this.sent++, letter);
  }
}
