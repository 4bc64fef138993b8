/** What can be done to a whole job at an instant: by a user (faults, injected records), or by its job manager. */
import { assertNever } from '../../base/assert.ts';
import type { Engine } from '../engine.ts';
import type { TaskManager } from '../plan-job.ts';
import type { InjectedRecord } from '../task/split-reader.ts';
import type { Task } from '../task/task.ts';
import type { JobOrder } from './job-manager.ts';

export type Act =
  | JobOrder
  | { readonly kind: 'kill-task-manager'; readonly taskManager: number }
  | { readonly kind: 'kill-subtask'; readonly node: number; readonly subtask: number }
  | {
      readonly kind: 'silence';
      readonly node: number;
      readonly partition: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'inject';
      readonly node: number;
      readonly partition: number;
      readonly records: readonly InjectedRecord[];
    }
  | { readonly kind: 'slow'; readonly node: number; readonly subtask: number | null; readonly factor: number }
  | { readonly kind: 'retime'; readonly node: number; readonly outOfOrdernessMs: number; readonly idlenessMs: number };

export function applyAct(engine: Engine, act: Act): void {
  const { job } = engine;
  switch (act.kind) {
    case 'cancel':
      for (const task of job.tasks) task.stop();
      return;
    case 'restart':
      restart(engine, act);
      return;
    case 'kill-task-manager':
      killTaskManager(engine, job.taskManagers[act.taskManager]);
      return;
    case 'kill-subtask':
      kill(engine, job.hosts[act.node][act.subtask].task);
      return;
    case 'silence':
      job.worldOf(act.node, act.partition).silences.push({ from: act.from, to: act.to });
      refreshSources(engine, act.node);
      return;
    case 'inject':
      job.worldOf(act.node, act.partition).injected.push(...act.records);
      refreshSources(engine, act.node);
      return;
    case 'slow':
      for (const host of job.hosts[act.node])
        if (act.subtask === null || act.subtask === host.subtask) host.slow(act.factor);
      return;
    case 'retime':
      for (const host of job.hosts[act.node]) host.task.source?.retime(act.outOfOrdernessMs, act.idlenessMs);
      return;
    default:
      assertNever(act);
  }
}

/** The world changed under the sources of a node: what they read next is found anew. */
function refreshSources({ job, at }: Engine, node: number): void {
  for (const { task } of job.hosts[node]) {
    if (task.isDead || task.source === null) continue;
    task.source.refresh();
    // A thread that has still to send looks for records only after that.
    if (!task.output.isEmpty) continue;
    // What is to be read now may have arrived long ago; nobody could have read it before the act.
    task.free = Math.max(at, task.free);
    task.nextAt = task.free;
  }
}

/** All that it hosts is gone; the job manager misses its heartbeats after a while, and a new one comes later still. */
function killTaskManager(engine: Engine, manager: TaskManager): void {
  const { settings } = engine.job.graph;
  if (!manager.isAlive) return;
  manager.isAlive = false;
  manager.backAt = engine.at + settings.replacementMicros;
  for (const task of manager.tasks) {
    task.stop();
    engine.jobManager.lose(task.index, engine.at);
  }
  const letter = {
    kind: 'failed',
    what: `${manager.id} was killed`,
    restartNotBefore: manager.backAt,
  } as const;
  engine.jobManager.post(engine.at + settings.failureDetectionMicros, -1, 0, letter);
}

/** A single thread fails: its TaskManager reports it at once. */
function kill(engine: Engine, task: Task): void {
  if (task.isDead) return;
  task.stop();
  engine.jobManager.lose(task.index, engine.at);
  const letter = {
    kind: 'failed',
    what: `${task.node}/${task.subtask} was killed`,
    restartNotBefore: engine.at,
  } as const;
  engine.jobManager.post(engine.at + engine.job.graph.settings.channelLatencyMicros, -1, 0, letter);
}

function restart(engine: Engine, act: Extract<JobOrder, { kind: 'restart' }>): void {
  const { checkpoint } = act;
  const { job, at } = engine;
  // Another TaskManager died meanwhile: the job waits for its slots.
  const slotsAt = Math.max(...job.taskManagers.map(({ backAt }) => backAt));
  if (slotsAt > at) return engine.schedule(slotsAt, act, false);
  for (const manager of job.taskManagers) manager.isAlive = true;
  for (const task of job.tasks) task.stop();
  const reached = recordsRead(job.tasks);
  job.tasks.forEach((task, i) => {
    task.restart(at, checkpoint?.id ?? null, checkpoint?.tasks[i] ?? null);
  });
  engine.jobManager.restarted(at, checkpoint, reached - recordsRead(job.tasks));
}

/** How far all sources have read; the difference that a restore makes is what will be read again. */
function recordsRead(tasks: readonly Task[]): number {
  let sum = 0;
  for (const task of tasks) for (const split of task.source?.splits ?? []) sum += split.offset + split.injected;
  return sum;
}
