/** P12 as a job: three sources, the operators between, a counting sink; parallelism 2, checkpoints every ten seconds. */
import { Engine } from '../../src/engine/engine.ts';
import type { EventStream } from '../../src/engine/event-stream.ts';
import type { JobInput, JobNode, JobOutput } from '../../src/engine/job-graph.ts';
import { Dictionary } from '../../src/engine/rows/dictionary.ts';
import type { Field } from '../../src/engine/schema.ts';
import type { WorldService } from '../../src/engine/world-service.ts';
import { mix } from '../../src/base/seeded-hash.ts';
import * as facts from './facts.ts';
import * as operators from './operators.ts';

export interface Predicted {
  count: number;
  checksum: number;
}

export function makeP12(seconds: number): { readonly engine: Engine; readonly predicted: Predicted } {
  const predicted: Predicted = { count: 0, checksum: 0 };
  const settings = {
    seed: 12,
    startAtMs: facts.START_MS,
    chaining: false,
    taskManagers: 1,
    channelCapacity: 256,
    channelLatencyMicros: 1000,
    watermarkIntervalMs: 50,
    checkpointing: { intervalMs: 10_000, mode: 'exactly-once', timeoutMs: 600_000, minPauseMs: 0, tolerableFailed: 0 },
    restart: { strategy: 'none' },
    failureDetectionMicros: 1_000_000,
    replacementMicros: 1_000_000,
  } as const;
  const engine = new Engine({
    graph: { nodes: nodes(seconds * 1e6, predicted), settings },
    dictionary: new Dictionary(),
    predictions: { want: () => 0, value: () => 0 },
    services: { [operators.LOOKUP]: vehicles },
    tell: () => {},
  });
  return { engine, predicted };
}

/** Answers each lookup after its own time; the way there and back takes 2 ms of it. */
const vehicles: WorldService = {
  handle: (payload) => {
    const id = Number(payload);
    return { reply: facts.vehicleOf(id), delayMicros: facts.lookupMicros(id) - 2000 };
  },
  save: () => null,
  load: () => {},
};

function nodes(micros: number, predicted: Predicted): readonly JobNode[] {
  const [shipments, drivers, weather] = [0, 1, 2];
  const [filter, enrich, lookup, join, routeAverage, assemble, infer] = [3, 4, 5, 6, 7, 8, 9];
  const forward = (from: number): JobInput => ({ from, output: 0, partitioning: 'forward', key: null });
  const hash = (from: number, key: string): JobInput => ({ from, output: 0, partitioning: 'hash', key });
  const two = facts.PARALLELISM;
  return [
    source('shipments', two, shipmentStream(micros), facts.BOUND_MS),
    source('drivers', 1, driverStream(micros), 0),
    source('weather', 1, weatherStream(micros), 0),
    node('filter', 0, [forward(shipments)], [passes()], operators.filter),
    node(
      'enrich',
      20,
      [hash(filter, 'driver'), { ...forward(drivers), partitioning: 'broadcast' }],
      [extended(operators.driverFields)],
      operators.enrich,
    ),
    node('lookup', 5, [forward(enrich)], [own([...operators.carriedFields, 'vehicle'])], operators.lookup),
    node(
      'join',
      20,
      [hash(lookup, 'zone'), hash(weather, 'zone')],
      [extended(operators.weatherFields)],
      operators.join,
    ),
    node('route-average', 10, [hash(enrich, 'route')], [own(['route', 'average'])], operators.routeAverage),
    node(
      'assemble',
      10,
      [hash(join, 'route'), hash(routeAverage, 'route')],
      [extended(['route_average'])],
      operators.assemble,
    ),
    node('infer', 40, [forward(assemble)], [extended(['eta'])], operators.infer),
    {
      ...node('sink', 5, [{ from: infer, output: 0, partitioning: 'rebalance', key: null }], [], (context) => {
        const [id, eta] = ['id', 'eta'].map((name) => context.input(0).field(name));
        return {
          onRecord(row) {
            predicted.count++;
            predicted.checksum =
              (predicted.checksum + mix(id.read(row) * 31 + eta.read(row) * 16 + context.nowMicros())) | 0;
          },
        };
      }),
      parallelism: 1,
    },
  ];
}

const integers = (names: readonly string[]): readonly Field[] => names.map((name) => ({ name, type: 'integer' }));
const own = (names: readonly string[]): JobOutput => ({
  fields: integers(names),
  extendsInput: null,
  passesThrough: false,
  carriesLineageOf: null,
});
const extended = (names: readonly string[]): JobOutput => ({ ...own(names), extendsInput: 0 });
const passes = (): JobOutput => ({ ...own([]), extendsInput: 0, passesThrough: true });

function node(
  id: string,
  recordMicros: number,
  inputs: readonly JobInput[],
  outputs: readonly JobOutput[],
  open: typeof operators.filter,
): JobNode {
  return {
    id,
    parallelism: facts.PARALLELISM,
    recordMicros,
    outputMicros: 1,
    inputs,
    outputs,
    behaviour: { role: 'operator', open },
  };
}

function source(id: string, parallelism: number, stream: EventStream, outOfOrdernessMs: number): JobNode {
  const behaviour = { role: 'source', stream, outOfOrdernessMs, idlenessMs: 0 } as const;
  return {
    id,
    parallelism,
    recordMicros: 10,
    outputMicros: 0,
    inputs: [],
    outputs: [{ ...own([]), fields: stream.fields }],
    behaviour,
  };
}

const numbered = (names: readonly string[]): EventStream['fields'] => names.map((name) => ({ name, type: 'integer' }));

function shipmentStream(micros: number): EventStream {
  const count = Math.floor((micros / 1e6) * facts.SHIPMENTS_PER_SECOND);
  const numberOf = (partition: number, offset: number) => offset * facts.PARALLELISM + partition;
  return {
    partitions: facts.PARALLELISM,
    fields: numbered(['id', 'driver', 'zone', 'route', 'weight', 'distance', 'speed', 'broken']),
    length: (partition) => Math.ceil((count - partition) / facts.PARALLELISM),
    arrivalMicros: (partition, offset) => facts.shipmentMicros(numberOf(partition, offset)),
    read(partition, offset, out) {
      const i = numberOf(partition, offset);
      const hash = facts.shipmentHash(i);
      out[0] = i;
      out[1] = facts.fact(hash, 2) % facts.DRIVERS;
      out[2] = facts.fact(hash, 3) % facts.ZONES;
      out[3] = facts.fact(hash, 4) % facts.ROUTES;
      out[4] = facts.fact(hash, 5) % 100;
      out[5] = facts.fact(hash, 6) % 100;
      out[6] = facts.fact(hash, 7) % 100;
      out[7] = facts.isBroken(hash) ? 1 : 0;
      return facts.START_MS + Math.floor(facts.shipmentMicros(i) / 1000) - facts.delayMs(hash);
    },
  };
}

/** Reference data has no event time that anybody waits for. */
const FAR_AWAY_MS = 1e15;

function driverStream(micros: number): EventStream {
  return {
    partitions: 1,
    fields: numbered(['driver', ...operators.driverFields]),
    length: () => Math.ceil(micros / 100_000),
    arrivalMicros: (_, offset) => facts.driverMicros(offset),
    read(_, offset, out) {
      const hash = facts.driverHash(offset);
      out[0] = facts.fact(hash, 1) % facts.DRIVERS;
      for (let i = 1; i <= 3; i++) out[i] = facts.fact(hash, 1 + i) % 100;
      return FAR_AWAY_MS;
    },
  };
}

function weatherStream(micros: number): EventStream {
  return {
    partitions: 1,
    fields: numbered(['zone', ...operators.weatherFields]),
    length: () => 100 + Math.ceil((micros - 100_000) / 500_000),
    arrivalMicros: (_, offset) => facts.weatherMicros(offset),
    read(_, offset, out) {
      const hash = facts.weatherHash(offset);
      out[0] = facts.fact(hash, 1) % facts.ZONES;
      for (let i = 1; i <= 4; i++) out[i] = facts.fact(hash, 1 + i) % 100;
      return facts.START_MS + Math.floor(facts.weatherMicros(offset) / 1000);
    },
  };
}
