import { hashString } from '../base/java-hash.ts';

/** Owner subtask of each partition, as KafkaSource assigns them (KafkaSourceEnumerator#getSplitOwner); the topic bears the node's id. */
export function assignPartitions(topic: string, partitions: number, readers: number): readonly number[] {
  const start = (Math.imul(hashString(topic), 31) & 0x7fffffff) % readers;
  return Array.from({ length: partitions }, (_, partition) => (start + partition) % readers);
}
