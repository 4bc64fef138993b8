/** A node's state as data that crosses to the page: tables of decoded entries, and what the world holds for it. */
import type { Host } from '../engine/task/host.ts';
import type { NamedState } from '../engine/state/operator-state.ts';
import type { TimeBuffer } from '../engine/state/time-buffer.ts';
import type { FieldValue, Schema } from '../engine/schema.ts';
import { decodeRecord } from '../engine/rows/raw-record.ts';
import { TopicReaders } from '../world/kafka-readers.ts';
import { isStoredValue, type KafkaService, type StoredValue } from '../world/kafka-service.ts';
import { coverage } from './covered.ts';
import { logRuns } from './log-runs.ts';
import type { StateEntries, StatePicture } from './protocol.ts';
import type { Simulation } from './simulation.ts';

const ROWS = 400;
const ROWS_PER_KEY = 12;
const SPREAD_STEPS = 60;

export function pictureState(simulation: Simulation, node: number): StatePicture {
  const { engine } = simulation;
  const hosts = engine.job.hosts[node];
  return {
    subtasks: hosts.map((host) => ({
      entries: host.state.parts.flatMap((part) => entriesOf(host, part)),
      detail: detailOf(host),
    })),
    world: worldOf(simulation, node),
  };
}

function detailOf(host: Host): Readonly<Record<string, FieldValue>> {
  return { watermark: finite(host.currentWatermark), attempt: host.attempt, dead: host.task.isDead };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function entriesOf(host: Host, part: NamedState): StateEntries[] {
  if (part.kind === 'table') {
    const { table } = part;
    const rows: FieldValue[][] = [];
    table.forEach((slot) => {
      if (rows.length < ROWS)
        rows.push([
          part.keys?.value(table.keys[slot]) ?? host.keyValue(table.keys[slot]),
          table.namespaces[slot],
          ...table.columns.map((column) => finite(column.values[slot])),
        ]);
    });
    return [
      {
        name: part.name,
        columns: ['key', 'namespace', ...table.columns.map((column) => column.name)],
        rows,
        total: table.size,
      },
    ];
  }
  if (part.kind === 'times') return [timeEntries(host, part.name, part.times)];
  return [];
}

/** The newest entries of each key, as many as there is room for, and how all of them lie on event time. */
function timeEntries(host: Host, name: string, times: TimeBuffer): StateEntries {
  const rows: FieldValue[][] = [];
  const each = Math.max(ROWS_PER_KEY, Math.floor(ROWS / Math.max(1, times.keys.size)));
  times.keys.forEach((place) => {
    const end = times.end(place);
    for (let at = Math.max(times.begin(place), end - each); at < end && rows.length < ROWS; at++) {
      rows.push([
        host.keyValue(times.keys.keys[place]),
        times.times.values[at],
        ...times.columns.map((column) => finite(column.values[at])),
      ]);
    }
  });
  const columns = ['key', 'time', ...times.columns.map((column) => column.name)];
  return { name, columns, rows, total: times.held, ...spreadOf(times) };
}

function spreadOf(times: TimeBuffer): Pick<StateEntries, 'spread'> {
  let from = Infinity;
  let to = -Infinity;
  times.keys.forEach((place) => {
    from = Math.min(from, times.times.values[times.begin(place)]);
    to = Math.max(to, times.times.values[times.end(place) - 1]);
  });
  if (from > to) return {};
  const counts = new Array<number>(SPREAD_STEPS).fill(0);
  const perStep = (to - from + 1) / SPREAD_STEPS;
  times.keys.forEach((place) => {
    for (let at = times.begin(place); at < times.end(place); at++)
      counts[Math.floor((times.times.values[at] - from) / perStep)]++;
  });
  return { spread: { from, to, counts } };
}

/** An operator with a model keeps the entry that it asked for last in its value state `prediction`. */
function latestAsked({ predictions }: Simulation, host: Host): unknown {
  for (const part of host.state.parts) {
    if (part.kind !== 'value' || part.name !== 'prediction') continue;
    const entry = part.cell.get();
    if (typeof entry !== 'number' || entry < 0) return null;
    return { features: [...predictions.features(entry)], value: predictions.value(entry) ?? null };
  }
  return null;
}

/** What of the world a node writes to: a sink's log. */
function worldOf(simulation: Simulation, node: number): unknown {
  const { engine, kafka, collector } = simulation;
  const { id } = engine.job.graph.nodes[node];
  const decode = (value: StoredValue) =>
    decodeRecord(value.record, engine.dictionary, (entry) => engine.predictions.value(entry));
  const collected = collector.records(id);
  if (collected.length > 0)
    return {
      kind: 'collected',
      total: collected.length,
      times: timeFields(collected[0].record.schema),
      records: collected
        .slice(-50)
        .map((record) => ({ atMicros: record.atMicros, timestamp: record.record.timestamp, value: decode(record) })),
    };
  const { model } = simulation.pipeline.nodes.find((bound) => bound.id === id)?.operator ?? { model: null };
  if (model !== null)
    return { kind: 'model', model, latest: engine.job.hosts[node].map((host) => latestAsked(simulation, host)) };
  if (kafka.broker.partitionCount(id) === 0) return null;
  kafka.advance(engine.at);
  const { readers, last } = readersOf(kafka, id).audit(coverage(engine));
  const partitions = Array.from({ length: kafka.broker.partitionCount(id) }, (_, partition) => ({
    partition,
    highWatermark: kafka.broker.highWatermark(id, partition),
    lastStableOffset: kafka.broker.lso(id, partition),
  }));
  const transactions = kafka.broker
    .transactionsView()
    .filter((transaction) => transaction.spans.some((span) => span.topic === id))
    .slice(-12);
  return {
    kind: 'kafka',
    topic: id,
    committed: readers.read_committed.records,
    uncommitted: readers.read_uncommitted.records,
    readers,
    failedCommits: kafka.failedCommits,
    partitions,
    transactions,
    log: logRuns(kafka.broker, id),
    checkpointIntervalMs: engine.job.graph.settings.checkpointing.intervalMs,
    last: last.map(({ partition, offset, timestamp, value }) => ({
      partition,
      offset,
      timestamp,
      value: isStoredValue(value) ? decode(value) : {},
    })),
  };
}

function timeFields(schema: Schema): readonly string[] {
  return schema.filter(({ type }) => type === 'time').map(({ name }) => name);
}

/** Kept from picture to picture, one for each topic: they read on. They hold nothing that a picture depends on. */
const readersKept = new WeakMap<KafkaService, Map<string, TopicReaders>>();

function readersOf(service: KafkaService, topic: string): TopicReaders {
  const known = readersKept.get(service) ?? new Map<string, TopicReaders>();
  readersKept.set(service, known);
  const readers = known.get(topic) ?? new TopicReaders(service, topic);
  known.set(topic, readers);
  return readers;
}
