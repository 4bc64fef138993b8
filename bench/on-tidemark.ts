/** The workloads on the real engine, with the real operators. */
import { Engine } from '../src/engine/engine.ts';
import type { EventStream } from '../src/engine/event-stream.ts';
import type { JobGraph, JobNode } from '../src/engine/job-graph.ts';
import { Dictionary } from '../src/engine/rows/dictionary.ts';
import { LATE } from '../src/engine/task/counters.ts';
import { bytesOf } from '../src/engine/task/steps.ts';
import { intervalJoin } from '../src/operators/interval-join/index.ts';
import { nodeOfKind } from '../src/operators/harness/harness-node.ts';
import type { OperatorKind } from '../src/operators/kind.ts';
import { tumblingWindow } from '../src/operators/tumbling-window/index.ts';
import {
  BOUND_MS,
  type Columns,
  type Found,
  JOIN_MS,
  type JoinSides,
  WATERMARK_EVERY,
  WINDOW_MS,
} from './workloads.ts';

const GAP_MICROS = 50;

export function windowTidemark(columns: Columns): Found {
  const found = { results: 0, checksum: 0 };
  const source = sourceNode('source', columns, GAP_MICROS);
  const window = boundNode(
    'window',
    tumblingWindow,
    { key: 'key', value: 'value', size: WINDOW_MS, aggregates: ['mean', 'p95'] },
    [source],
  );
  const engine = makeEngine([
    source,
    window,
    sinkNode(['count', 'p95'], (count, p95) => {
      found.results++;
      found.checksum += count * 31 + p95;
    }),
  ]);
  engine.runUntil(Infinity);
  return { ...found, late: engine.job.hosts[1][0].counters[LATE] };
}

export function joinTidemark(sides: JoinSides): Found {
  const { engine, found } = makeJoin(sides);
  engine.runUntil(Infinity);
  return { ...found, late: engine.job.hosts[JOIN][0].counters[LATE] };
}

/** Bytes that a snapshot of W4's join holds for each event in its buffers, when all have been read and none has expired. */
export function bytesPerBufferedEvent(sides: JoinSides): number {
  const { engine } = makeJoin(sides);
  engine.runUntil(sides.left.length * GAP_MICROS);
  const { state } = engine.job.hosts[JOIN][0];
  if (state.held() < sides.left.length / 2) throw new Error(`the join holds ${state.held()} events only`);
  return bytesOf(state.save()) / state.held();
}

/** Position of the join in the job of W4. */
const JOIN = 2;

/** The engine before its first stroke, and what its sink will have found when it has run. */
function makeJoin({ left, right }: JoinSides): {
  readonly engine: Engine;
  readonly found: { results: number; checksum: number };
} {
  const found = { results: 0, checksum: 0 };
  const nodes = [
    sourceNode('left', left, GAP_MICROS),
    sourceNode('right', right, GAP_MICROS * (left.length / right.length)),
  ];
  const join = boundNode(
    'join',
    intervalJoin,
    { leftKey: 'key', rightKey: 'key', lower: -JOIN_MS, upper: JOIN_MS, prefix: 'right_' },
    nodes,
  );
  const engine = makeEngine([
    ...nodes,
    join,
    sinkNode(['value', 'right_value', 'time', 'right_time'], (value, rightValue, time, rightTime) => {
      found.results++;
      // The loop weighs the record that came second; here the pair tells which that was by where both stand in their streams.
      const leftIsSecond = value / left.length > rightValue / right.length;
      found.checksum =
        (found.checksum + (leftIsSecond ? value * 7 + rightValue : rightValue * 7 + value) + 0 * (time + rightTime)) %
        1_000_000_007;
    }),
  ]);
  return { engine, found };
}

function makeEngine(nodes: readonly JobNode[]): Engine {
  const graph: JobGraph = {
    nodes,
    settings: {
      seed: 1,
      startAtMs: 0,
      chaining: false,
      taskManagers: 1,
      channelCapacity: 256,
      channelLatencyMicros: 1000,
      watermarkIntervalMs: (WATERMARK_EVERY * GAP_MICROS) / 1000,
      checkpointing: { intervalMs: 0, mode: 'exactly-once', timeoutMs: 1, minPauseMs: 0, tolerableFailed: 0 },
      restart: { strategy: 'none' },
      failureDetectionMicros: 1,
      replacementMicros: 1,
    },
  };
  const predictions = { want: () => 0, value: () => 0 };
  return new Engine({ graph, dictionary: new Dictionary(), predictions, services: {}, tell: () => {} });
}

function sourceNode(id: string, columns: Columns, gapMicros: number): JobNode {
  const { time, key, value, length } = columns;
  const fields = [
    { name: 'key', type: 'integer' },
    { name: 'value', type: 'number' },
    { name: 'time', type: 'time' },
  ] as const;
  const stream: EventStream = {
    partitions: 1,
    fields,
    length: () => length,
    arrivalMicros: (_partition, offset) => offset * gapMicros,
    read: (_partition, offset, out) => {
      out[0] = key[offset];
      out[1] = value[offset];
      out[2] = time[offset];
      return time[offset];
    },
  };
  const output = { fields, extendsInput: null, passesThrough: false, carriesLineageOf: null };
  const behaviour = { role: 'source', stream, outOfOrdernessMs: BOUND_MS, idlenessMs: 0 } as const;
  return { id, parallelism: 1, recordMicros: 1, outputMicros: 0, inputs: [], outputs: [output], behaviour };
}

function boundNode(id: string, kind: OperatorKind, config: unknown, from: readonly JobNode[]): JobNode {
  const planned = nodeOfKind(
    kind,
    config,
    from.map((node) => node.outputs[0].fields),
  );
  if (planned.kind === 'problems') throw new Error(JSON.stringify(planned.problems));
  const { inputs, outputs, open } = planned.node;
  return {
    id,
    parallelism: 1,
    recordMicros: 1,
    outputMicros: 1,
    inputs: inputs.map(({ key }, i) => ({ from: i, output: 0, partitioning: 'hash', key })),
    outputs,
    behaviour: { role: 'operator', open },
  };
}

function sinkNode(names: readonly string[], take: (...values: readonly number[]) => void): JobNode {
  return {
    id: 'sink',
    parallelism: 1,
    recordMicros: 1,
    outputMicros: 0,
    inputs: [{ from: names.length === 2 ? 1 : 2, output: 0, partitioning: 'rebalance', key: null }],
    outputs: [],
    behaviour: {
      role: 'operator',
      open(context) {
        const readers = names.map((name) => context.input(0).field(name));
        const [a, b, c = a, d = b] = readers;
        return { onRecord: (row) => take(a.read(row), b.read(row), c.read(row), d.read(row)) };
      },
    },
  };
}
