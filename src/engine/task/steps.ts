/**
 * What a subtask does that takes more than one stroke: event time advances timer by timer, a checkpoint waits
 * for flushes. Between two strokes its output must drain, so nothing grows without bound; nothing else is taken.
 */
import { assertNever } from '../../base/assert.ts';
import { forEachLeaf } from '../../base/leaves.ts';
import { ACTIVE, BARRIER, CANCEL_BARRIER, END, IDLE, WATERMARK } from '../channel.ts';
import type { Host } from './host.ts';
import type { TaskLetter } from './letters.ts';
import type { SplitSnapshot } from './split-reader.ts';
import type { Task } from './task.ts';

/** Hosts are named by their place in the chain, so that a step can be part of a snapshot. */
export type Step =
  | { readonly kind: 'start'; readonly host: number }
  | { readonly kind: 'advance'; readonly host: number; readonly watermark: number }
  | { readonly kind: 'status'; readonly host: number; readonly isIdle: boolean }
  | { readonly kind: 'letter'; readonly letter: TaskLetter }
  | { readonly kind: 'prepare'; readonly host: number; readonly checkpoint: number }
  | { readonly kind: 'snapshot'; readonly checkpoint: number }
  | { readonly kind: 'cancel'; readonly checkpoint: number }
  | { readonly kind: 'finish'; readonly host: number }
  | { readonly kind: 'end' };

/** Virtual cost of the synchronous part of a snapshot, µs, and what the upload takes: a fixed part and a rate. */
const SNAPSHOT_MICROS = 20;
const UPLOAD_MICROS = 50_000;
const UPLOAD_BYTES_PER_MICRO = 100;

export function runStep(task: Task): void {
  const step = task.steps[task.steps.length - 1];
  if (step.kind === 'advance' && firesTimer(task.hosts[step.host], step.watermark)) return;
  task.steps.pop();
  switch (step.kind) {
    case 'start':
      task.hosts[step.host].instance.onStart?.();
      return;
    case 'advance':
      task.hosts[step.host].instance.onWatermark?.(step.watermark);
      pushAll(task, task.hosts[step.host].forward(WATERMARK, step.watermark), (host) => ({
        kind: 'advance',
        host,
        watermark: step.watermark,
      }));
      return;
    case 'status':
      pushAll(task, task.hosts[step.host].forward(step.isIdle ? IDLE : ACTIVE, 0), (host) => ({
        kind: 'status',
        host,
        isIdle: step.isIdle,
      }));
      return;
    case 'letter':
      openLetter(task, step.letter);
      return;
    case 'prepare':
      task.hosts[step.host].instance.beforeBarrier?.(step.checkpoint);
      return;
    case 'snapshot':
      snapshot(task, step.checkpoint);
      return;
    case 'cancel':
      broadcast(task, CANCEL_BARRIER, step.checkpoint);
      return;
    case 'finish':
      task.hosts[step.host].instance.onEndOfInput?.();
      return;
    case 'end':
      broadcast(task, END, 0);
      task.isEnded = true;
      task.tellJobManager(task.input.latencyMicros, { kind: 'ended', task: task.index });
      return;
    default:
      assertNever(step);
  }
}

/** The steps of a checkpoint in a subtask, in Flink's order (SubtaskCheckpointCoordinatorImpl#checkpointState). */
export function takeCheckpoint(task: Task, checkpoint: number): void {
  task.steps.push({ kind: 'snapshot', checkpoint });
  for (let i = task.hosts.length - 1; i >= 0; i--) task.steps.push({ kind: 'prepare', host: i, checkpoint });
}

/** Event time moves to MAX, the operators finish, and the end goes out. */
export function endTask(task: Task): void {
  task.steps.push({ kind: 'end' });
  for (let i = task.hosts.length - 1; i >= 0; i--) task.steps.push({ kind: 'finish', host: i });
}

function openLetter(task: Task, letter: TaskLetter): void {
  switch (letter.kind) {
    case 'trigger':
      takeCheckpoint(task, letter.checkpoint);
      return;
    // A chain is notified from its tail to its head (RegularOperatorChain).
    case 'complete':
      for (let i = task.hosts.length - 1; i >= 0; i--) task.hosts[i].instance.onCheckpointComplete?.(letter.checkpoint);
      return;
    case 'aborted':
      for (let i = task.hosts.length - 1; i >= 0; i--) task.hosts[i].instance.onCheckpointAborted?.(letter.checkpoint);
      return;
    case 'reply':
      task.hosts[letter.to.host].instance.onReply?.(letter.token, letter.reply);
      return;
    default:
      assertNever(letter);
  }
}

function snapshot(task: Task, checkpoint: number): void {
  broadcast(task, BARRIER, checkpoint);
  for (let i = task.hosts.length - 1; i >= 0; i--) task.hosts[i].instance.onSnapshot?.(checkpoint);
  const hosts = task.hosts.map((host) => host.checkpoint());
  const saved: TaskCheckpoint = { hosts, source: task.source?.checkpoint() ?? null };
  task.now += SNAPSHOT_MICROS;
  const upload = UPLOAD_MICROS + Math.round(bytesOf(saved) / UPLOAD_BYTES_PER_MICRO);
  task.tellJobManager(Math.max(task.input.latencyMicros, upload), {
    kind: 'acknowledge',
    task: task.index,
    checkpoint,
    snapshot: saved,
  });
}

export interface TaskCheckpoint {
  readonly hosts: readonly ReturnType<Host['checkpoint']>[];
  readonly source: readonly SplitSnapshot[] | null;
}

/** Bytes of a snapshot: of its typed arrays, and eight for everything else. */
export function bytesOf(value: unknown): number {
  let sum = 0;
  forEachLeaf(value, (leaf) => {
    sum += ArrayBuffer.isView(leaf) ? leaf.byteLength : 8;
  });
  return sum;
}

function broadcast(task: Task, kind: typeof BARRIER | typeof CANCEL_BARRIER | typeof END, value: number): void {
  for (const host of task.hosts) {
    for (const output of host.outputs) {
      for (const edge of output.edges) for (const channel of edge.channels) task.send(channel, kind, 0, value);
    }
  }
}

/** The operator's event time is W while the timers of W fire. */
function firesTimer(host: Host, watermark: number): boolean {
  if (host.currentWatermark < watermark) host.currentWatermark = watermark;
  return host.fireEventTimer(watermark);
}

function pushAll(task: Task, hosts: readonly Host[], step: (host: number) => Step): void {
  for (let i = hosts.length - 1; i >= 0; i--) task.steps.push(step(hosts[i].address.host));
}
