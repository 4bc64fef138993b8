/** What the sinks of a run have written, decoded: the same shape whatever the sink. */
import { decodeRecord } from '../engine/rows/raw-record.ts';
import type { Lineage } from '../engine/operator.ts';
import type { RawRecord } from '../engine/rows/raw-record.ts';
import type { FieldValue, RecordValue } from '../engine/schema.ts';
import type { Simulation } from '../run/simulation.ts';
import type { StoredValue } from '../world/kafka-service.ts';

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
  return simulation.pipeline.nodes.filter((node) => node.kind === 'kafka-sink' || node.kind === 'collect').map((node) => node.id);
}

export function readSink(simulation: Simulation, node: string): SinkLog {
  const { engine, kafka, collector, pipeline } = simulation;
  const bound = pipeline.nodes.find((candidate) => candidate.id === node);
  const decode = (record: RawRecord) => decodeRecord(record, engine.dictionary, (entry) => engine.predictions.value(entry));
  const timestamp = (record: RawRecord) => (Number.isFinite(record.timestamp) ? record.timestamp : null);
  if (bound?.kind !== 'kafka-sink') {
    const records = collector.records(node).map(({ record, lineage, atMicros }, offset): SinkRecord => {
      return { partition: 0, offset, timestamp: timestamp(record), key: null, value: decode(record), atMicros, lineage };
    });
    return { guarantee: 'none', committed: records, uncommitted: records };
  }
  kafka.advance(engine.at);
  const startMicros = engine.clock.startAtMs * 1000;
  const read = (isolation: 'read_committed' | 'read_uncommitted') =>
    kafka.read(node, isolation).map(({ partition, offset, key, value, appendedAtMicros }): SinkRecord => {
      const { record, lineage } = value as StoredValue;
      return { partition, offset, timestamp: timestamp(record), key: typeof key === 'number' ? key : null, value: decode(record), atMicros: Math.round(appendedAtMicros - startMicros), lineage };
    });
  const { guarantee } = bound.operator.config as { readonly guarantee: string };
  return { guarantee, committed: read('read_committed'), uncommitted: read('read_uncommitted') };
}
