/**
 * Committed offsets of consumer groups (OffsetMetadataManager in Kafka). Offsets sent within a transaction wait
 * for its marker, which comes to the group's partition of the internal offsets topic like to any other.
 */
import { hashString } from '../../base/java-hash.ts';
import { partitionKey, type TransactionResult } from './records.ts';

export const OFFSETS_TOPIC = '__consumer_offsets';
const OFFSETS_PARTITIONS = 50;

interface CommittedOffset {
  readonly group: string;
  /** Key of the partition that was read. */
  readonly partition: string;
  readonly offset: number;
  /** Where the commit stands in the offsets topic: the later one wins, whenever it was settled. */
  readonly recordOffset: number;
}

interface PendingOffset extends CommittedOffset {
  readonly producerId: number;
  readonly offsetsPartition: number;
}

export interface GroupOffsetsSnapshot {
  readonly committed: readonly CommittedOffset[];
  readonly pending: readonly PendingOffset[];
}

export class GroupOffsets {
  private committed = new Map<string, CommittedOffset>();
  private pending: PendingOffset[] = [];

  get(group: string, topic: string, partition: number): number | null {
    return this.committed.get(entryKey(group, partitionKey(topic, partition)))?.offset ?? null;
  }

  commit(commit: CommittedOffset): void {
    const key = entryKey(commit.group, commit.partition);
    const known = this.committed.get(key);
    if (known === undefined || known.recordOffset < commit.recordOffset) this.committed.set(key, commit);
  }

  stage(pending: PendingOffset): void {
    this.pending.push(pending);
  }

  /** A marker of this producer has come to one partition of the offsets topic. */
  settle(offsetsPartition: number, producerId: number, result: TransactionResult): void {
    const isMeant = (entry: PendingOffset) =>
      entry.producerId === producerId && entry.offsetsPartition === offsetsPartition;
    if (result === 'commit') {
      for (const { group, partition, offset, recordOffset } of this.pending.filter(isMeant)) {
        this.commit({ group, partition, offset, recordOffset });
      }
    }
    this.pending = this.pending.filter((entry) => !isMeant(entry));
  }

  save(): GroupOffsetsSnapshot {
    return { committed: [...this.committed.values()], pending: this.pending.slice() };
  }

  load(snapshot: GroupOffsetsSnapshot): void {
    this.committed = new Map(snapshot.committed.map((entry) => [entryKey(entry.group, entry.partition), entry]));
    this.pending = snapshot.pending.slice();
  }
}

/** The partition of the offsets topic that a group belongs to (GroupCoordinator.partitionFor). */
export function offsetsPartitionOf(group: string): number {
  const hash = hashString(group);
  // Utils.abs: the smallest integer has no absolute value in 32 bits and counts as 0.
  return (hash === -0x80000000 ? 0 : Math.abs(hash)) % OFFSETS_PARTITIONS;
}

function entryKey(group: string, partition: string): string {
  return `${group}\n${partition}`;
}
