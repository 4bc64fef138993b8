/** One output port of an operator in a subtask: makes rows and sends them along its edges. */
import { type Channel, DATA } from '../channel.ts';
import type { OperatorOutput } from '../operator.ts';
import { Column } from '../rows/column.ts';
import type { FieldWriter } from '../rows/field-access.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { Schema } from '../schema.ts';
import { RECORDS_OUT } from './counters.ts';
import type { Host } from './host.ts';
import type { KeyPartitioner } from './key-partitioner.ts';

/**
 * Where rows go from an output port, and how they choose among the channels (Flink's StreamPartitioner): all of them,
 * the one of their key, or one after the other, which with a single channel is forward. Control elements take all.
 */
export interface OutputEdge {
  /** The operator behind it in the chain; no channel is between. */
  readonly chained: Host | null;
  readonly channels: readonly Channel[];
  readonly isBroadcast: boolean;
  readonly partitioner: KeyPartitioner | null;
  /** Channel of the next row that goes by turns. */
  next: number;
}

const NO_COLUMN = new Column('int32', 1);

export class Output implements OperatorOutput {
  readonly schema: Schema;
  readonly table: RowTable;
  readonly edges: OutputEdge[] = [];
  private readonly host: Host;
  private readonly ancestor: Column;

  constructor(host: Host, table: RowTable) {
    this.host = host;
    this.table = table;
    this.schema = table.schema;
    this.ancestor = table.ancestor ?? NO_COLUMN;
  }

  get isConnected(): boolean {
    return this.edges.length > 0;
  }

  writer(name: string): FieldWriter {
    return this.table.writer(name);
  }

  create(): number {
    return this.table.allocate(this.host.subtask);
  }

  derive(row: number): number {
    const made = this.table.allocate(this.host.subtask);
    this.ancestor.values[made & this.ancestor.mask] = row;
    return made;
  }

  emit(row: number): void {
    this.emitAt(row, this.host.time);
  }

  emitAt(row: number, timestamp: number): void {
    const { host } = this;
    host.counters[RECORDS_OUT]++;
    host.task.now += host.outputMicros;
    for (let i = 0; i < this.edges.length; i++) {
      const edge = this.edges[i];
      if (edge.chained === null) sendRecord(host, edge, row, timestamp);
      else edge.chained.receive(row, timestamp, 0);
    }
  }
}

function sendRecord({ task }: Host, edge: OutputEdge, row: number, timestamp: number): void {
  const { channels, partitioner } = edge;
  if (partitioner !== null) task.send(channels[partitioner.channelOf(row)], DATA, row, timestamp);
  else if (edge.isBroadcast) for (let i = 0; i < channels.length; i++) task.send(channels[i], DATA, row, timestamp);
  else {
    task.send(channels[edge.next], DATA, row, timestamp);
    edge.next = edge.next + 1 < channels.length ? edge.next + 1 : 0;
  }
}
