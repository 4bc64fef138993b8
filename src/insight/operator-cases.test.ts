/** Plays every operator's cases on the real engine: sources made of the case's records, the operator, a plain list. */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EventStream } from '../engine/event-stream.ts';
import { LATE } from '../engine/task/counters.ts';
import { readSink } from './sink-log.ts';
import type { CaseStream, OperatorCase } from '../operators/case.ts';
import { collect } from '../operators/collect/index.ts';
import { findKind } from '../operators/index.ts';
import { type OperatorKind, operatorKind } from '../operators/kind.ts';
import { documentSchema } from '../pipeline/document.ts';
import { validate } from '../pipeline/validate.ts';
import { Dictionary } from '../engine/rows/dictionary.ts';
import { chooseStartAt, DEFAULT_START_AT } from '../run/expand.ts';
import { SessionPredictions } from '../run/predictions.ts';
import { Simulation } from '../run/simulation.ts';

const folder = new URL('../operators/', import.meta.url);
const kinds = readdirSync(folder).filter((kind) => existsSync(new URL(`${kind}/cases.ts`, folder)));

for (const kind of kinds) {
  const { cases }: { readonly cases: readonly OperatorCase[] } = await import(new URL(`${kind}/cases.ts`, folder).href);
  describe(kind, () => {
    test.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, operatorCase) => {
      await play(kind, operatorCase);
    });
  });
}

async function play(kindName: string, operatorCase: OperatorCase): Promise<void> {
  const kind = findKind(kindName);
  if (kind === undefined) throw new Error(`no kind ${kindName}`);
  const run = simulate(kind, operatorCase);
  await run.runTo(operatorCase.inputs.length === 0 ? 5_000_000 : Infinity);
  const sink = kind.spec.outputs.length === 0 ? 'node' : 'out';
  const records = readSink(run, sink).committed.slice(
    0,
    operatorCase.inputs.length === 0 ? operatorCase.expect.length : undefined,
  );
  const wanted = records.map(({ value }, i) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => name in (operatorCase.expect[i] ?? value))),
  );
  expect(wanted).toEqual(operatorCase.expect);
  const node = run.engine.job.graph.nodes.findIndex(({ id }) => id === 'node');
  const late = run.engine.job.hosts[node].reduce((sum, host) => sum + host.counters[LATE], 0);
  expect(late).toBe(operatorCase.late ?? 0);
}

function simulate(kind: OperatorKind, { config, inputs, outOfOrderness, files = {} }: OperatorCase): Simulation {
  const sources = inputs.map((input, i) => caseSource(`case-${i}`, input, outOfOrderness ?? 0));
  const hasOutput = kind.spec.outputs.length > 0;
  const document = documentSchema.parse({
    version: 1,
    nodes: [
      ...sources.map(({ spec }, i) => ({ id: `in-${i}`, kind: spec.kind, parallelism: 1 })),
      { id: 'node', kind: kind.spec.kind, config, parallelism: 1 },
      ...(hasOutput ? [{ id: 'out', kind: 'collect', parallelism: 1 }] : []),
    ],
    edges: [
      ...sources.map((_, i) => ({
        from: { node: `in-${i}`, port: 'out' },
        to: { node: 'node', port: kind.spec.inputs[i].id },
      })),
      ...(hasOutput
        ? [{ from: { node: 'node', port: kind.spec.outputs[0].id }, to: { node: 'out', port: 'in' } }]
        : []),
    ],
    settings: { checkpointing: { intervalMs: 1000 }, taskManagers: 1 },
  });
  const bytes = new Map(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]));
  const file = (name: string) => bytes.get(name);
  const { plan, problems } = validate(document, [...sources, kind, collect], file);
  if (plan === null) throw new Error(problems.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  const surroundings = { settings: document.settings, startAtMs: chooseStartAt(document.settings, plan), file };
  return new Simulation({
    pipeline: plan,
    surroundings,
    dictionary: new Dictionary(),
    predictions: new SessionPredictions(),
    tell: () => {},
  });
}

function caseSource(name: string, input: CaseStream, outOfOrdernessMs: number): OperatorKind {
  return operatorKind(
    {
      kind: name,
      title: name,
      purpose: 'the records of a case',
      group: 'sources',
      stream: 'shipments',
      inputs: [],
      outputs: [{ id: 'out', title: 'records', extendsInput: null }],
      config: z.object({}),
      defaultParallelism: 1,
      serviceTime: () => ({ perRecordMicros: 1, perOutputMicros: 0 }),
      summary: () => '',
      outputSchemas: () => ({ schemas: [input.fields], problems: [] }),
    },
    { role: 'source', source: { stream: () => streamOf(input), timing: () => ({ outOfOrdernessMs, idlenessMs: 0 }) } },
  );
}

function streamOf({ fields, records }: CaseStream): EventStream {
  const texts = fields.map((field, i) =>
    field.type === 'string' ? [...new Set(records.map(({ values }) => String(values[i])))] : undefined,
  );
  return {
    partitions: 1,
    fields: fields.map((field, i) => (texts[i] === undefined ? field : { ...field, values: texts[i] })),
    length: () => records.length,
    arrivalMicros: (_partition, offset) => records[offset].at * 1000,
    read: (_partition, offset, out) => {
      records[offset].values.forEach((value, i) => {
        out[i] = typeof value === 'string' ? (texts[i]?.indexOf(value) ?? NaN) : value === null ? NaN : Number(value);
      });
      return DEFAULT_START_AT + records[offset].time;
    },
  };
}
