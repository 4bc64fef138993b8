import type { KafkaBroker } from '../world/kafka/index.ts';

/** Neighbouring offsets of one partition that one producer wrote; a marker is a run of its own. */
export interface LogRun {
  readonly partition: number;
  readonly from: number;
  /** The last offset of the run. */
  readonly to: number;
  readonly producerId: number;
  readonly transactional: boolean;
  readonly control: 'commit' | 'abort' | null;
}

/** Offsets looked at, over all partitions of a topic: the newest ones. */
const OFFSETS = 2000;

/** Who wrote what into a topic's partitions, by offset: what a log looks like before anybody reads it. */
export function logRuns(broker: KafkaBroker, topic: string): readonly LogRun[] {
  const count = broker.partitionCount(topic);
  const runs: LogRun[] = [];
  for (let partition = 0; partition < count; partition++) {
    const log = broker.log(topic, partition);
    if (log === undefined) continue;
    let open: LogRun | null = null;
    for (
      let offset = Math.max(log.logStart, log.highWatermark - Math.ceil(OFFSETS / count));
      offset < log.highWatermark;
      offset++
    ) {
      const record = log.read(offset);
      if (record === undefined) continue;
      const { producerId, transactional, control } = record;
      const continues: boolean =
        open !== null && open.producerId === producerId && open.control === null && control === null;
      if (open !== null && !continues) runs.push(open);
      open = {
        partition,
        from: open !== null && continues ? open.from : offset,
        to: offset,
        producerId,
        transactional,
        control,
      };
    }
    if (open !== null) runs.push(open);
  }
  return runs;
}
