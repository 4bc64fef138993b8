/**
 * The audit ledger of a sink: what a reader should have seen against what it sees. The truth is the same run
 * without its crashes, over the same world (silences and injected records are the world's, and stay).
 *
 * A record is known by its lineage: source, partition and offset; a window's result by its key, its window and its
 * firing. What the latest completed checkpoint does not cover is neither lost nor duplicated yet. After a restore
 * watermarks begin anew, so that other records come too late than without the crash: a window that differs by these
 * alone is neither lost nor phantom nor wrong, for `late` tells of it.
 */
import type { Happening } from '../engine/job/happenings.ts';
import { LATE } from '../engine/task/counters.ts';
import { pathBetween } from '../pipeline/graph.ts';
import { coverage } from '../run/covered.ts';
import type { Simulation } from '../run/simulation.ts';
import { LateTimes } from './late-times.ts';
import { readSink, type SinkRecord } from './sink-log.ts';

export interface Ledger {
  readonly expected: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly phantom: number;
  readonly wrong: number;
  readonly late: number;
}

export interface AuditedRun {
  readonly run: Simulation;
  readonly happenings: readonly Happening[];
}

export function auditSink(audited: AuditedRun, truth: AuditedRun, node: string): Ledger {
  const { run } = audited;
  const seen = groupByLineage(readSink(run, node).committed);
  const should = groupByLineage(readSink(truth.run, node).uncommitted);
  const upstream = nodesBefore(run, node);
  const late = new LateTimes(audited.happenings, upstream);
  const lateInTruth = new LateTimes(truth.happenings, upstream);
  const isCovered = horizonOf(run, node, should);
  let expected = 0;
  let lost = 0;
  let duplicated = 0;
  let phantom = 0;
  let wrong = 0;
  for (const [id, right] of should) {
    if (!isCovered(right[0])) continue;
    expected += right.length;
    if (!late.explain(right[0])) lost += Math.max(0, right.length - (seen.get(id)?.length ?? 0));
  }
  for (const [id, copies] of seen) {
    const right = should.get(id);
    const isExplained = lateInTruth.explain(copies[0]) || late.explain(copies[0]);
    if (right === undefined) phantom += isExplained || isOfHistory(copies[0], truth.run) ? 0 : copies.length;
    else {
      duplicated += Math.max(0, copies.length - right.length);
      const isJudged = right.length === 1 && !isExplained;
      if (isJudged && copies.some((copy) => !sameContent(copy, right[0]))) wrong++;
    }
  }
  return { expected, lost, duplicated, phantom, wrong, late: lateWithin(run, upstream) };
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

function nodesBefore({ pipeline }: Simulation, node: string): ReadonlySet<string> {
  const ids = pipeline.nodes.map(({ id }) => id);
  const ends = pipeline.edges.map(({ from, to }) => ({
    from: { node: ids[from], port: '' },
    to: { node: ids[to], port: '' },
  }));
  return new Set(ids.filter((id) => pathBetween(ends, id, node).length > 0));
}

function lateWithin(run: Simulation, nodes: ReadonlySet<string>): number {
  let late = 0;
  run.engine.job.graph.nodes.forEach(({ id }, n) => {
    if (nodes.has(id)) for (const host of run.engine.job.hosts[n]) late += host.counters[LATE];
  });
  return late;
}

type ByLineage = ReadonlyMap<string, readonly SinkRecord[]>;

/** A join gives several records of one lineage, so copies are counted against what the truth has. */
function groupByLineage(records: readonly SinkRecord[]): ByLineage {
  const groups = new Map<string, SinkRecord[]>();
  for (const record of records) {
    const id = lineageId(record);
    const known = groups.get(id);
    if (known === undefined) groups.set(id, [record]);
    else known.push(record);
  }
  return groups;
}

function lineageId({ lineage, value }: SinkRecord): string {
  if (lineage !== null) return `${lineage.source}/${lineage.partition}/${lineage.offset}`;
  return `${String(value.key)}|${String(value.start)}|${String(value.end)}`;
}

/** What the latest completed checkpoint covers: source offsets before those in it; windows that a finished job has all fired. */
function horizonOf(run: Simulation, node: string, should: ByLineage): (record: SinkRecord) => boolean {
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
function newestWindow(seen: readonly SinkRecord[], should: ByLineage): number {
  const end = (record: SinkRecord) => (typeof record.value.end === 'number' ? record.value.end : -Infinity);
  const newestSeen = seen.reduce((newest, record) => Math.max(newest, end(record)), -Infinity);
  return [...should.values()].some(([record]) => end(record) > newestSeen) ? newestSeen : Infinity;
}

/** The fields that a record brought from its source; what it met on its way may differ after a crash and be right. */
function sameContent(record: SinkRecord, right: SinkRecord): boolean {
  if (record.timestamp !== right.timestamp) return false;
  return Object.entries(right.value).every(([name, field]) => !isOfSource(name) || record.value[name] === field);
}

function isOfSource(name: string): boolean {
  return !/^(driver_on_time_rate|driver_avg|driver_exp|driver_missing|weather_|route_|eta_)/.test(name);
}
