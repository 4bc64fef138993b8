/** Expands a job graph into tables, subtasks and channels (Flink's ExecutionGraph, with slot sharing and chaining). */
import { assert } from '../base/assert.ts';
import { Channel } from './channel.ts';
import type { EngineServices } from './engine-services.ts';
import type { JobGraph, JobInput, JobNode } from './job-graph.ts';
import type { Dictionary } from './rows/dictionary.ts';
import { KeySpace } from './rows/key-space.ts';
import { RowTable } from './rows/row-table.ts';
import type { Field } from './schema.ts';
import { assignPartitions } from './source-assignment.ts';
import { Host } from './task/host.ts';
import type { HostInputPlan, HostPlan } from './task/host-plan.ts';
import { KeyPartitioner } from './task/key-partitioner.ts';
import { RecordSource, type SourcePlan } from './task/record-source.ts';
import type { InjectedRecord, Silence } from './task/split-reader.ts';
import { Task } from './task/task.ts';

export const PARTITION_FIELD = '@partition';
export const OFFSET_FIELD = '@offset';

const LINEAGE_FIELDS: readonly Field[] = [
  { name: PARTITION_FIELD, type: 'integer' },
  { name: OFFSET_FIELD, type: 'integer' },
];

export interface PlannedJob {
  readonly graph: JobGraph;
  readonly tables: readonly RowTable[];
  /** Output tables by node and port. */
  readonly outputTables: readonly (readonly RowTable[])[];
  readonly tasks: readonly Task[];
  /** Host of each node and subtask. */
  readonly hosts: readonly (readonly Host[])[];
  readonly channels: readonly PlannedChannel[];
  readonly taskManagers: readonly TaskManager[];
  /** What the world did to each source's partitions; the lists grow in place. */
  readonly worldOf: (node: number, partition: number) => PartitionWorld;
}

export interface PlannedChannel {
  readonly channel: Channel;
  readonly fromNode: number;
  readonly toNode: number;
  readonly toPort: number;
  readonly table: RowTable;
}

export interface TaskManager {
  readonly id: string;
  readonly tasks: readonly Task[];
  isAlive: boolean;
  /** Run time at which another stands in for it, if it died. */
  backAt: number;
}

export interface PartitionWorld {
  readonly silences: Silence[];
  readonly injected: InjectedRecord[];
}

export function planJob(graph: JobGraph, dictionary: Dictionary, services: EngineServices): PlannedJob {
  const outputTables = planTables(graph);
  const worlds = new Map<string, PartitionWorld>();
  const worldOf = (node: number, partition: number): PartitionWorld => {
    const id = `${node}/${partition}`;
    const known = worlds.get(id) ?? { silences: [], injected: [] };
    worlds.set(id, known);
    return known;
  };
  const chainHead = graph.nodes.map((node, i) => (isChained(graph, node) ? -1 : i));
  const tasks: Task[] = [];
  const taskOf: Task[][] = graph.nodes.map(() => []);
  const hosts: Host[][] = graph.nodes.map(() => []);
  const channels: PlannedChannel[] = [];
  graph.nodes.forEach((node, n) => {
    const plan = planHost(graph, n, outputTables, dictionary);
    for (let subtask = 0; subtask < node.parallelism; subtask++) {
      const task =
        chainHead[n] < 0 ? taskOf[node.inputs[0].from][subtask] : new Task(tasks.length, node.id, subtask, services);
      if (chainHead[n] >= 0) tasks.push(task);
      taskOf[n].push(task);
      const host = new Host(plan, task, subtask, services);
      task.hosts.push(host);
      hosts[n].push(host);
    }
    if (chainHead[n] < 0) chain(graph, n, hosts);
    else
      node.inputs.forEach((input, port) => {
        connect(graph, n, port, input, hosts, outputTables, dictionary, channels);
      });
    if (node.behaviour.role === 'source') openSource(graph, n, node.behaviour.stream, hosts[n], dictionary, worldOf);
  });
  const { channelLatencyMicros, checkpointing } = graph.settings;
  for (const task of tasks) task.input.open(channelLatencyMicros, checkpointing.mode);
  const tables = [...new Set(outputTables.flat())];
  return { graph, tables, outputTables, tasks, hosts, channels, taskManagers: placeTasks(graph, tasks), worldOf };
}

function planTables(graph: JobGraph): readonly (readonly RowTable[])[] {
  const tables: RowTable[][] = [];
  for (const node of graph.nodes) {
    tables.push(
      node.outputs.map((output) => {
        const input = output.extendsInput === null ? null : node.inputs[output.extendsInput];
        const inputTable = input === null ? null : tables[input.from][input.output];
        if (output.passesThrough) {
          assert(inputTable !== null, `${node.id}: a port that passes rows through has an input`);
          return inputTable;
        }
        const carried = output.carriesLineageOf === null ? null : node.inputs[output.carriesLineageOf];
        const lineageTable = carried === null ? null : tables[carried.from][carried.output];
        const hasLineage = node.behaviour.role === 'source' || lineageTable?.reader(OFFSET_FIELD) !== undefined;
        return new RowTable(
          [...output.fields, ...(hasLineage ? LINEAGE_FIELDS : [])],
          inputTable,
          node.parallelism,
          lineageTable,
        );
      }),
    );
  }
  return tables;
}

function planHost(
  graph: JobGraph,
  n: number,
  outputTables: readonly (readonly RowTable[])[],
  dictionary: Dictionary,
): HostPlan {
  const node = graph.nodes[n];
  const inputs = node.inputs.map((input): HostInputPlan => {
    const table = outputTables[input.from][input.output];
    if (input.key === null) return { table, key: null, keys: null };
    const key = table.reader(input.key);
    assert(key !== undefined, `${node.id}: key field ${input.key} exists`);
    return { table, key, keys: new KeySpace(key.field.type, dictionary) };
  });
  const { id, parallelism, recordMicros, outputMicros, behaviour } = node;
  const open: HostPlan['open'] =
    behaviour.role === 'operator' ? (context) => behaviour.open(context) : () => ({ onRecord: () => {} });
  // Both inputs of a keyed operator share one key space, so that equal keys are the same number.
  const shared = inputs.find((input) => input.keys !== null)?.keys ?? null;
  const bound = inputs.map((input) =>
    input.keys !== null && shared !== null && shared.type === input.keys.type ? { ...input, keys: shared } : input,
  );
  return {
    node: id,
    nodeIndex: n,
    parallelism,
    isCheckpointing: graph.settings.checkpointing.intervalMs > 0,
    recordMicros,
    outputMicros,
    inputs: bound,
    outputTables: outputTables[n],
    open,
  };
}

/** Flink chains over a forward edge between operators of equal parallelism, where the lower one has no other input. */
function isChained(graph: JobGraph, node: JobNode): boolean {
  if (!graph.settings.chaining || node.inputs.length !== 1) return false;
  const [input] = node.inputs;
  return input.partitioning === 'forward' && graph.nodes[input.from].parallelism === node.parallelism;
}

function chain(graph: JobGraph, n: number, hosts: readonly (readonly Host[])[]): void {
  const [input] = graph.nodes[n].inputs;
  hosts[input.from].forEach((host, subtask) => {
    host.outputs[input.output].edges.push({
      chained: hosts[n][subtask],
      channels: [],
      isBroadcast: false,
      partitioner: null,
      next: 0,
    });
  });
}

function connect(
  graph: JobGraph,
  n: number,
  port: number,
  input: JobInput,
  hosts: readonly (readonly Host[])[],
  outputTables: readonly (readonly RowTable[])[],
  dictionary: Dictionary,
  channels: PlannedChannel[],
): void {
  const { channelCapacity, channelLatencyMicros } = graph.settings;
  const table = outputTables[input.from][input.output];
  const receivers = hosts[n];
  const partitioner = planPartitioner(input, receivers.length, dictionary, table);
  for (const sender of hosts[input.from]) {
    const targets = input.partitioning === 'forward' ? [receivers[sender.subtask]] : receivers;
    const made = targets.map((receiver) => {
      const channel = new Channel(sender.task, receiver.task, channelCapacity, channelLatencyMicros);
      receiver.task.input.add(channel, port);
      channels.push({ channel, fromNode: input.from, toNode: n, toPort: port, table });
      return channel;
    });
    sender.outputs[input.output].edges.push({
      chained: null,
      channels: made,
      isBroadcast: input.partitioning === 'broadcast',
      partitioner,
      next: sender.subtask % made.length,
    });
  }
}

function planPartitioner(
  input: JobInput,
  parallelism: number,
  dictionary: Dictionary,
  table: RowTable,
): KeyPartitioner | null {
  if (input.partitioning !== 'hash' || input.key === null) return null;
  const key = table.reader(input.key);
  assert(key !== undefined, `key field ${input.key} exists`);
  return new KeyPartitioner(key, new KeySpace(key.field.type, dictionary), parallelism);
}

function openSource(
  graph: JobGraph,
  n: number,
  stream: SourcePlan['stream'],
  hosts: readonly Host[],
  dictionary: Dictionary,
  worldOf: PlannedJob['worldOf'],
): void {
  const node = graph.nodes[n];
  assert(node.behaviour.role === 'source', 'only sources read streams');
  const { outOfOrdernessMs, idlenessMs } = node.behaviour;
  const texts = stream.fields.map((field) =>
    field.values === undefined ? null : Int32Array.from(field.values, (text) => dictionary.id(text)),
  );
  const plan: SourcePlan = {
    stream,
    outOfOrdernessMs,
    idlenessMs,
    watermarkIntervalMs: graph.settings.watermarkIntervalMs,
    texts,
  };
  const owners = assignPartitions(node.id, stream.partitions, node.parallelism);
  for (const host of hosts) {
    const partitions = owners.flatMap((owner, partition) => (owner === host.subtask ? [partition] : []));
    host.task.source = new RecordSource(
      plan,
      host,
      partitions,
      (partition) => worldOf(n, partition).silences,
      (partition) => worldOf(n, partition).injected,
    );
  }
}

/** Slot sharing: subtask i of every operator stands in slot i; slots fill one TaskManager after the other. */
function placeTasks(graph: JobGraph, tasks: readonly Task[]): readonly TaskManager[] {
  const slots = Math.max(...graph.nodes.map((node) => node.parallelism));
  const count = Math.min(graph.settings.taskManagers, slots);
  const slotsEach = Math.ceil(slots / count);
  return Array.from({ length: count }, (_, i) => ({
    id: `tm-${i + 1}`,
    tasks: tasks.filter((task) => Math.floor(task.subtask / slotsEach) === i),
    isAlive: true,
    backAt: 0,
  }));
}
