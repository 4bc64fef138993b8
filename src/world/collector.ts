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
    const { record, lineage } = payload as CollectorRequest;
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
    this.lists = new Map(snapshot as ReadonlyMap<string, readonly CollectedRecord[]>);
    this.tails = new Map();
  }

  private settle(): void {
    for (const [node, tail] of this.tails) this.lists.set(node, [...(this.lists.get(node) ?? []), ...tail]);
    this.tails.clear();
  }
}
