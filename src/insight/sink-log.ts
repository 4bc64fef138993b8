/** What the sinks of a run have written, decoded: the same shape whatever the sink. */
import { decodeRecord } from '../engine/rows/raw-record.ts';
import type { Lineage } from '../engine/operator.ts';
import type { RawRecord } from '../engine/rows/raw-record.ts';
import type { FieldValue, RecordValue } from '../engine/schema.ts';
import type { Simulation } from '../run/simulation.ts';
import { isStoredValue } from '../world/kafka-service.ts';

export interface SinkRecord {
  readonly partition: number;
  readonly offset: number;
  /** Event time, epoch ms; null if it has none. */
  readonly timestamp: number | null;
  readonly key: FieldValue;
  readonly value: RecordValue;
  readonly atMicros: number;
  readonly lineage: Lineage | null;
}

export interface SinkLog {
  readonly guarantee: string;
  /** What a reader sees that waits for commits, and what one sees that does not. */
  readonly committed: readonly SinkRecord[];
  readonly uncommitted: readonly SinkRecord[];
}

export function sinkNodes(simulation: Simulation): readonly string[] {
  return simulation.pipeline.nodes.filter((node) => node.operator.sink !== null).map((node) => node.id);
}

export function readSink(simulation: Simulation, node: string): SinkLog {
  const { engine, kafka, collector, pipeline } = simulation;
  const sink = pipeline.nodes.find((candidate) => candidate.id === node)?.operator.sink ?? null;
  const decode = (record: RawRecord) =>
    decodeRecord(record, engine.dictionary, (entry) => engine.predictions.value(entry));
  const timestamp = (record: RawRecord) => (Number.isFinite(record.timestamp) ? record.timestamp : null);
  if (sink?.store !== 'kafka') {
    const records = collector.records(node).map(({ record, lineage, atMicros }, offset): SinkRecord => {
      return {
        partition: 0,
        offset,
        timestamp: timestamp(record),
        key: null,
        value: decode(record),
        atMicros,
        lineage,
      };
    });
    return { guarantee: 'none', committed: records, uncommitted: records };
  }
  kafka.advance(engine.at);
  const startMicros = engine.clock.startAtMs * 1000;
  const read = (isolation: 'read_committed' | 'read_uncommitted') =>
    kafka.read(node, isolation).flatMap(({ partition, offset, key, value, appendedAtMicros }): SinkRecord[] => {
      if (!isStoredValue(value)) return [];
      const { record, lineage } = value;
      return [
        {
          partition,
          offset,
          timestamp: timestamp(record),
          key: isFieldValue(key) ? key : null,
          value: decode(record),
          atMicros: Math.round(appendedAtMicros - startMicros),
          lineage,
        },
      ];
    });
  return {
    guarantee: sink.guarantee,
    committed: read('read_committed'),
    uncommitted: read('read_uncommitted'),
  };
}

function isFieldValue(value: unknown): value is FieldValue {
  return value === null || ['number', 'string', 'boolean'].includes(typeof value);
}
