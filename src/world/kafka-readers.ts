/**
 * What each isolation level sees of a topic, counted by lineage: copies beyond the first, and what it misses. It
 * reads on from where it stood, so that looking often costs no more than what is new; a log that is shorter than
 * before was rewound, and is read from its beginning.
 */
import type { Lineage } from '../engine/operator.ts';
import type { IsolationLevel, LogRecord } from './kafka/index.ts';
import { isStoredValue, type KafkaService } from './kafka-service.ts';

export interface ReaderAudit {
  readonly records: number;
  readonly duplicated: number;
  /** Records once written, covered by the latest completed checkpoint, that this reader does not see. */
  readonly lost: number;
}

export interface DeliveredRecord extends LogRecord {
  readonly partition: number;
}

export interface TopicAudit {
  readonly readers: Readonly<Record<IsolationLevel, ReaderAudit>>;
  /** The newest of what a read_committed reader was given. */
  readonly last: readonly DeliveredRecord[];
}

const LAST = 20;

export class TopicReaders {
  private readonly service: KafkaService;
  private readonly topic: string;
  private uncommitted = new Reader('read_uncommitted');
  private committed = new Reader('read_committed');
  /** Written, and not yet given to a read_committed reader. */
  private unseen = new Map<string, Lineage>();
  private last: DeliveredRecord[] = [];

  constructor(service: KafkaService, topic: string) {
    this.service = service;
    this.topic = topic;
  }

  audit(isCovered: (lineage: Lineage) => boolean): TopicAudit {
    const { service, topic } = this;
    if (this.uncommitted.isRewound(service, topic)) this.startAnew();
    this.uncommitted.readOn(service, topic, (_, id, lineage) => {
      if (id !== null && lineage !== null && !this.committed.hasSeen(id)) this.unseen.set(id, lineage);
    });
    this.committed.readOn(service, topic, (record, id) => {
      if (id !== null) this.unseen.delete(id);
      this.last.push(record);
    });
    this.last.splice(0, this.last.length - LAST);
    let lost = 0;
    for (const lineage of this.unseen.values()) if (isCovered(lineage)) lost++;
    const { committed, uncommitted } = this;
    return {
      readers: {
        read_committed: { records: committed.records, duplicated: committed.duplicated, lost },
        read_uncommitted: { records: uncommitted.records, duplicated: uncommitted.duplicated, lost: 0 },
      },
      last: [...this.last],
    };
  }

  private startAnew(): void {
    this.uncommitted = new Reader('read_uncommitted');
    this.committed = new Reader('read_committed');
    this.unseen = new Map();
    this.last = [];
  }
}

/** One isolation level's place in every partition, and what it was given so far. */
class Reader {
  records = 0;
  duplicated = 0;
  private readonly isolation: IsolationLevel;
  private readonly positions: number[] = [];
  private readonly seen = new Set<string>();

  constructor(isolation: IsolationLevel) {
    this.isolation = isolation;
  }

  hasSeen(id: string): boolean {
    return this.seen.has(id);
  }

  /** Whatever ends a transaction takes an offset: a log that was rewound and has not grown beyond is shorter. */
  isRewound({ broker }: KafkaService, topic: string): boolean {
    return this.positions.some((position, partition) => (broker.highWatermark(topic, partition) ?? 0) < position);
  }

  readOn(
    { broker }: KafkaService,
    topic: string,
    take: (record: DeliveredRecord, id: string | null, lineage: Lineage | null) => void,
  ): void {
    for (let partition = 0; partition < broker.partitionCount(topic); partition++) {
      const reader = broker.openReader(topic, partition, this.isolation, this.positions[partition] ?? 0);
      const polled = reader?.poll();
      if (reader === null || polled?.kind !== 'records') continue;
      this.positions[partition] = reader.position;
      for (const record of polled.records) {
        const lineage = isStoredValue(record.value) ? record.value.lineage : null;
        const id = lineage === null ? null : `${lineage.source}/${lineage.partition}/${lineage.offset}`;
        this.records++;
        if (id !== null && this.seen.has(id)) this.duplicated++;
        take({ ...record, partition }, id, lineage);
        if (id !== null) this.seen.add(id);
      }
    }
  }
}
