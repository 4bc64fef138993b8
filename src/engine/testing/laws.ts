/** The laws that every job obeys, as comparisons of runs. Each throws where it does not hold. */
import { assert } from '../../base/assert.ts';
import { DATA, WATERMARK } from '../channel.ts';
import type { Engine } from '../engine.ts';
import type { Happening } from '../job/happenings.ts';
import { ReferenceRun } from '../reference/reference-run.ts';
import { RECORDS_IN, RECORDS_OUT } from '../task/counters.ts';
import { normalised, outcomeOf } from './outcome.ts';
import type { RandomJob } from './random-job.ts';

/** A run of a job that has not begun, nothing done to it yet. */
export interface FreshRun {
  readonly job: RandomJob;
  readonly engine: Engine;
  readonly told: Happening[];
}

function scheduleFrom({ job, engine }: FreshRun, from: number): void {
  for (const { at, act } of job.acts) if (at >= from) engine.schedule(at, act);
}

export function playReference(run: FreshRun) {
  const reference = new ReferenceRun(run.engine);
  scheduleFrom(run, 0);
  reference.runUntil(run.job.until);
  return outcomeOf(run.engine, run.told);
}

/** Steps longer than the run are cut. */
export function playInSteps(run: FreshRun, steps: readonly number[]) {
  scheduleFrom(run, 0);
  let at = 0;
  for (const step of steps) {
    at += step;
    if (at < run.job.until) run.engine.runUntil(at);
  }
  run.engine.runUntil(run.job.until);
  return outcomeOf(run.engine, run.told);
}

/** Plays to `there`, remembers, plays on to the end, goes back and plays the same again: pairs that must be equal. */
export function playTwice(run: FreshRun, there: number) {
  const { engine, job, told } = run;
  scheduleFrom(run, 0);
  const from = Math.min(there, job.until);
  engine.runUntil(from);
  const snapshot = engine.save();
  const kept = told.length;
  const playOn = () => {
    engine.runUntil(job.until);
    return { outcome: outcomeOf(engine, told), saved: normalised(engine.save()) };
  };
  const first = playOn();
  engine.load(snapshot);
  const again = normalised(engine.save());
  told.length = kept;
  scheduleFrom(run, from);
  return { first, second: playOn(), before: normalised(snapshot), again };
}

/** Within one attempt the watermarks sent along a channel rise. Returns how many were seen. */
export function watchWatermarks({ engine, told }: FreshRun): () => number {
  let seen = 0;
  for (const task of engine.job.tasks) {
    const last = new Map<unknown, { readonly restarts: number; readonly watermark: number }>();
    const send = task.send.bind(task);
    task.send = (channel, kind, row, timestamp) => {
      if (kind === WATERMARK) {
        const restarts = told.filter((happening) => happening.kind === 'restart').length;
        const before = last.get(channel);
        assert(
          before === undefined || before.restarts !== restarts || timestamp > before.watermark,
          `${task.node}: a watermark fell back to ${timestamp}`,
        );
        last.set(channel, { restarts, watermark: timestamp });
        seen++;
      }
      send(channel, kind, row, timestamp);
    };
  }
  return () => seen;
}

/** What has been sent to each node, less what waits on the way, is what it has received: true until a restart loses something. */
export function nodesOutOfBalance(engine: Engine): readonly string[] {
  const { job } = engine;
  const total = (node: number, counter: number) =>
    job.hosts[node].reduce((sum, host) => sum + host.counters[counter], 0);
  return job.graph.nodes.flatMap((node, n) => {
    if (node.inputs.length === 0 || node.inputs.some(({ from }) => job.graph.nodes[from].outputs.length > 1)) return [];
    const sent = node.inputs.reduce(
      (sum, { from, partitioning }) =>
        sum + total(from, RECORDS_OUT) * (partitioning === 'broadcast' ? node.parallelism : 1),
      0,
    );
    const leading = job.channels.filter(({ toNode }) => toNode === n);
    let queued = 0;
    for (const { channel } of leading) {
      for (let i = channel.head; i < channel.tail; i++) if (channel.kindOf(i) === DATA) queued++;
    }
    const own = new Set(leading.map(({ channel }) => channel));
    for (const task of job.tasks) {
      task.output.forEach((channel, kind) => {
        if (kind === DATA && own.has(channel)) queued++;
      });
    }
    return total(n, RECORDS_IN) + queued === sent
      ? []
      : [`${node.id}: ${sent} sent, ${queued} on the way, ${total(n, RECORDS_IN)} received`];
  });
}
