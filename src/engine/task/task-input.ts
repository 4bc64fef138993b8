/**
 * The input side of a subtask: its channels by port, a watermark valve for each port, what two ports make of
 * their watermarks together, and the alignment of barriers over all channels (Flink's CheckpointedInputGate).
 */
import { type BarrierHandler, loadBarriers, makeBarrierHandler, saveBarriers } from '../barriers/barrier-handler.ts';
import type { BarrierOutput } from '../barriers/barrier-output.ts';
import { ACTIVE, BARRIER, type Channel, END, IDLE, WATERMARK } from '../channel.ts';
import { IndexedCombinedWatermarkStatus } from '../watermarks/indexed-combined-watermark-status.ts';
import { StatusWatermarkValve } from '../watermarks/status-watermark-valve.ts';
import type { Step } from './steps.ts';
import { endTask, takeCheckpoint } from './steps.ts';
import type { Task } from './task.ts';

const BARRIER_MICROS = 4;

interface Gate {
  readonly valve: StatusWatermarkValve;
  /** Position of the gate's first channel among the task's. */
  readonly first: number;
}

export class TaskInput implements BarrierOutput {
  readonly channels: Channel[] = [];
  latencyMicros = 1000;
  /**
   * The channel to take from, its port, when its head arrives, and when that of the next best one does. Whoever does
   * more to the channels than take a record sets it to null: then all are looked at again.
   */
  best: Channel | null = null;
  port = 0;
  arrival = Infinity;
  private second = Infinity;
  private readonly ports: number[] = [];
  private gates: Gate[] = [];
  private combined = new IndexedCombinedWatermarkStatus(1);
  private barriers: BarrierHandler | null = null;
  private ended: boolean[] = [];
  private readonly task: Task;
  private mode: 'exactly-once' | 'at-least-once' = 'exactly-once';

  constructor(task: Task) {
    this.task = task;
  }

  /** Channels are added port by port, before {@link open}. */
  add(channel: Channel, port: number): void {
    this.channels.push(channel);
    this.ports.push(port);
  }

  open(latencyMicros: number, mode: 'exactly-once' | 'at-least-once'): void {
    this.latencyMicros = latencyMicros;
    this.mode = mode;
    this.clear();
  }

  portOf(channel: Channel): number {
    return this.ports[this.channels.indexOf(channel)];
  }

  /** Finds the element to be taken next: of the unblocked channels' heads the first to arrive, ties by position. */
  find(): void {
    const { best } = this;
    if (best !== null && best.head !== best.tail) {
      this.arrival = best.arrivalOf(best.head);
      if (this.arrival < this.second) return;
    }
    this.choose();
  }

  private choose(): void {
    const { channels } = this;
    let best = -1;
    let arrival = Infinity;
    let second = Infinity;
    for (let i = 0; i < channels.length; i++) {
      const channel = channels[i];
      if (channel.head === channel.tail || channel.blocked) continue;
      const at = channel.arrivalOf(channel.head);
      if (at < arrival) {
        second = arrival;
        arrival = at;
        best = i;
      } else if (at < second) second = at;
    }
    this.arrival = arrival;
    this.second = second;
    if (best < 0) this.best = null;
    else {
      this.best = channels[best];
      this.port = this.ports[best];
    }
  }

  /** A control element: a watermark or status, a barrier or its cancellation, the end. */
  control(channel: Channel, kind: number, value: number): void {
    if (kind === WATERMARK || kind === IDLE || kind === ACTIVE) this.watermark(channel, kind, value);
    else if (kind === END) this.end(channel);
    else this.barrier(channel, kind, value);
  }

  watermark(channel: Channel, kind: number, value: number): void {
    const index = this.channels.indexOf(channel);
    const gate = this.gates[this.ports[index]];
    if (kind === WATERMARK) gate.valve.inputWatermark(index - gate.first, value);
    else gate.valve.inputStatus(index - gate.first, kind === IDLE ? 'IDLE' : 'ACTIVE');
  }

  barrier(channel: Channel, kind: number, checkpoint: number): void {
    this.task.now += BARRIER_MICROS;
    const index = this.channels.indexOf(channel);
    if (kind === BARRIER) this.barriers?.onBarrier(checkpoint, index);
    else this.barriers?.onCancel(checkpoint, index);
  }

  /** The channel carries no more data. Barriers still come by it, as in Flink's checkpoints after tasks finish. */
  end(channel: Channel): void {
    this.ended[this.channels.indexOf(channel)] = true;
    if (this.ended.every((isEnded) => isEnded)) endTask(this.task);
  }

  trigger(checkpoint: number): void {
    takeCheckpoint(this.task, checkpoint);
  }

  abort(checkpoint: number): void {
    this.task.steps.push({ kind: 'cancel', checkpoint });
  }

  block(index: number): void {
    this.channels[index].blocked = true;
  }

  /** At once: a subtask takes nothing while the steps of its snapshot are pending. */
  unblock(index: number): void {
    this.channels[index].blocked = false;
  }

  clear(): void {
    const gates: Gate[] = [];
    this.ports.forEach((port, index) => {
      if (gates[port] === undefined) {
        const size = this.ports.filter((other) => other === port).length;
        gates[port] = { valve: new StatusWatermarkValve(size, this.sinkOf(port)), first: index };
      }
    });
    this.gates = gates;
    this.combined = new IndexedCombinedWatermarkStatus(Math.max(1, gates.length));
    this.barriers = this.channels.length === 0 ? null : makeBarrierHandler(this.mode, this.channels.length, this);
    this.ended = this.channels.map(() => false);
    for (const channel of this.channels) channel.clear();
  }

  /** The watermark of each channel, for the question who holds it back. */
  channelWatermarks(): readonly { readonly port: number; readonly watermark: number; readonly isIdle: boolean }[] {
    return this.ports.map((port, index) => {
      const { valve, first } = this.gates[port];
      return {
        port,
        watermark: valve.channelWatermark(index - first),
        isIdle: valve.channelStatus(index - first) === 'IDLE',
      };
    });
  }

  save() {
    return {
      channels: this.channels.map((channel) => channel.save()),
      valves: this.gates.map((gate) => gate.valve.save()),
      combined: this.combined.save(),
      barriers: this.barriers === null ? null : saveBarriers(this.barriers),
      ended: this.ended.slice(),
    };
  }

  load(snapshot: ReturnType<TaskInput['save']>): void {
    this.channels.forEach((channel, i) => {
      channel.load(snapshot.channels[i]);
    });
    this.gates.forEach((gate, i) => {
      gate.valve.load(snapshot.valves[i]);
    });
    this.combined.load(snapshot.combined);
    if (this.barriers !== null && snapshot.barriers !== null) loadBarriers(this.barriers, snapshot.barriers);
    this.ended = snapshot.ended.slice();
  }

  /** A valve's output goes through the combination of the ports to the first operator of the chain. */
  private sinkOf(port: number) {
    const push = (step: Step) => {
      this.task.steps.unshift(step);
    };
    return {
      emitWatermark: (watermark: number) => {
        if (this.combined.updateWatermark(port, watermark))
          push({ kind: 'advance', host: 0, watermark: this.combined.watermark });
      },
      emitStatus: (status: 'IDLE' | 'ACTIVE') => {
        const { advanced, forwardsStatus } = this.combined.updateStatus(port, status);
        if (advanced) push({ kind: 'advance', host: 0, watermark: this.combined.watermark });
        if (forwardsStatus) push({ kind: 'status', host: 0, isIdle: status === 'IDLE' });
      },
    };
  }
}
