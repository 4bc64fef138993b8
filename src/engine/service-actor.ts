import type { Actor } from './actor.ts';
import { Mailbox } from './mailbox.ts';
import type { ServiceLetter } from './task/letters.ts';
import type { Task } from './task/task.ts';
import type { WorldService } from './world-service.ts';

/** Stands between subtasks and a service: requests reach it after the way there, replies the caller after the way back. */
export class ServiceActor implements Actor {
  readonly service: WorldService;
  private readonly mailbox = new Mailbox<ServiceLetter>();
  private readonly tasks: readonly Task[];
  private readonly id: number;
  private sent = 0;

  constructor(id: number, service: WorldService, tasks: readonly Task[]) {
    this.id = id;
    this.service = service;
    this.tasks = tasks;
  }

  get nextAt(): number {
    return this.mailbox.nextAt();
  }

  post(at: number, sender: number, count: number, letter: ServiceLetter): void {
    this.mailbox.post({ at, sender, count, body: letter });
  }

  run(until: number): void {
    while (this.mailbox.nextAt() < until) {
      const letter = this.mailbox.take();
      if (letter === undefined) return;
      const { task, host, attempt, token, payload, blocking, latencyMicros } = letter.body;
      const caller = this.tasks[task];
      const { reply, delayMicros } = this.service.handle(
        payload,
        { node: caller.hosts[host].node, subtask: caller.subtask, attempt },
        letter.at,
      );
      caller.post(letter.at + delayMicros + latencyMicros, this.id, this.sent++, {
        kind: 'reply',
        host,
        attempt,
        token,
        reply,
        blocking,
      });
    }
  }

  save() {
    return { letters: this.mailbox.save(), service: this.service.save(), sent: this.sent };
  }

  load(snapshot: ReturnType<ServiceActor['save']>): void {
    this.mailbox.load(snapshot.letters);
    this.service.load(snapshot.service);
    this.sent = snapshot.sent;
  }
}
