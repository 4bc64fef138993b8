/** Plain lists outside the job, one for each collecting sink: appended to at once, never rolled back. */
import type { Lineage } from '../engine/operator.ts';
import type { RawRecord } from '../engine/rows/raw-record.ts';
import type { ServiceCaller, ServiceReply, WorldService } from '../engine/world-service.ts';

export const COLLECTOR = 'collector';

export interface CollectorRequest {
  readonly record: RawRecord;
  readonly lineage: Lineage | null;
}

export interface CollectedRecord extends CollectorRequest {
  readonly atMicros: number;
}

export class Collector implements WorldService {
  /** Append-only: a snapshot is the lengths, as long as nothing is appended to a list that was rewound and shared. */
  private lists = new Map<string, readonly CollectedRecord[]>();
  private tails = new Map<string, CollectedRecord[]>();

  handle(payload: unknown, from: ServiceCaller, atMicros: number): ServiceReply {
    if (!isRequest(payload)) throw new Error('a collector takes records');
    const { record, lineage } = payload;
    const tail = this.tails.get(from.node) ?? [];
    this.tails.set(from.node, tail);
    tail.push({ record, lineage, atMicros });
    return { reply: null, delayMicros: 0 };
  }

  records(node: string): readonly CollectedRecord[] {
    this.settle();
    return this.lists.get(node) ?? [];
  }

  save(): ReadonlyMap<string, readonly CollectedRecord[]> {
    this.settle();
    return new Map(this.lists);
  }

  load(snapshot: unknown): void {
    if (!isLists(snapshot)) throw new Error('this is no snapshot of a collector');
    this.lists = new Map(snapshot);
    this.tails = new Map();
  }

  private settle(): void {
    for (const [node, tail] of this.tails) this.lists.set(node, [...(this.lists.get(node) ?? []), ...tail]);
    this.tails.clear();
  }
}

function isRequest(payload: unknown): payload is CollectorRequest {
  return typeof payload === 'object' && payload !== null && 'record' in payload;
}

function isLists(snapshot: unknown): snapshot is ReadonlyMap<string, readonly CollectedRecord[]> {
  return snapshot instanceof Map;
}
