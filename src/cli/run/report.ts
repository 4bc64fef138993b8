/** The report of a run, field for field as people and scripts read it. */
import { type AuditedRun, type Ledger, auditSink } from '../../insight/ledger.ts';
import { runHash } from '../../insight/run-hash.ts';
import { readSink, type SinkRecord, sinkNodes } from '../../insight/sink-log.ts';
import { type ErrorMeasures, measureErrors } from '../../inference/index.ts';
import type { Happening } from '../../engine/job/happenings.ts';
import { DROPPED, LATE, RECORDS_IN, RECORDS_OUT } from '../../engine/task/counters.ts';
import type { Simulation } from '../../run/simulation.ts';

export interface RunReport {
  readonly hash: string;
  readonly seed: number;
  readonly virtualMs: number;
  readonly wallMs: number;
  readonly eventsIn: number;
  readonly nodes: Readonly<
    Record<
      string,
      {
        readonly kind: string;
        readonly recordsIn: number;
        readonly recordsOut: number;
        readonly late: number;
        readonly dropped: number;
        readonly held: number;
      }
    >
  >;
  readonly sinks: Readonly<
    Record<
      string,
      {
        readonly guarantee: string;
        readonly committed: number;
        readonly records: readonly Omit<SinkRecord, 'lineage' | 'atMicros'>[];
        readonly ledger: Ledger;
      }
    >
  >;
  readonly model: {
    readonly version: string;
    readonly predictions: number;
    readonly absErrorMinutes: { readonly p50: number; readonly p90: number; readonly p99: number };
  } | null;
  readonly checkpoints: { readonly completed: number; readonly failed: number; readonly lastDurationMs: number | null };
  readonly failures: readonly {
    readonly at: number;
    readonly what: string;
    readonly restoredFrom: number | null;
    readonly replayed: number;
  }[];
  readonly quarantined: readonly { readonly source: string; readonly line: number; readonly reason: string }[];
}

export interface ReportParts {
  readonly run: Simulation;
  readonly happenings: readonly Happening[];
  readonly truth: AuditedRun;
  readonly wallMs: number;
  readonly records: number;
  readonly modelVersion: string | null;
  readonly trueMinutes: (parcel: number) => number;
  readonly quarantined: RunReport['quarantined'];
}

export function makeReport(parts: ReportParts): RunReport {
  const { run, truth } = parts;
  const { engine, pipeline } = run;
  const { graph, hosts } = engine.job;
  const nodes: Record<string, RunReport['nodes'][string]> = {};
  graph.nodes.forEach((node, n) => {
    const sum = (counter: number) => hosts[n].reduce((total, host) => total + host.counters[counter], 0);
    const kind = pipeline.nodes.find((candidate) => candidate.id === node.id)?.kind ?? '';
    const held = hosts[n].reduce((total, host) => total + host.state.held(), 0);
    nodes[node.id] = {
      kind,
      recordsIn: sum(RECORDS_IN),
      recordsOut: sum(RECORDS_OUT),
      late: sum(LATE),
      dropped: sum(DROPPED),
      held,
    };
  });
  const sinks: Record<string, RunReport['sinks'][string]> = {};
  for (const id of sinkNodes(run)) {
    const { guarantee, committed } = readSink(run, id);
    const records = committed
      .slice(0, parts.records)
      .map(({ partition, offset, timestamp, key, value }) => ({ partition, offset, timestamp, key, value }));
    sinks[id] = { guarantee, committed: committed.length, records, ledger: auditSink(parts, truth, id) };
  }
  const lastCompleted = parts.happenings.findLast((happening) => happening.kind === 'checkpoint-completed');
  return {
    hash: runHash(run),
    seed: graph.settings.seed,
    virtualMs: engine.at / 1000,
    wallMs: Math.round(parts.wallMs),
    eventsIn: graph.nodes.reduce(
      (total, node) => total + (node.behaviour.role === 'source' ? nodes[node.id].recordsOut : 0),
      0,
    ),
    nodes,
    sinks,
    model: modelReport(parts),
    checkpoints: {
      completed: engine.jobManager.completedCount,
      failed: engine.jobManager.failedCount,
      lastDurationMs:
        lastCompleted?.kind === 'checkpoint-completed' ? (lastCompleted.at - lastCompleted.triggeredAt) / 1000 : null,
    },
    failures: failureReports(parts),
    quarantined: parts.quarantined,
  };
}

/** Errors against the world's true value, one for each distinct record; the world knows, though labels take hours. */
function modelReport({ run, modelVersion, trueMinutes }: ReportParts): RunReport['model'] {
  if (modelVersion === null) return null;
  const predicted = new Map<string, readonly [number, number]>();
  for (const id of sinkNodes(run)) {
    for (const { value, lineage } of readSink(run, id).uncommitted) {
      const deferred = run.pipeline.nodes
        .flatMap((node) => node.outputs.flatMap((output) => output.schema.filter((field) => field.deferred === true)))
        .find((field) => typeof value[field.name] === 'number');
      const prediction = deferred === undefined ? null : value[deferred.name];
      if (typeof prediction === 'number' && typeof value.parcel === 'number' && lineage !== null) {
        predicted.set(`${lineage.source}/${lineage.partition}/${lineage.offset}`, [prediction, value.parcel]);
      }
    }
  }
  const pairs = [...predicted.values()];
  const errors: ErrorMeasures = measureErrors(
    pairs.map(([prediction]) => prediction),
    pairs.map(([, parcel]) => trueMinutes(parcel)),
  );
  return {
    version: modelVersion,
    predictions: pairs.length,
    absErrorMinutes: { p50: errors.p50, p90: errors.p90, p99: errors.p99 },
  };
}

function failureReports({ happenings }: ReportParts): RunReport['failures'] {
  const failures = happenings.filter((happening) => happening.kind === 'failure');
  const restarts = happenings.filter((happening) => happening.kind === 'restart');
  return failures.map((failure, i) => ({
    at: failure.at / 1000,
    what: failure.what,
    restoredFrom: restarts[i]?.restoredFrom ?? null,
    replayed: restarts[i]?.replayed ?? 0,
  }));
}
