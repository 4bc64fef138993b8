/** The real kinds with configurations drawn at random, for the laws. */
import { assert } from '../../base/assert.ts';
import type { JobOutput } from '../../engine/job-graph.ts';
import type { FieldType, Schema } from '../../engine/schema.ts';
import type { Draw } from '../../engine/testing/draw.ts';
import type { DraftedNode, Palette, PaletteKind } from '../../engine/testing/random-job.ts';
import { broadcastState } from '../broadcast-state/index.ts';
import { collect } from '../collect/index.ts';
import { filter } from '../filter/index.ts';
import { inference } from '../inference/index.ts';
import { intervalJoin } from '../interval-join/index.ts';
import { kafkaSink } from '../kafka-sink/index.ts';
import type { OperatorKind } from '../kind.ts';
import { NOWHERE } from './harness-node.ts';
import { latestValue } from '../latest-value/index.ts';
import { map } from '../map/index.ts';
import { tumblingWindow } from '../tumbling-window/index.ts';

const NUMBERS: readonly FieldType[] = ['number', 'integer', 'time'];

function fieldOf(draw: Draw, schema: Schema, types: readonly FieldType[]): string {
  return draw.pick(schema.filter(({ type, deferred }) => types.includes(type) && deferred !== true)).name;
}

/** A name that no field has yet: fields only ever grow in number. */
const nameBeside = (schema: Schema, text: string) => `${text}_${schema.length}`;

function paletteKind(kind: OperatorKind, configure: (draw: Draw, inputs: readonly Schema[]) => unknown): PaletteKind {
  const { face } = bind(kind, {});
  return {
    name: face.kind,
    ports: face.inputs.length,
    draft: (draw, inputs) => draft(kind, configure(draw, inputs), inputs),
  };
}

function bind(kind: OperatorKind, config: unknown) {
  const bound = kind.bind('random', config);
  assert(bound.kind === 'bound', `a drawn configuration is refused: ${JSON.stringify(bound)}`);
  return bound.operator;
}

function draft(kind: OperatorKind, config: unknown, schemas: readonly Schema[]): DraftedNode {
  const operator = bind(kind, config);
  const { behaviour, face } = operator;
  assert(behaviour.role === 'operator', 'the palette has no sources');
  const { schemas: results, problems } = operator.outputSchemas(schemas);
  assert(problems.length === 0, `a drawn configuration does not fit: ${JSON.stringify(problems)}`);
  const outputs = face.outputs.map((port, i): JobOutput => {
    const inherited = port.extendsInput === null ? 0 : schemas[port.extendsInput].length;
    return {
      fields: results[i].slice(inherited),
      extendsInput: port.extendsInput,
      passesThrough: port.passesThrough === true,
      carriesLineageOf: port.carriesLineageOf ?? null,
    };
  });
  const inputs = face.inputs.map(({ partitioning }, port) => ({
    partitioning: partitioning === 'forward' ? ('rebalance' as const) : partitioning,
    key: operator.keys[port],
  }));
  return { inputs, outputs, behaviour: { role: 'operator', open: behaviour.openIn(NOWHERE) } };
}

const filterKind = paletteKind(filter, (draw, [schema]) => ({
  condition: `${fieldOf(draw, schema, ['integer', 'number'])} > ${draw.whole(0, 3)}`,
}));

const filterNothing = paletteKind(filter, () => ({ condition: 'true' }));

const mapKind = paletteKind(map, (draw, [schema]) => ({
  fields: [
    {
      name: nameBeside(schema, 'twice'),
      expression: `${fieldOf(draw, schema, ['integer'])} * 2 + ${draw.whole(0, 9)}`,
    },
  ],
}));

const windowKind = paletteKind(tumblingWindow, (draw, [schema]) => ({
  key: fieldOf(draw, schema, ['integer', 'string']),
  value: fieldOf(draw, schema, NUMBERS),
  size: draw.pick([20, 100, 1000]),
  offset: draw.pick([0, 7]),
  allowedLateness: draw.pick([0, 0, 50]),
  aggregates: ['sum', 'p50', 'max'],
}));

const joinKind = paletteKind(intervalJoin, (draw, [left, right]) => ({
  leftKey: fieldOf(draw, left, ['integer']),
  rightKey: fieldOf(draw, right, ['integer']),
  lower: draw.pick([-10, 0]),
  upper: draw.pick([0, 8]),
  lowerInclusive: draw.chance(0.7),
  prefix: `${nameBeside([...left, ...right], 'r')}_`,
}));

const taken = (draw: Draw, [schema, other]: readonly Schema[]) => ({
  take: [{ field: fieldOf(draw, other, NUMBERS), as: nameBeside(schema, 'taken'), default: -1 }],
  flag: nameBeside(schema, 'missing'),
});

const latestKind = paletteKind(latestValue, (draw, [schema, other]) => ({
  ...taken(draw, [schema, other]),
  key: fieldOf(draw, schema, ['integer']),
  observationKey: fieldOf(draw, other, ['integer']),
  maxAgeMs: draw.pick([0, 30]),
  waitMs: draw.pick([0, 5, 300]),
}));

const broadcastKind = paletteKind(broadcastState, (draw, [schema, other]) => ({
  ...taken(draw, [schema, other]),
  key: fieldOf(draw, schema, ['integer']),
  referenceKey: fieldOf(draw, other, ['integer']),
}));

const inferenceKind = paletteKind(inference, (draw, [schema]) => ({
  features: [fieldOf(draw, schema, NUMBERS)],
  flags: [],
  when: { field: '' },
  output: nameBeside(schema, 'predicted'),
}));

const collectKind = paletteKind(collect, () => ({}));

const kafkaKind = (guarantees: readonly string[]) =>
  paletteKind(kafkaSink, (draw) => ({
    guarantee: draw.pick(guarantees),
    partitions: draw.whole(1, 3),
    lingerMs: draw.pick([0, 5, 40]),
    requestMs: draw.pick([1, 2, 9]),
  }));

export const wholePalette: Palette = {
  operators: [filterKind, mapKind, windowKind, joinKind, latestKind, broadcastKind, inferenceKind],
  sinks: [collectKind, kafkaKind(['none', 'at-least-once', 'exactly-once'])],
};

/** Every record that goes in comes out once, whatever fails: what an exactly-once sink must show. */
export const oneToOnePalette: Palette = {
  operators: [filterNothing, mapKind, latestKind, broadcastKind, inferenceKind],
  sinks: [kafkaKind(['exactly-once'])],
};
