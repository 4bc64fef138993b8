import type { Task } from './task.ts';

/** Everything of a subtask at an instant, for keyframes: unlike a checkpoint it includes what is in flight. */
export function saveTask(task: Task) {
  const { nextAt, now, free, isDead, failure, isEnded, awaited, sent } = task;
  return {
    plain: { nextAt, now, free, isDead, failure, isEnded, awaited, sent },
    steps: task.steps.slice(),
    times: task.times.slice(),
    hosts: task.hosts.map((host) => host.save()),
    source: task.source?.save() ?? null,
    input: task.input.save(),
    output: task.output.save(task.outgoing()),
    mailbox: task.mailbox.save(),
    replies: task.replies.save(),
  };
}

export type TaskSnapshot = ReturnType<typeof saveTask>;

export function loadTask(task: Task, snapshot: TaskSnapshot): void {
  Object.assign(task, snapshot.plain);
  task.steps = snapshot.steps.slice();
  task.times.set(snapshot.times);
  task.hosts.forEach((host, i) => {
    host.load(snapshot.hosts[i]);
  });
  if (task.source !== null && snapshot.source !== null) task.source.load(snapshot.source);
  task.input.load(snapshot.input);
  task.output.load(snapshot.output, task.outgoing());
  task.mailbox.load(snapshot.mailbox);
  task.replies.load(snapshot.replies);
  task.refreshWake();
}
