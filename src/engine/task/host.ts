/**
 * An operator in a subtask: its state, timers, watermark, outputs and counters, and the context through which
 * the operator sees them. A subtask runs one host, or several where operators are chained.
 */
import type { ACTIVE, IDLE, WATERMARK } from '../channel.ts';
import type { EngineServices } from '../engine-services.ts';
import type { Lineage, OperatorContext, OperatorInput, OperatorInstance, ServiceRequest } from '../operator.ts';
import type { FieldReader } from '../rows/field-access.ts';
import type { RawRecord } from '../rows/raw-record.ts';
import { KeySpace } from '../rows/key-space.ts';
import type { FieldType, FieldValue } from '../schema.ts';
import { OperatorState, type StateSnapshot } from '../state/operator-state.ts';
import { InternalTimerService, type TimerServiceSnapshot } from '../timers/internal-timer-service.ts';
import { COUNTERS, DROPPED, FIRINGS, LATE, RECORDS_IN } from './counters.ts';
import type { HostPlan } from './host-plan.ts';
import type { Address } from './letters.ts';
import { Output } from './output.ts';
import type { Task } from './task.ts';

/** What a checkpoint holds of an operator in a subtask. */
export interface HostCheckpoint {
  readonly state: StateSnapshot;
  readonly timers: TimerServiceSnapshot;
}

export interface HostSnapshot extends HostCheckpoint {
  readonly watermark: number;
  readonly time: number;
  readonly key: number;
  readonly address: Address;
  readonly restoredFrom: number | null;
  readonly counters: Float64Array;
  readonly slowness: number;
  readonly next: readonly number[];
}

export class Host implements OperatorContext {
  readonly plan: HostPlan;
  readonly task: Task;
  readonly services: EngineServices;
  readonly subtask: number;
  readonly outputs: readonly Output[];
  readonly counters = new Float64Array(COUNTERS);
  state = new OperatorState();
  timers = new InternalTimerService();
  instance: OperatorInstance;
  /** Event time of the record or timer in progress; NaN when it has none. */
  time = NaN;
  currentWatermark = -Infinity;
  /** Of the attempt that runs: where answers go. */
  address: Address;
  restoredFrom: number | null = null;
  recordMicros: number;
  outputMicros: number;
  private key = 0;
  private slowness = 1;

  constructor(plan: HostPlan, task: Task, subtask: number, services: EngineServices) {
    this.plan = plan;
    this.task = task;
    this.subtask = subtask;
    this.services = services;
    this.recordMicros = plan.recordMicros;
    this.outputMicros = plan.outputMicros;
    this.address = { task: task.index, host: task.hosts.length, node: plan.node, subtask, attempt: 0 };
    this.outputs = plan.outputTables.map((table) => new Output(this, table));
    this.instance = plan.open(this);
  }

  get node(): string {
    return this.plan.node;
  }

  get attempt(): number {
    return this.address.attempt;
  }

  get parallelism(): number {
    return this.plan.parallelism;
  }

  get seed(): number {
    return this.services.seed;
  }

  /** A record reaches the operator, from a channel or from the operator before it in the chain. */
  receive(row: number, timestamp: number, input: number): void {
    this.counters[RECORDS_IN]++;
    this.task.now += this.recordMicros;
    this.time = timestamp;
    const port = this.plan.inputs[input];
    if (port.keys !== null && port.key !== null) this.key = port.keys.keyOf(port.key.read(row));
    this.instance.onRecord(row, input);
  }

  /** Fires one event-time timer due at `watermark`; false if there is none. */
  fireEventTimer(watermark: number): boolean {
    const { timers } = this;
    if (!timers.pollDueEventTimer(watermark)) return false;
    this.key = timers.dueKey;
    this.time = timers.dueTimestamp;
    this.instance.onEventTimer?.(timers.dueTimestamp, timers.dueKey, timers.dueNamespace);
    return true;
  }

  fireProcessingTimer(): boolean {
    const { timers } = this;
    if (!timers.pollDueProcessingTimer(this.processingTime())) return false;
    this.key = timers.dueKey;
    this.time = NaN;
    this.instance.onProcessingTimer?.(timers.dueTimestamp, timers.dueKey, timers.dueNamespace);
    return true;
  }

  /** Sends a watermark or a status along all edges that leave the subtask, and returns the hosts chained behind. */
  forward(kind: typeof WATERMARK | typeof IDLE | typeof ACTIVE, value: number): readonly Host[] {
    const chained: Host[] = [];
    for (const output of this.outputs) {
      for (const edge of output.edges) {
        if (edge.chained !== null) chained.push(edge.chained);
        for (const channel of edge.channels) this.task.send(channel, kind, 0, value);
      }
    }
    return chained;
  }

  /** A fresh instance of the operator, with the state of a checkpoint or none; counters go on. */
  reopen(checkpoint: HostCheckpoint | null, checkpointId: number | null): void {
    this.state = new OperatorState();
    this.timers = new InternalTimerService();
    this.time = NaN;
    this.currentWatermark = -Infinity;
    this.address = { ...this.address, attempt: this.attempt + 1 };
    this.restoredFrom = checkpointId;
    for (const output of this.outputs) for (const edge of output.edges) edge.next = 0;
    this.instance = this.plan.open(this);
    if (checkpoint === null) return;
    this.state.load(checkpoint.state);
    this.timers.load(checkpoint.timers);
  }

  slow(factor: number): void {
    this.slowness = factor;
    this.recordMicros = Math.round(this.plan.recordMicros * factor);
    this.outputMicros = Math.round(this.plan.outputMicros * factor);
  }

  checkpoint(): HostCheckpoint {
    return { state: this.state.save(), timers: this.timers.save() };
  }

  save(): HostSnapshot {
    const next = this.outputs.flatMap((output) => output.edges.map((edge) => edge.next));
    const { time, key, address, restoredFrom, slowness } = this;
    return {
      ...this.checkpoint(),
      watermark: this.currentWatermark,
      time,
      key,
      address,
      restoredFrom,
      counters: this.counters.slice(),
      slowness,
      next,
    };
  }

  load(snapshot: HostSnapshot): void {
    this.state.load(snapshot.state);
    this.timers.load(snapshot.timers);
    this.currentWatermark = snapshot.watermark;
    this.time = snapshot.time;
    this.key = snapshot.key;
    this.address = snapshot.address;
    this.restoredFrom = snapshot.restoredFrom;
    this.counters.set(snapshot.counters);
    this.slow(snapshot.slowness);
    let i = 0;
    for (const output of this.outputs) {
      for (const edge of output.edges) edge.next = snapshot.next[i++];
    }
  }

  input(port: number): OperatorInput {
    const { table } = this.plan.inputs[port];
    const carried = (name: string): FieldReader => {
      const reader = table.reader(name);
      if (reader === undefined) throw new Error(`${this.node}: input ${port} has no field ${name}`);
      return reader;
    };
    const field = (name: string): FieldReader => {
      const reader = carried(name);
      if (reader.field.deferred === true) this.task.deferred.add(port, reader);
      return reader;
    };
    return { schema: table.schema, field, carried };
  }

  output(port: number): Output {
    return this.outputs[port];
  }

  currentKey(): number {
    return this.key;
  }

  timestamp(): number {
    return this.time;
  }

  watermark(): number {
    return this.currentWatermark;
  }

  processingTime(): number {
    return this.services.clock.processingTime(this.task.now);
  }

  nowMicros(): number {
    return this.task.now;
  }

  registerEventTimer(timestamp: number, key: number, namespace: number): void {
    this.timers.registerEventTimer(timestamp, key, namespace);
  }

  deleteEventTimer(timestamp: number, key: number, namespace: number): void {
    this.timers.deleteEventTimer(timestamp, key, namespace);
  }

  registerProcessingTimer(timestamp: number, key: number, namespace: number): void {
    this.timers.registerProcessingTimer(timestamp, key, namespace);
    this.task.refreshWake();
  }

  deleteProcessingTimer(timestamp: number, key: number, namespace: number): void {
    this.timers.deleteProcessingTimer(timestamp, key, namespace);
    this.task.refreshWake();
  }

  lineage(row: number, input: number): Lineage | null {
    return this.services.lineage(this.plan.inputs[input].table, row);
  }

  copyOut(row: number, input: number): RawRecord {
    return this.services.copyOut(this.plan.inputs[input].table, row, this.time);
  }

  keyValue(key: number): FieldValue {
    return this.plan.inputs.find((port) => port.keys !== null)?.keys?.value(key) ?? null;
  }

  get isCheckpointing(): boolean {
    return this.plan.isCheckpointing;
  }

  keySpace(type: FieldType): KeySpace {
    return new KeySpace(type, this.services.dictionary);
  }

  text(id: number): string {
    return this.services.dictionary.text(id);
  }

  textId(text: string): number {
    return this.services.dictionary.id(text);
  }

  countLate(): void {
    this.counters[LATE]++;
    this.services.onLate(this);
  }

  countDropped(): void {
    this.counters[DROPPED]++;
  }

  countFiring(): void {
    this.counters[FIRINGS]++;
    this.services.onFiring(this);
  }

  callBlocking(request: ServiceRequest, latencyMicros: number): void {
    this.task.call(this, request, latencyMicros, true);
  }

  callAsync(request: ServiceRequest, latencyMicros: number): void {
    this.task.call(this, request, latencyMicros, false);
  }

  fail(reason: string): void {
    this.task.fail(`${this.node}/${this.subtask}: ${reason}`);
  }

  predict(model: string, features: Float32Array): number {
    return this.services.predictions.want(model, features);
  }
}
