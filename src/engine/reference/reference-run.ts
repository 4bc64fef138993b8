/**
 * The classic discrete-event simulation, slow and plain, that the engine is compared with. One heap holds every
 * act, delivery, credit and turn of the whole job; whatever comes first is done, and nothing looks ahead.
 *
 * It replaces the scheduler, the channels and the thread's loop, and nothing else: the hosts with their operators,
 * state and timers, the sources, valves, barriers and services are the engine's own. It takes over an engine that
 * has not run yet; what is sent is caught at `Task#send`, and the engine's channels serve as names.
 */
import { assert } from '../../base/assert.ts';
import { BARRIER, CANCEL_BARRIER, type Channel, DATA, END } from '../channel.ts';
import type { Engine } from '../engine.ts';
import { applyAct } from '../job/acts.ts';
import { BACK_PRESSURED, BUSY } from '../task/counters.ts';
import { runStep } from '../task/steps.ts';
import { CONTROL_MICROS, type Task } from '../task/task.ts';
import { EventHeap } from './event-heap.ts';

type Act = Parameters<Engine['schedule']>[1];

interface Element {
  readonly kind: number;
  readonly row: number;
  readonly timestamp: number;
}

/** What a thread has still to send: ready when its service time has passed, were no channel full. */
interface Parcel extends Element {
  readonly link: Link;
  readonly readyAt: number;
}

/** A channel: what has arrived, and how many more the sender may send. */
interface Link {
  readonly channel: Channel;
  readonly sender: Server;
  readonly receiver: Server;
  queue: (Element & { readonly arrival: number })[];
  credits: number;
  /** What was under way when the job restarted belongs to an earlier one and is lost. */
  attempt: number;
}

/** A subtask's thread. */
interface Server {
  readonly task: Task;
  readonly outbox: Parcel[];
  /** Instants at which it will be called up: once each. */
  readonly calls: Set<number>;
  isBusy: boolean;
  /** When the element in progress is done if nothing holds it up, and by how much its output has been held up. */
  end: number;
  delay: number;
}

/** Acts precede all else at their instant, and a thread sees all that arrives at the instant of its turn. */
const ACT = 0;
const ORDER = 1;
const MESSAGE = 2;
const TURN = 3;

interface Event {
  readonly at: number;
  readonly rank: typeof ACT | typeof ORDER | typeof MESSAGE | typeof TURN;
  readonly happen: () => void;
}

export class ReferenceRun {
  readonly engine: Engine;
  /** Events done so far. */
  events = 0;
  private readonly heap = new EventHeap<Event>();
  private readonly servers: ReadonlyMap<Task, Server>;
  private readonly links = new Map<Channel, Link>();
  private now = 0;

  constructor(engine: Engine) {
    this.engine = engine;
    this.servers = new Map(
      engine.job.tasks.map((task) => [task, { task, outbox: [], calls: new Set(), isBusy: false, end: 0, delay: 0 }]),
    );
    for (const server of this.servers.values()) this.takeOver(server);
    engine.schedule = (at, act, isFromOutside = true) => {
      this.heap.push({ at, rank: isFromOutside ? ACT : ORDER, happen: () => this.apply(act) });
    };
  }

  /** Does everything before `until`; true if nothing is left to do. */
  runUntil(until: number): boolean {
    const { engine, heap } = this;
    const actors = [engine.jobManager, ...engine.services.values()];
    for (;;) {
      const actorAt = Math.min(...actors.map((actor) => actor.nextAt));
      const at = Math.min(heap.nextAt(), actorAt);
      if (at >= until || at === Infinity) return at === Infinity;
      assert(Number.isInteger(at) && at >= this.now, 'time goes on in whole microseconds');
      this.now = at;
      this.events++;
      if (actorAt < heap.nextAt()) {
        for (const actor of actors) if (actor.nextAt === at) actor.run(at + 0.5);
      } else heap.pop()?.happen();
    }
  }

  private takeOver(server: Server): void {
    const { task } = server;
    for (const channel of task.outgoing()) {
      const receiver = [...this.servers.values()].find((other) => other.task.input.channels.includes(channel));
      assert(receiver !== undefined, 'every channel leads somewhere');
      this.links.set(channel, { channel, sender: server, receiver, queue: [], credits: channel.capacity, attempt: 0 });
    }
    task.send = (channel, kind, row, timestamp) => {
      if (task.failure !== null) return;
      server.outbox.push({ link: this.linkOf(channel), kind, row, timestamp, readyAt: task.now });
    };
    const post = task.post.bind(task);
    task.post = (at, sender, count, letter) => {
      post(at, sender, count, letter);
      this.callUp(server, at);
    };
    this.callUp(server, 0);
  }

  private linkOf(channel: Channel): Link {
    const link = this.links.get(channel);
    assert(link !== undefined, 'the channel is known');
    return link;
  }

  private apply(act: Act): void {
    this.engine.at = this.now;
    applyAct(this.engine, act);
    if (act.kind === 'restart') {
      for (const link of this.links.values()) {
        link.queue = [];
        link.credits = link.channel.capacity;
        link.attempt++;
      }
    }
    for (const server of this.servers.values()) {
      if (server.task.isDead || act.kind === 'restart') {
        server.outbox.length = 0;
        server.isBusy = false;
      }
      this.callUp(server, this.now);
    }
  }

  private callUp(server: Server, at: number): void {
    if (at === Infinity || server.calls.has(at)) return;
    server.calls.add(at);
    const happen = () => {
      server.calls.delete(at);
      this.takeTurn(server);
    };
    this.heap.push({ at, rank: TURN, happen });
  }

  private takeTurn(server: Server): void {
    const { task } = server;
    while (!task.isDead) {
      const next = server.isBusy ? this.goOn(server) : this.begin(server);
      if (next > this.now) return this.callUp(server, next);
    }
  }

  /** Sends what is due of the element in progress; returns when to be called up again, or now if there is more to do. */
  private goOn(server: Server): number {
    const { task, outbox } = server;
    if (outbox.length === 0) {
      if (server.end + server.delay > this.now) return server.end + server.delay;
      server.isBusy = false;
      return this.now;
    }
    const [{ link, readyAt, kind, row, timestamp }] = outbox;
    const due = readyAt + server.delay;
    if (due > this.now) return due;
    // The credit will call.
    if (link.credits === 0) return Infinity;
    task.times[BACK_PRESSURED] += this.now - due;
    server.delay += this.now - due;
    outbox.shift();
    link.credits--;
    this.sendMessage(link, () => {
      link.queue.push({ kind, row, timestamp, arrival: this.now });
      this.callUp(link.receiver, this.now);
    });
    return this.now;
  }

  private sendMessage(link: Link, arrive: () => void): void {
    const { attempt } = link;
    const happen = () => {
      if (link.attempt === attempt) arrive();
    };
    this.heap.push({ at: this.now + link.channel.latencyMicros, rank: MESSAGE, happen });
  }

  /** The thread is free: begins what comes next, or returns when that will be. */
  private begin(server: Server): number {
    const { task } = server;
    if (task.failure !== null) {
      task.now = this.now;
      task.end(task.failure);
      return this.now;
    }
    if (task.awaited > 0) {
      if (task.replies.nextAt() > this.now) return task.replies.nextAt();
      return this.work(server, () => {
        const letter = task.replies.take();
        assert(letter?.kind === 'reply', 'only replies are awaited');
        task.awaited--;
        task.hosts[letter.to.host].instance.onReply?.(letter.token, letter.reply);
      });
    }
    if (task.steps.length > 0) return this.work(server, () => runStep(task));
    const wakeAt = nextInterruption(task);
    if (wakeAt <= this.now) return this.work(server, () => interrupt(task));
    const arrival = task.source === null ? Infinity : task.source.nextArrival();
    if (arrival <= this.now) return this.work(server, () => task.source?.take());
    const link = this.firstArrived(server);
    if (link === null) return Math.min(wakeAt, arrival);
    return this.work(server, () => this.takeElement(server, link));
  }

  /** Whatever the work sends and however long it takes, it is decided at once; it happens at its time. */
  private work(server: Server, doWork: () => void): number {
    const { task } = server;
    task.now = this.now;
    doWork();
    task.times[BUSY] += task.now - this.now;
    server.isBusy = true;
    server.end = task.now;
    server.delay = 0;
    return this.now;
  }

  private firstArrived({ task }: Server): Link | null {
    let first: Link | null = null;
    for (const channel of task.input.channels) {
      const link = this.linkOf(channel);
      if (channel.blocked || link.queue.length === 0) continue;
      if (first === null || link.queue[0].arrival < first.queue[0].arrival) first = link;
    }
    return first;
  }

  private takeElement({ task }: Server, link: Link): void {
    const [{ kind, row, timestamp }] = link.queue;
    link.queue.shift();
    this.sendMessage(link, () => {
      link.credits++;
      this.callUp(link.sender, this.now);
    });
    const { input } = task;
    if (kind === DATA) task.hosts[0].receive(row, timestamp, input.portOf(link.channel));
    else {
      task.now += CONTROL_MICROS;
      if (kind === BARRIER || kind === CANCEL_BARRIER) input.barrier(link.channel, kind, timestamp);
      else if (kind === END) input.end(link.channel);
      else input.watermark(link.channel, kind, timestamp);
    }
  }
}

function nextInterruption(task: Task): number {
  const { clock } = task.services;
  const timers = task.hosts.map((host) => clock.runMicros(host.timers.nextProcessingTime()));
  return Math.min(task.mailbox.nextAt(), task.source?.nextTick() ?? Infinity, ...timers);
}

/** Letters go before timers, timers before the periodic watermark. */
function interrupt(task: Task): void {
  if (task.mailbox.nextAt() <= task.now) {
    const letter = task.mailbox.take();
    if (letter !== undefined) task.steps.push({ kind: 'letter', letter });
    return;
  }
  const { clock } = task.services;
  const due = task.hosts.find((host) => clock.runMicros(host.timers.nextProcessingTime()) <= task.now);
  if (due === undefined) task.source?.tick();
  else due.fireProcessingTimer();
}
