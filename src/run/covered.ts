import type { Engine } from '../engine/engine.ts';
import type { Lineage } from '../engine/operator.ts';

/** Whether the latest completed checkpoint covers a source record: its offset lies before the one stored there. */
export function coverage(engine: Engine): (lineage: Lineage) => boolean {
  const offsets = new Map<string, number>();
  engine.jobManager.completed?.tasks.forEach(({ source }, t) => {
    const task = engine.job.tasks[t];
    source?.forEach((split, i) => {
      offsets.set(`${task.node}/${task.source?.splits[i].partition}`, split.offset);
    });
  });
  return ({ source, partition, offset }) => offset < (offsets.get(`${source}/${partition}`) ?? 0);
}
