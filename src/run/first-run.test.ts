import { expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import type { JobNode } from '../engine/job-graph.ts';
import { Dictionary } from '../engine/rows/dictionary.ts';
import { plainGraph, plainStream } from '../engine/testing/plain-graph.ts';
import { collect } from '../operators/collect/index.ts';
import { tumblingWindow } from '../operators/tumbling-window/index.ts';
import { Collector } from '../world/collector.ts';

const bound = (kind: typeof collect, config: unknown) => {
  const result = kind.bind('x', config);
  if (result.kind === 'problems' || result.operator.behaviour.role === 'source') throw new Error('bad config');
  return { operator: result.operator, behaviour: result.operator.behaviour };
};

it('runs a source, a window and a sink', () => {
  const stream = plainStream({ partitions: 4, length: 1000, gapMicros: 10_000, keys: 5, disorderMs: 300, seed: 1 });
  const window = bound(tumblingWindow, { key: 'key', value: 'value', size: 1000 });
  const sink = bound(collect, {});
  const nodes: JobNode[] = [
    {
      id: 'source',
      parallelism: 2,
      recordMicros: 10,
      outputMicros: 0,
      inputs: [],
      outputs: [{ fields: stream.fields, extendsInput: null, passesThrough: false, carriesLineageOf: null }],
      behaviour: { role: 'source', stream, outOfOrdernessMs: 300, idlenessMs: 0 },
    },
    {
      id: 'window',
      parallelism: 2,
      recordMicros: 10,
      outputMicros: 1,
      inputs: [{ from: 0, output: 0, partitioning: 'hash', key: 'key' }],
      outputs: [
        {
          fields: window.operator.outputSchemas([stream.fields]).schemas[0],
          extendsInput: null,
          passesThrough: false,
          carriesLineageOf: null,
        },
      ],
      behaviour: window.behaviour,
    },
    {
      id: 'sink',
      parallelism: 1,
      recordMicros: 1,
      outputMicros: 0,
      inputs: [{ from: 1, output: 0, partitioning: 'rebalance', key: null }],
      outputs: [],
      behaviour: sink.behaviour,
    },
  ];
  const collector = new Collector();
  const told: unknown[] = [];
  const engine = new Engine({
    graph: plainGraph(nodes),
    dictionary: new Dictionary(),
    predictions: { want: () => 0, value: () => 0 },
    services: { collector },
    tell: (h) => {
      if (h.kind !== 'firing') told.push(h);
    },
  });
  engine.schedule(4_500_000, { kind: 'kill-task-manager', taskManager: 1 });
  const stop = engine.runUntil(60_000_000);
  console.log(stop, engine.at, engine.jobManager.state, told);
  const records = collector.records('sink');
  const total = records.reduce((sum, r) => sum + r.record.numbers[3], 0);
  console.log(
    records.length,
    total,
    engine.job.hosts.map((h) => h.map((x) => [...x.counters])),
    engine.job.tasks.map((t) => [...t.times]),
  );
  expect(stop).toBe('finished');
});
