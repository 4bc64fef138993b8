/** One output port of an operator in a subtask: makes rows and sends them along its edges. */
import { type Channel, DATA } from '../channel.ts';
import type { OperatorOutput } from '../operator.ts';
import { Column } from '../rows/column.ts';
import type { FieldReader, FieldWriter } from '../rows/field-access.ts';
import type { KeySpace } from '../rows/key-space.ts';
import type { RowTable } from '../rows/row-table.ts';
import type { Schema } from '../schema.ts';
import { RECORDS_OUT } from './counters.ts';
import type { Host } from './host.ts';

/** Which of an edge's channels a record takes (Flink's StreamPartitioner). Control elements take all of them. */
export type Route =
  | { readonly kind: 'forward' }
  | { readonly kind: 'rebalance' }
  | { readonly kind: 'broadcast' }
  | {
      readonly kind: 'hash';
      readonly key: FieldReader;
      readonly keys: KeySpace;
      readonly channelOf: (key: number) => number;
    };

export type OutputEdge =
  | { readonly kind: 'channels'; readonly route: Route; readonly channels: readonly Channel[]; next: number }
  | { readonly kind: 'chained'; readonly host: Host };

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
      if (edge.kind === 'chained') edge.host.receive(row, timestamp, 0);
      else sendRecord(host, edge, row, timestamp);
    }
  }
}

function sendRecord(host: Host, edge: Extract<OutputEdge, { kind: 'channels' }>, row: number, timestamp: number): void {
  const { channels, route } = edge;
  switch (route.kind) {
    case 'forward':
      host.task.send(channels[0], DATA, row, timestamp);
      return;
    case 'hash':
      host.task.send(channels[route.channelOf(route.keys.keyOf(route.key.read(row)))], DATA, row, timestamp);
      return;
    case 'rebalance':
      host.task.send(channels[edge.next], DATA, row, timestamp);
      edge.next = (edge.next + 1) % channels.length;
      return;
    case 'broadcast':
      for (let i = 0; i < channels.length; i++) host.task.send(channels[i], DATA, row, timestamp);
  }
}
