/** The smallest job around a node: a feeder for each input, a reader for each output port that somebody reads. */
import type { EngineServices } from '../../engine/engine-services.ts';
import type { JobGraph, JobInput, JobNode, JobOutput, JobSettings } from '../../engine/job-graph.ts';
import { type PlannedJob, planJob } from '../../engine/plan-job.ts';
import type { Dictionary } from '../../engine/rows/dictionary.ts';
import type { Schema } from '../../engine/schema.ts';
import type { HarnessNode } from './harness-node.ts';

const settings: Omit<JobSettings, 'startAtMs'> = {
  seed: 1,
  chaining: false,
  taskManagers: 1,
  channelCapacity: 64,
  channelLatencyMicros: 0,
  watermarkIntervalMs: 200,
  checkpointing: { intervalMs: 0, mode: 'exactly-once', timeoutMs: 600_000, minPauseMs: 0, tolerableFailed: 0 },
  restart: { strategy: 'none' },
  failureDetectionMicros: 0,
  replacementMicros: 0,
};

export interface HarnessPlan {
  readonly job: PlannedJob;
  /** Position of the node under test; the feeders of its inputs come before it, the readers after it. */
  readonly place: number;
}

export function planHarness(
  node: HarnessNode,
  ports: readonly number[],
  services: EngineServices,
  dictionary: Dictionary,
): HarnessPlan {
  const place = node.inputs.length;
  const feeders = node.inputs.map(({ fields }, port) => plainNode(`feeder-${port}`, [], [rowsOf(fields)]));
  const inputs = node.inputs.map(({ key }, from) => edge(from, 0, key));
  const tested: JobNode = {
    ...plainNode('node', inputs, node.outputs),
    behaviour: { role: 'operator', open: (context) => node.open(context) },
  };
  const readers = ports.map((port) => plainNode(`reader-${port}`, [edge(place, port, null)], []));
  const graph: JobGraph = {
    nodes: [...feeders, tested, ...readers],
    settings: { ...settings, startAtMs: services.clock.startAtMs },
  };
  return { job: planJob(graph, dictionary, services), place };
}

/** A node that does nothing of its own. */
function plainNode(id: string, inputs: readonly JobInput[], outputs: readonly JobOutput[]): JobNode {
  return {
    id,
    parallelism: 1,
    recordMicros: 0,
    outputMicros: 0,
    inputs,
    outputs,
    behaviour: { role: 'operator', open: () => ({ onRecord: () => {} }) },
  };
}

function rowsOf(fields: Schema): JobOutput {
  return { fields, extendsInput: null, passesThrough: false, carriesLineageOf: null };
}

function edge(from: number, output: number, key: string | null): JobInput {
  return { from, output, partitioning: 'forward', key };
}
