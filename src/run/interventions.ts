/** What a document's interventions do to an engine: names become numbers, times become acts. */
import type { Engine } from '../engine/engine.ts';
import type { Act } from '../engine/job/acts.ts';
import type { StreamField } from '../engine/event-stream.ts';
import type { JobGraph } from '../engine/job-graph.ts';
import type { InjectedRecord } from '../engine/task/split-reader.ts';
import type { Intervention } from '../pipeline/document.ts';

interface TimedAct {
  readonly at: number;
  readonly act: Act;
}

/** Schedules what lies ahead of the engine; what lies behind it has happened. */
export function scheduleIntervention(engine: Engine, intervention: Intervention): void {
  for (const { at, act } of actsOf(engine.job.graph, intervention)) if (at >= engine.at) engine.schedule(at, act);
}

export function actsOf(graph: JobGraph, intervention: Intervention): readonly TimedAct[] {
  const { at, target } = intervention;
  const manager = /^tm-(\d+)$/.exec(target);
  const [name, part] = target.split('/');
  const node = graph.nodes.findIndex((candidate) => candidate.id === name);
  switch (intervention.kind) {
    case 'kill':
      if (manager !== null) return [{ at, act: { kind: 'kill-task-manager', taskManager: Number(manager[1]) - 1 } }];
      return subtasksOf(graph, node, part).map((subtask) => ({ at, act: { kind: 'kill-subtask', node, subtask } }));
    case 'silence': {
      const to = intervention.duration === undefined ? Infinity : at + intervention.duration;
      return partitionsOf(graph, node, part).map((partition) => ({
        at,
        act: { kind: 'silence', node, partition, from: at, to },
      }));
    }
    case 'slow': {
      const subtask = part === undefined ? null : Number(part);
      const slow: TimedAct = { at, act: { kind: 'slow', node, subtask, factor: intervention.factor } };
      if (intervention.duration === undefined) return [slow];
      return [slow, { at: at + intervention.duration, act: { kind: 'slow', node, subtask, factor: 1 } }];
    }
    case 'inject':
      return partitionsOf(graph, node, part).map((partition) => ({
        at,
        act: { kind: 'inject', node, partition, records: recordsOf(graph, node, intervention) },
      }));
  }
}

function subtasksOf(graph: JobGraph, node: number, part: string | undefined): readonly number[] {
  if (part !== undefined) return [Number(part)];
  return Array.from({ length: graph.nodes[node].parallelism }, (_, subtask) => subtask);
}

function partitionsOf(graph: JobGraph, node: number, part: string | undefined): readonly number[] {
  const { behaviour } = graph.nodes[node];
  if (behaviour.role !== 'source') return [];
  if (part !== undefined) return [Number(part.slice(1))];
  return Array.from({ length: behaviour.stream.partitions }, (_, partition) => partition);
}

function recordsOf(
  graph: JobGraph,
  node: number,
  { at, count, everyMs, eventTime, fields }: Extract<Intervention, { kind: 'inject' }>,
): readonly InjectedRecord[] {
  const { behaviour } = graph.nodes[node];
  if (behaviour.role !== 'source') return [];
  const values = Float64Array.from(behaviour.stream.fields, (field) => storedValue(field, fields[field.name]));
  return Array.from({ length: count }, (_, i) => ({
    arrivalMicros: at + i * everyMs * 1000,
    eventTime: eventTime + i * everyMs,
    values,
  }));
}

/** NaN: take the value of the split's next record. */
function storedValue(field: StreamField, value: number | string | boolean | undefined): number {
  if (value === undefined) return NaN;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const index = field.values?.indexOf(value) ?? -1;
  return index < 0 ? NaN : index;
}
