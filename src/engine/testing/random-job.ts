/**
 * Random jobs for the laws: sources that are bounded or not, out of order, idle or silent; operators of a palette
 * wired at random; slow threads, narrow channels, checkpoints, faults. Everything follows from one seed.
 */
import { hash32 } from '../../base/seeded-hash.ts';
import type { EventStream } from '../event-stream.ts';
import type { Act } from '../job/acts.ts';
import type { JobGraph, JobInput, JobNode, JobOutput, JobSettings, Partitioning } from '../job-graph.ts';
import type { Schema } from '../schema.ts';
import { Draw } from './draw.ts';
import { plainSettings } from './plain-settings.ts';

/** An operator of the palette with a configuration drawn for the inputs it got. */
export interface DraftedNode {
  readonly inputs: readonly { readonly partitioning: Partitioning; readonly key: string | null }[];
  readonly outputs: readonly JobOutput[];
  readonly behaviour: JobNode['behaviour'];
}

export interface PaletteKind {
  readonly name: string;
  readonly ports: number;
  draft(draw: Draw, inputs: readonly Schema[]): DraftedNode;
}

export interface Palette {
  readonly operators: readonly PaletteKind[];
  readonly sinks: readonly PaletteKind[];
}

export interface RandomJob {
  readonly seed: number;
  readonly graph: JobGraph;
  readonly acts: readonly { readonly at: number; readonly act: Act }[];
  /** Run time at which the comparison ends; bounded jobs have finished long before. */
  readonly until: number;
}

interface OpenOutput {
  readonly node: number;
  readonly port: number;
  readonly schema: Schema;
}

/** `finishes`: bounded sources and time enough, so that only a failure for good keeps the job from its end. */
export function randomJob(seed: number, palette: Palette, finishes = false): RandomJob {
  const draw = new Draw(seed);
  const isBounded = finishes || draw.chance(0.6);
  const settings = randomSettings(draw, seed);
  const nodes: JobNode[] = [];
  const outputs: OpenOutput[] = [];
  const addNode = (name: string, node: Omit<JobNode, 'id'>, inputs: readonly Schema[]) => {
    const index = nodes.push({ ...node, id: `${name}-${nodes.length}` }) - 1;
    node.outputs.forEach((output, port) => {
      const inherited = output.extendsInput === null ? [] : inputs[output.extendsInput];
      outputs.push({ node: index, port, schema: [...inherited, ...output.fields] });
    });
  };
  for (let i = draw.whole(1, 3); i > 0; i--) addNode('source', randomSource(draw, isBounded), []);
  for (let i = draw.whole(1, 5); i > 0; i--) {
    const kind = draw.pick(palette.operators);
    const from = Array.from({ length: kind.ports }, () => draw.pick(outputs));
    addNode(
      kind.name,
      wire(draw, kind, from, nodes),
      from.map(({ schema }) => schema),
    );
  }
  const read = new Set(nodes.flatMap((node) => node.inputs.map(({ from, output }) => `${from}/${output}`)));
  for (const open of outputs.filter(({ node, port }) => !read.has(`${node}/${port}`))) {
    const kind = draw.pick(palette.sinks);
    addNode(kind.name, wire(draw, kind, [open], nodes), [open.schema]);
  }
  const graph = { nodes, settings };
  return {
    seed,
    graph,
    acts: randomActs(draw, graph),
    until: isBounded && (finishes || draw.chance(0.7)) ? 100_000_000 : draw.whole(100_000, 6_000_000),
  };
}

function wire(
  draw: Draw,
  kind: PaletteKind,
  from: readonly OpenOutput[],
  nodes: readonly JobNode[],
): Omit<JobNode, 'id'> {
  const drafted = kind.draft(
    draw,
    from.map(({ schema }) => schema),
  );
  const parallelism = draw.chance(0.5) ? nodes[from[0].node].parallelism : draw.whole(1, 3);
  const inputs = drafted.inputs.map(({ partitioning, key }, port): JobInput => {
    const canForward = nodes[from[port].node].parallelism === parallelism;
    const mayForward = partitioning === 'rebalance' && canForward && draw.chance(0.6);
    return { from: from[port].node, output: from[port].port, partitioning: mayForward ? 'forward' : partitioning, key };
  });
  return {
    parallelism,
    recordMicros: draw.pick([0, 1, 10, 200, 3000, 7001]),
    outputMicros: draw.pick([0, 0, 1, 50, 1500]),
    inputs,
    outputs: drafted.outputs,
    behaviour: drafted.behaviour,
  };
}

function randomSource(draw: Draw, isBounded: boolean): Omit<JobNode, 'id'> {
  const parallelism = draw.whole(1, 3);
  const disorderMs = draw.pick([0, 20, 300]);
  const stream = randomStream(draw, isBounded, disorderMs);
  return {
    parallelism,
    recordMicros: draw.pick([0, 2, 150, 2500]),
    outputMicros: 0,
    inputs: [],
    outputs: [{ fields: stream.fields, extendsInput: null, passesThrough: false, carriesLineageOf: null }],
    behaviour: {
      role: 'source',
      stream,
      outOfOrdernessMs: draw.pick([0, disorderMs, 2 * disorderMs]),
      idlenessMs: draw.pick([0, 0, 150, 1000]),
    },
  };
}

/** Records in bursts with pauses between; some partitions end early, one may be empty. */
function randomStream(draw: Draw, isBounded: boolean, disorderMs: number): EventStream {
  const seed = draw.whole(1, 1_000_000);
  const keys = draw.pick([1, 5, 40]);
  const gap = draw.pick([300, 2000, 11_000]);
  const burst = draw.pick([1, 10, 50]);
  const pause = draw.pick([0, 0, 400_000]);
  const length = draw.whole(20, 250);
  const arrival = (partition: number, offset: number) =>
    offset * gap + Math.floor(offset / burst) * pause + partition * 37;
  const fields: EventStream['fields'] = [
    { name: 'key', type: 'integer' },
    { name: 'value', type: 'number' },
    { name: 'colour', type: 'string', values: ['red', 'green', 'blue'] },
  ];
  const read = (partition: number, offset: number, out: Float64Array) => {
    out[0] = hash32(seed, 1, partition, offset) % keys;
    out[1] = hash32(seed, 2, partition, offset) % 50 === 0 ? NaN : hash32(seed, 3, partition, offset) % 1000;
    out[2] = hash32(seed, 4, partition, offset) % 3;
    const lateness = disorderMs === 0 ? 0 : hash32(seed, 5, partition, offset) % disorderMs;
    return plainSettings.startAtMs + Math.floor(arrival(partition, offset) / 1000) - lateness;
  };
  const bounded = { length: (partition: number) => (partition === 2 ? 0 : length - partition * 7) };
  return { partitions: draw.whole(1, 4), fields, arrivalMicros: arrival, read, ...(isBounded ? bounded : {}) };
}

function randomSettings(draw: Draw, seed: number): JobSettings {
  const intervalMs = draw.pick([0, 70, 500, 2000]);
  return {
    ...plainSettings,
    seed,
    chaining: draw.chance(0.4),
    taskManagers: draw.whole(1, 3),
    channelCapacity: draw.pick([2, 3, 8, 64]),
    channelLatencyMicros: draw.pick([100, 1000, 1000, 4000]),
    watermarkIntervalMs: draw.pick([20, 200]),
    checkpointing: {
      intervalMs,
      mode: draw.pick(['exactly-once', 'at-least-once']),
      timeoutMs: draw.pick([100, 600_000]),
      minPauseMs: draw.pick([0, 50]),
      tolerableFailed: draw.pick([0, 1000]),
    },
    restart: { strategy: 'fixed-delay', attempts: 20, delayMs: draw.pick([0, 50]) },
    failureDetectionMicros: draw.pick([5000, 200_000]),
    replacementMicros: draw.pick([20_000, 400_000]),
  };
}

function randomActs(draw: Draw, graph: JobGraph): RandomJob['acts'] {
  return Array.from({ length: draw.pick([0, 0, 1, 2, 4]) }, () => {
    const at = draw.whole(0, 2_500_000);
    return { at, act: randomAct(draw, graph, at) };
  });
}

function randomAct(draw: Draw, graph: JobGraph, at: number): Act {
  const node = draw.whole(0, graph.nodes.length - 1);
  const sources = graph.nodes.flatMap(({ behaviour }, index) =>
    behaviour.role === 'source' ? [{ index, stream: behaviour.stream }] : [],
  );
  const source = draw.pick(sources);
  const partition = draw.whole(0, source.stream.partitions - 1);
  switch (draw.whole(0, 7)) {
    case 0:
    case 1:
    case 2:
      return {
        kind: 'kill-task-manager',
        taskManager: draw.whole(
          0,
          Math.min(graph.settings.taskManagers, Math.max(...graph.nodes.map((each) => each.parallelism))) - 1,
        ),
      };
    case 3:
      return { kind: 'kill-subtask', node, subtask: draw.whole(0, graph.nodes[node].parallelism - 1) };
    case 4:
      return { kind: 'silence', node: source.index, partition, from: at, to: at + draw.whole(1, 1_000_000) };
    case 5:
      return { kind: 'slow', node, subtask: draw.chance(0.5) ? null : 0, factor: draw.pick([0.5, 3, 10]) };
    case 6:
      return {
        kind: 'retime',
        node: source.index,
        outOfOrdernessMs: draw.pick([0, 100]),
        idlenessMs: draw.pick([0, 100]),
      };
    default: {
      const values = Float64Array.of(draw.whole(0, 4), NaN, NaN);
      const eventTime = plainSettings.startAtMs + Math.floor(at / 1000) - draw.whole(0, 400);
      return {
        kind: 'inject',
        node: source.index,
        partition,
        records: [{ arrivalMicros: at + draw.whole(0, 5000), eventTime, values }],
      };
    }
  }
}
