/** From a validated pipeline to the job that the engine runs. */
import type { JobGraph, JobInput, JobNode, JobOutput } from '../engine/job-graph.ts';
import type { BoundNode, BoundPipeline } from '../pipeline/bound-pipeline.ts';
import type { PipelineSettings } from '../pipeline/document.ts';
import type { QuarantinedRow, WorldSurroundings } from '../operators/kind.ts';

/** 2026-01-05T12:00:00Z. */
export const DEFAULT_START_AT = 1_767_614_400_000;

export interface Surroundings {
  readonly settings: PipelineSettings;
  readonly startAtMs: number;
  readonly file: WorldSurroundings['file'];
}

/** Epoch ms of run time 0: what the document says, else the first event time of its files. */
export function chooseStartAt(settings: PipelineSettings, pipeline: BoundPipeline): number {
  if (settings.startAt !== undefined) return settings.startAt;
  const starts = pipeline.nodes.flatMap(({ operator: { behaviour } }) =>
    behaviour.role === 'source' ? (behaviour.startAt() ?? []) : [],
  );
  return starts.length > 0 ? Math.min(...starts) : DEFAULT_START_AT;
}

/** Rows of files that no source could read, for the run's report. */
export function listQuarantined(pipeline: BoundPipeline): readonly (QuarantinedRow & { readonly source: string })[] {
  return pipeline.nodes.flatMap(({ id, operator: { behaviour } }) =>
    behaviour.role === 'source' ? behaviour.quarantined().map((row) => ({ source: id, ...row })) : [],
  );
}

/** Nodes come in topological order; the numbers in the result are positions in that order. */
export function expandPipeline(pipeline: BoundPipeline, surroundings: Surroundings): JobGraph {
  const { settings, startAtMs } = surroundings;
  const position = new Map(pipeline.order.map((node, at) => [node, at]));
  const nodes = pipeline.order.map((index): JobNode => {
    const node = pipeline.nodes[index];
    const { perRecordMicros, perOutputMicros } = node.operator.serviceTime;
    const inputs = node.inputs.flatMap((input): JobInput[] => {
      if (input.edgeIndex === null) return [];
      const edge = pipeline.edges[input.edgeIndex];
      return [
        { from: position.get(edge.from) ?? 0, output: edge.fromPort, partitioning: input.partitioning, key: input.key },
      ];
    });
    const outputs = node.outputs.map((_, port) => expandOutput(node, port));
    return {
      id: node.id,
      parallelism: node.parallelism,
      recordMicros: perRecordMicros,
      outputMicros: perOutputMicros,
      inputs,
      outputs,
      behaviour: behaviourOf(node, surroundings),
    };
  });
  return {
    nodes,
    settings: {
      seed: settings.seed,
      startAtMs,
      chaining: settings.chaining,
      taskManagers: settings.taskManagers,
      channelCapacity: settings.channelCapacity,
      channelLatencyMicros: Math.round(settings.channelLatencyMs * 1000),
      watermarkIntervalMs: settings.autoWatermarkIntervalMs,
      checkpointing: settings.checkpointing,
      restart: settings.restart,
      failureDetectionMicros: settings.failureDetectionMs * 1000,
      replacementMicros: settings.taskManagerReplacementMs * 1000,
    },
  };
}

function expandOutput(node: BoundNode, port: number): JobOutput {
  const face = node.operator.face.outputs[port];
  const { schema } = node.outputs[port];
  const inherited = face.extendsInput === null ? 0 : node.inputs[face.extendsInput].schema.length;
  return {
    fields: schema.slice(inherited),
    extendsInput: face.extendsInput,
    passesThrough: face.passesThrough === true,
    carriesLineageOf: face.carriesLineageOf ?? null,
  };
}

function behaviourOf(node: BoundNode, { settings, startAtMs, file }: Surroundings): JobNode['behaviour'] {
  const { behaviour } = node.operator;
  const { seed, profile, storm } = settings;
  const world = { seed, profile, startAt: startAtMs, storm, file };
  return behaviour.role === 'operator'
    ? { role: 'operator', open: behaviour.openIn(world) }
    : { role: 'source', stream: behaviour.stream(world), ...behaviour.timing };
}
