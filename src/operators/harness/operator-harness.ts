/**
 * One operator in one real subtask, fed element by element, as Flink's OneInputStreamOperatorTestHarness and
 * TwoInputStreamOperatorTestHarness do it: records, watermarks and statuses go through the engine's channels, valves
 * and timers, checkpoints by barriers through its alignment. Only what surrounds the subtask is played by hand.
 */
import { assert } from '../../base/assert.ts';
import type { EngineServices } from '../../engine/engine-services.ts';
import { Dictionary } from '../../engine/rows/dictionary.ts';
import type { RecordValue } from '../../engine/schema.ts';
import type { Host } from '../../engine/task/host.ts';
import type { TaskCheckpoint } from '../../engine/task/steps.ts';
import type { Task } from '../../engine/task/task.ts';
import { Feeder } from './feeder.ts';
import { HandClock } from './hand-clock.ts';
import type { HarnessNode } from './harness-node.ts';
import { type Emitted, OutputReader } from './output-reader.ts';
import { planHarness } from './plan-harness.ts';

export interface HarnessOptions {
  /** Output ports that somebody reads; all if it is left out. */
  readonly ports?: readonly number[];
  /** Where the processing clock stands, epoch ms. */
  readonly processingTime?: number;
  /** What the operator may reach beyond its subtask; without it, such a call is a mistake in the test. */
  readonly services?: Partial<EngineServices>;
}

/** A completed checkpoint of the subtask. */
export interface HarnessCheckpoint {
  readonly id: number;
  readonly task: TaskCheckpoint;
}

export class OperatorHarness {
  /** The operator's state, timers and counters, to be looked at. */
  readonly host: Host;
  readonly dictionary = new Dictionary();
  private readonly clock: HandClock;
  private readonly task: Task;
  private readonly feeders: readonly Feeder[];
  private readonly readers: ReadonlyMap<number, OutputReader>;
  private acknowledged: HarnessCheckpoint | null = null;
  private checkpoints = 0;

  constructor(node: HarnessNode, options: HarnessOptions = {}) {
    this.clock = new HandClock(options.processingTime ?? 0);
    const ports = options.ports ?? node.outputs.map((_, port) => port);
    const { job, place } = planHarness(node, ports, this.surround(options.services), this.dictionary);
    const [host] = job.hosts[place];
    this.host = host;
    this.task = host.task;
    this.feeders = node.inputs.map((_, port) => new Feeder(job.hosts[port][0], this.dictionary));
    const leaving = job.channels.filter(({ fromNode }) => fromNode === place);
    this.readers = new Map(
      ports.map((port, i) => [port, new OutputReader(leaving[i].channel, leaving[i].table, this.dictionary)]),
    );
    this.task.start(0);
    this.settle();
  }

  /** A record reaches an input port; NaN: it has no timestamp. */
  element(port: number, value: RecordValue, timestamp: number): void {
    this.feeders[port].record(this.task.free, value, timestamp);
    this.settle();
  }

  watermark(port: number, watermark: number): void {
    this.feeders[port].watermark(this.task.free, watermark);
    this.settle();
  }

  status(port: number, isIdle: boolean): void {
    this.feeders[port].status(this.task.free, isIdle);
    this.settle();
  }

  /** Sets the processing clock; timers that are due fire. */
  setProcessingTime(toMs: number): void {
    this.clock.ring(toMs, () => {
      this.task.refreshWake();
      this.settle();
    });
    this.task.refreshWake();
  }

  /** A barrier on every input, and what the subtask acknowledges. */
  snapshot(): HarnessCheckpoint {
    const id = ++this.checkpoints;
    for (const feeder of this.feeders) feeder.barrier(this.task.free, id);
    this.settle();
    const { acknowledged } = this;
    assert(acknowledged?.id === id, 'the subtask acknowledges its checkpoint');
    return acknowledged;
  }

  /** The job manager says that a checkpoint is complete. */
  completeCheckpoint({ id }: HarnessCheckpoint): void {
    this.task.post(this.task.free, 0, id, { kind: 'complete', checkpoint: id });
    this.task.refreshWake();
    this.settle();
  }

  /** Discards the instance and starts another from a checkpoint. Its outputs start afresh. */
  restore({ id, task }: HarnessCheckpoint, processingTime?: number): void {
    if (processingTime !== undefined) this.clock.move(processingTime);
    const at = this.task.free;
    this.task.stop();
    for (const reader of this.readers.values()) reader.clear();
    this.task.restart(at, id, task);
    this.settle();
  }

  /** What left by an output port since the last time; nothing by a port that nobody reads. */
  takeOutput(port = 0): readonly Emitted[] {
    return this.readers.get(port)?.take() ?? [];
  }

  /** How many records have left by an output port that somebody reads, over all attempts. */
  recordsRead(port: number): number {
    return this.readers.get(port)?.records ?? 0;
  }

  /** Everything that can be done without something from outside is done. */
  private settle(): void {
    do {
      this.task.run(Infinity);
      for (const reader of this.readers.values()) reader.collect(this.task.now);
    } while (!this.task.output.isEmpty);
  }

  private surround(given: Partial<EngineServices> = {}): EngineServices {
    const beyond = (what: string) => (): never => {
      throw new Error(`the harness was given nothing for ${what}`);
    };
    return {
      seed: 1,
      clock: this.clock,
      dictionary: this.dictionary,
      predictions: { want: beyond('predictions'), value: () => undefined },
      lineage: () => null,
      copyOut: beyond('copyOut'),
      onFiring: () => {},
      onLate: () => {},
      onSourceWatermark: () => {},
      onWaiting: beyond('onWaiting'),
      postToService: beyond('services'),
      postToJobManager: (_at, _sender, _count, letter) => {
        if (letter.kind === 'acknowledge') this.acknowledged = { id: letter.checkpoint, task: letter.snapshot };
      },
      ...given,
    };
  }
}
