/**
 * The audit ledger of a sink: what a reader should have seen against what it sees. The truth is the same run
 * without its crashes, over the same world (silences and injected records are the world's, and stay).
 *
 * A record is known by its lineage: source, partition and offset; a window's result by its key, its window and its
 * firing. What the latest completed checkpoint does not cover is neither lost nor duplicated yet.
 */
import type { Simulation } from '../run/simulation.ts';
import { LATE } from '../engine/task/counters.ts';
import { coverage } from '../run/covered.ts';
import { readSink, type SinkRecord } from './sink-log.ts';

export interface Ledger {
  readonly expected: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly phantom: number;
  readonly wrong: number;
  readonly late: number;
}

export function auditSink(run: Simulation, truth: Simulation, node: string): Ledger {
  const seen = countIds(readSink(run, node).committed);
  const should = countIds(readSink(truth, node).uncommitted);
  const isCovered = horizonOf(run, node, should);
  let expected = 0;
  let lost = 0;
  let duplicated = 0;
  let phantom = 0;
  let wrong = 0;
  for (const [id, right] of should) {
    if (!isCovered(right.record)) continue;
    expected += right.count;
    lost += Math.max(0, right.count - (seen.get(id)?.count ?? 0));
  }
  for (const [id, { count, record }] of seen) {
    const right = should.get(id);
    if (right === undefined) phantom += isOfHistory(record, truth) ? 0 : count;
    else {
      duplicated += Math.max(0, count - right.count);
      if (right.count === 1 && !sameContent(record, right.record)) wrong++;
    }
  }
  return { expected, lost, duplicated, phantom, wrong, late: lateUpstream(run) };
}

/** A result that only the crashed run has is no phantom if its source record exists: lateness may differ after a restore. */
function isOfHistory({ lineage }: SinkRecord, truth: Simulation): boolean {
  if (lineage === null) return false;
  return truth.engine.job.tasks.some(
    (task) =>
      task.node === lineage.source &&
      task.source?.splits.some((split) => split.partition === lineage.partition && lineage.offset < split.offset),
  );
}

function lateUpstream(run: Simulation): number {
  let late = 0;
  for (const hosts of run.engine.job.hosts) for (const host of hosts) late += host.counters[LATE];
  return late;
}

type Counted = ReadonlyMap<string, { count: number; readonly record: SinkRecord }>;

/** A join gives several records of one lineage, so copies are counted against what the truth has. */
function countIds(records: readonly SinkRecord[]): Counted {
  const seen = new Map<string, { count: number; readonly record: SinkRecord }>();
  for (const record of records) {
    const id = lineageId(record);
    const known = seen.get(id);
    if (known === undefined) seen.set(id, { count: 1, record });
    else known.count++;
  }
  return seen;
}

function lineageId({ lineage, value }: SinkRecord): string {
  if (lineage !== null) return `${lineage.source}/${lineage.partition}/${lineage.offset}`;
  return `${String(value.key)}|${String(value.start)}|${String(value.end)}`;
}

/** What the latest completed checkpoint covers: source offsets before those in it; windows that a finished job has all fired. */
function horizonOf(run: Simulation, node: string, should: Counted): (record: SinkRecord) => boolean {
  const { jobManager, job } = run.engine;
  const log = readSink(run, node);
  const hasCrashed = job.hosts.some((hosts) => hosts.some((host) => host.attempt > 0));
  const isWhole = log.guarantee !== 'exactly-once' && !hasCrashed && jobManager.completed === null;
  const newest = newestWindow(log.committed, should);
  const isCovered = coverage(run.engine);
  return ({ lineage, value, atMicros }) => {
    if (lineage === null) return typeof value.end === 'number' && value.end <= newest;
    return isWhole ? atMicros < run.engine.at : isCovered(lineage);
  };
}

/** Windows are compared as far as both runs have come. */
function newestWindow(seen: readonly SinkRecord[], should: Counted): number {
  const end = (record: SinkRecord) => (typeof record.value.end === 'number' ? record.value.end : -Infinity);
  const newestSeen = seen.reduce((newest, record) => Math.max(newest, end(record)), -Infinity);
  return [...should.values()].some(({ record }) => end(record) > newestSeen) ? newestSeen : Infinity;
}

/** The fields that a record brought from its source; what it met on its way may differ after a crash and be right. */
function sameContent(record: SinkRecord, right: SinkRecord): boolean {
  if (record.timestamp !== right.timestamp) return false;
  return Object.entries(right.value).every(([name, field]) => !isOfSource(name) || record.value[name] === field);
}

function isOfSource(name: string): boolean {
  return !/^(driver_on_time_rate|driver_avg|driver_exp|driver_missing|weather_|route_|eta_)/.test(name);
}
