/**
 * A subtask: one thread that runs a chain of operators (Flink's StreamTask). It takes one element at a time from
 * the channels that are not blocked, or a letter from its mailbox, works on it to the end, and takes the next one
 * only when all its output has been sent. Letters that have arrived go before records (MailboxProcessor).
 *
 * Between inputs Flink promises no order; here the element that arrived first is taken first, ties by channel.
 */
import { assert } from '../../base/assert.ts';
import { type Channel, type ChannelEnd, DATA } from '../channel.ts';
import type { EngineServices } from '../engine-services.ts';
import { Mailbox } from '../mailbox.ts';
import type { ServiceRequest } from '../operator.ts';
import { BACK_PRESSURED, BUSY, TIMES } from './counters.ts';
import { DeferredReads } from './deferred-reads.ts';
import type { Host } from './host.ts';
import { TaskInput } from './task-input.ts';
import type { JobLetter, TaskLetter } from './letters.ts';
import { PendingOutput } from './pending-output.ts';
import type { RecordSource } from './record-source.ts';
import { runStep, type Step, type TaskCheckpoint } from './steps.ts';

/** Virtual cost of taking a control element, µs. */
export const CONTROL_MICROS = 1;

export class Task implements ChannelEnd {
  readonly index: number;
  readonly node: string;
  readonly subtask: number;
  readonly services: EngineServices;
  hosts: Host[] = [];
  readonly input: TaskInput;
  source: RecordSource | null = null;
  readonly output = new PendingOutput();
  readonly mailbox = new Mailbox<TaskLetter>();
  /** Replies to blocking calls, the only letters taken while the thread waits for one. */
  readonly replies = new Mailbox<TaskLetter>();
  /** Steps still to do before anything else is taken; the last is the next. */
  steps: Step[] = [];
  readonly times = new Float64Array(TIMES);
  /** When this subtask next does something; the scheduler runs it then. Infinity: when something reaches it. */
  nextAt = Infinity;
  /** Run time within the element in progress. (What begins as −0 is a double from the first, and stays one for V8.) */
  now = -0;
  /** When the thread is free again. */
  free = -0;
  isDead = false;
  /** Why the thread ends when what it has sent so far has left; null if it goes on. */
  failure: string | null = null;
  isEnded = false;
  /** Blocking calls whose replies are awaited. */
  awaited = 0;
  sent = 0;
  private wakeAt = Infinity;
  private until = -0;
  readonly deferred = new DeferredReads();

  constructor(index: number, node: string, subtask: number, services: EngineServices) {
    this.index = index;
    this.node = node;
    this.subtask = subtask;
    this.services = services;
    this.input = new TaskInput(this);
  }

  /** Does all that this subtask does before `until`. */
  run(until: number): void {
    this.until = until;
    for (;;) {
      if (this.isDead) return;
      if (!this.output.isEmpty && !this.drain()) return;
      if (this.failure !== null) {
        this.nextAt = this.free;
        if (this.free >= until) return;
        this.now = this.free;
        this.end(this.failure);
      } else if (this.awaited > 0) {
        if (!this.takeReply()) return;
      } else if (this.steps.length > 0) {
        this.nextAt = this.free;
        if (this.free >= until) return;
        const begunAt = this.free;
        this.now = begunAt;
        runStep(this);
        this.finish(begunAt);
      } else if (!this.takeNext()) return;
    }
  }

  elementArrives(atMicros: number): void {
    if (this.isDead || this.awaited > 0 || !this.output.isEmpty) return;
    this.nextAt = Math.min(this.nextAt, Math.max(atMicros, this.free));
  }

  creditArrives(atMicros: number): void {
    if (!this.isDead) this.nextAt = Math.min(this.nextAt, atMicros);
  }

  /** A letter arrives, never within the window being run. */
  post(at: number, sender: number, count: number, letter: TaskLetter): void {
    // An answer to an earlier attempt finds its socket closed.
    if (this.isDead || (letter.kind === 'reply' && letter.to.attempt !== this.hosts[letter.to.host].attempt)) return;
    const isAwaited = letter.kind === 'reply' && letter.blocking;
    (isAwaited ? this.replies : this.mailbox).post(at, sender, count, letter);
    if (!isAwaited && at < this.wakeAt) this.wakeAt = at;
    if (this.output.isEmpty && (this.awaited === 0 || isAwaited))
      this.nextAt = Math.min(this.nextAt, Math.max(at, this.free));
  }

  send(channel: Channel, kind: number, row: number, timestamp: number): void {
    if (this.failure !== null) return;
    // What leaves only after this stretch waits: until then the thread may die.
    if (this.output.isEmpty && this.now < this.until && channel.hasCredit(this.now))
      channel.send(this.now, kind, row, timestamp);
    else this.output.add(channel, kind, row, timestamp, this.now);
  }

  /** Nothing leaves a subtask faster than its channels carry it: the scheduler's windows are that long. */
  call(host: Host, request: ServiceRequest, wayMicros: number, blocking: boolean): void {
    if (this.failure !== null) return;
    if (blocking) this.awaited++;
    const latencyMicros = Math.max(wayMicros, this.input.latencyMicros);
    const { service, token, payload } = request;
    const letter = { from: host.address, token, payload, blocking, latencyMicros };
    this.services.postToService(service, this.now + latencyMicros, this.index, this.sent++, letter);
  }

  tellJobManager(delayMicros: number, letter: JobLetter): void {
    if (this.failure !== null) return;
    this.services.postToJobManager(this.now + delayMicros, this.index, this.sent++, letter);
  }

  /** An operator failed, as by an exception: what it does from here on in this stroke has no effect. */
  fail(what: string): void {
    this.failure ??= what;
  }

  /** The thread ends by a failure of its own, and its TaskManager reports it at once. */
  end(what: string): void {
    this.stop();
    this.tellJobManager(this.input.latencyMicros, { kind: 'failed', what, restartNotBefore: this.now });
  }

  /** All channels that leave this subtask, in an order that every engine of the same job shares. */
  outgoing(): readonly Channel[] {
    return this.hosts.flatMap((host) =>
      host.outputs.flatMap((output) => output.edges.flatMap((edge) => edge.channels)),
    );
  }

  /** Fresh operators with the state of a checkpoint, or none; nothing of the attempt before is left. */
  restart(at: number, checkpointId: number | null, checkpoint: TaskCheckpoint | null): void {
    this.isDead = false;
    this.deferred.clear();
    this.input.clear();
    this.now = at;
    this.hosts.forEach((host, i) => {
      host.reopen(checkpoint?.hosts[i] ?? null, checkpointId);
    });
    this.source?.restore(checkpoint?.source ?? null);
    this.start(at);
  }

  /** Steps that every attempt begins with. */
  start(at: number): void {
    this.free = at;
    this.steps = this.hosts.map((_, host) => ({ kind: 'start', host }) as const);
    this.source?.start(at);
    this.refreshWake();
    this.nextAt = at;
  }

  /** The thread is gone, with all that it had not sent. Its channels still fill up, and give no more credits. */
  stop(): void {
    this.isDead = true;
    this.failure = null;
    this.isEnded = false;
    this.nextAt = Infinity;
    this.awaited = 0;
    this.steps = [];
    this.output.clear();
    this.mailbox.clear();
    this.replies.clear();
  }

  refreshWake(): void {
    let at = Math.min(this.mailbox.nextAt(), this.source?.nextTick() ?? Infinity);
    for (const host of this.hosts) at = Math.min(at, this.services.clock.runMicros(host.timers.nextProcessingTime()));
    this.wakeAt = at;
  }

  /** What was begun at `begunAt` is done: the thread is free. */
  private finish(begunAt: number): void {
    this.times[BUSY] += this.now - begunAt;
    this.free = this.now;
  }

  private drain(): boolean {
    const before = this.output.delay;
    const next = this.output.drain(this.until);
    this.times[BACK_PRESSURED] += this.output.delay - before;
    if (next >= 0) {
      this.nextAt = next;
      return false;
    }
    this.free += this.output.delay;
    this.output.delay = 0;
    return true;
  }

  private takeReply(): boolean {
    const at = Math.max(this.replies.nextAt(), this.free);
    if (at >= this.until) {
      this.nextAt = at;
      return false;
    }
    const letter = this.replies.take();
    assert(letter?.kind === 'reply', 'only replies are awaited');
    this.awaited--;
    this.now = at;
    this.hosts[letter.to.host].instance.onReply?.(letter.token, letter.reply);
    this.finish(at);
    return true;
  }

  /** Takes letters, timers, records and control elements, one after the other; false if there is none before `until`. */
  private takeNext(): boolean {
    const { input, source } = this;
    input.best = null;
    do {
      if (source === null) input.find();
      const arrival = source === null ? input.arrival : source.nextArrival();
      const at = Math.max(Math.min(arrival, this.wakeAt), this.free);
      if (at >= this.until) {
        this.nextAt = at;
        return false;
      }
      this.now = at;
      if (this.wakeAt <= at) {
        this.takeLetter();
        this.refreshWake();
      } else if (source !== null) source.take();
      else if (!this.takeElement()) return false;
      this.finish(at);
    } while (this.failure === null && this.output.isEmpty && this.awaited === 0 && this.steps.length === 0);
    return true;
  }

  private takeLetter(): void {
    if (this.mailbox.nextAt() <= this.now) {
      const letter = this.mailbox.take();
      if (letter?.kind === 'reply') this.hosts[letter.to.host].instance.onReply?.(letter.token, letter.reply);
      else if (letter !== undefined) this.steps.push({ kind: 'letter', letter });
      return;
    }
    for (const host of this.hosts)
      if (this.services.clock.runMicros(host.timers.nextProcessingTime()) <= this.now && host.fireProcessingTimer())
        return;
    this.source?.tick();
  }

  /** Takes the element that arrived first; false if the run must wait for what the operator reads of it. */
  private takeElement(): boolean {
    const { input } = this;
    const channel = input.best;
    assert(channel !== null, 'an element has arrived, so a channel holds it');
    const { head } = channel;
    const kind = channel.kindOf(head);
    if (kind === DATA) {
      const row = channel.rowOf(head);
      if (this.deferred.isBlocked(row, input.port, this.services.predictions)) {
        this.services.onWaiting();
        this.nextAt = this.now;
        return false;
      }
      channel.take(this.now);
      this.hosts[0].receive(row, channel.timestampOf(head), input.port);
    } else {
      channel.take(this.now);
      this.now += CONTROL_MICROS;
      input.control(channel, kind, channel.timestampOf(head));
      input.best = null;
    }
    return true;
  }
}
