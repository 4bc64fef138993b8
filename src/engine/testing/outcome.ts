/** All that a run has done so far, for comparing runs with each other. */
import type { Engine, EngineSnapshot } from '../engine.ts';
import type { Happening } from '../job/happenings.ts';

export function outcomeOf(engine: Engine, told: readonly Happening[]) {
  return {
    job: engine.jobManager.state,
    checkpoints: [engine.jobManager.completedCount, engine.jobManager.failedCount],
    counters: engine.job.hosts.map((hosts) => hosts.map((host) => [...host.counters])),
    watermarks: engine.job.hosts.map((hosts) => hosts.map((host) => host.currentWatermark)),
    held: engine.job.hosts.map((hosts) => hosts.map((host) => host.state.held())),
    times: engine.job.tasks.map((task) => [...task.times]),
    services: [...engine.services.values()].map(({ service }) => service.save()),
    // Within one instant, subtasks have no order among them.
    told: told.map((happening) => JSON.stringify(happening)).sort(),
  };
}

/** A snapshot without what depends on where the run was stopped, not on what it has done. */
export function normalised(snapshot: EngineSnapshot) {
  const tasks = snapshot.tasks.map(({ plain, ...task }) => {
    // When a subtask looks again is the scheduler's business; so is since when it has been waiting for a credit.
    const { nextAt: _, now: __, ...rest } = plain;
    const channels = task.input.channels.map(({ producerWaits: ___, ...channel }) => channel);
    return { ...task, input: { ...task.input, channels }, plain: rest };
  });
  const { at: _, actCount: __, ...rest } = snapshot;
  // Acts are numbered as they are scheduled, those of the user too.
  return { ...rest, tasks, acts: snapshot.acts.map(({ at, act }) => ({ at, act })) };
}
