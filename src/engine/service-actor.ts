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
    this.mailbox.post(at, sender, count, letter);
  }

  run(until: number): void {
    for (let at = this.mailbox.nextAt(); at < until; at = this.mailbox.nextAt()) {
      const letter = this.mailbox.take();
      if (letter === undefined) return;
      const { from, token, payload, blocking, latencyMicros } = letter;
      const { reply, delayMicros } = this.service.handle(payload, from, at);
      const answer = { kind: 'reply', to: from, token, reply, blocking } as const;
      this.tasks[from.task].post(at + delayMicros + latencyMicros, this.id, this.sent++, answer);
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
