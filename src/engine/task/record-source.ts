/**
 * The reading side of a source subtask (Flink's SourceOperator over a KafkaSource): its splits, the next offset
 * of each, and a watermark generator per split. The split whose next record arrived first is read first.
 */
import { ACTIVE, IDLE, WATERMARK } from '../channel.ts';
import type { EventStream } from '../event-stream.ts';
import type { Column } from '../rows/column.ts';
import type { RowTable } from '../rows/row-table.ts';
import { BoundedOutOfOrderness } from '../watermarks/bounded-out-of-orderness.ts';
import { WatermarksWithIdleness } from '../watermarks/idleness-timer.ts';
import { SourceOutputs, type SourceOutputsSnapshot } from '../watermarks/source-outputs.ts';
import { BACK_PRESSURED } from './counters.ts';
import type { Host } from './host.ts';
import { type Split, SplitReader, type SplitSnapshot } from './split-reader.ts';
import { endTask } from './steps.ts';

export interface SourcePlan {
  readonly stream: EventStream;
  readonly outOfOrdernessMs: number;
  /** 0 = no idleness timeout. */
  readonly idlenessMs: number;
  /** 0 = no periodic watermarks. */
  readonly watermarkIntervalMs: number;
  /** Number of each enumerated text in the run's dictionary, per field; null for other fields. */
  readonly texts: readonly (Int32Array | null)[];
}

export interface RecordSourceSnapshot {
  readonly splits: readonly SplitSnapshot[];
  readonly outputs: SourceOutputsSnapshot;
  readonly tickAt: number;
  readonly isEnded: boolean;
  readonly outOfOrdernessMs: number;
  readonly idlenessMs: number;
}

export class RecordSource {
  readonly splits: readonly SplitReader[];
  private plan: SourcePlan;
  private readonly host: Host;
  private readonly table: RowTable;
  private outputs: SourceOutputs<number>;
  private readonly values: Float64Array;
  private readonly partitionColumn: Column;
  private readonly offsetColumn: Column;
  /** Processing time of the next periodic emission, epoch ms. */
  private tickAt = Infinity;
  private isEnded = false;
  private nextSplit: SplitReader | null = null;

  constructor(
    plan: SourcePlan,
    host: Host,
    partitions: readonly number[],
    silences: (partition: number) => Split['silences'],
    injected: (partition: number) => Split['injected'],
  ) {
    this.plan = plan;
    this.host = host;
    this.table = host.outputs[0].table;
    this.splits = partitions.map(
      (partition) =>
        new SplitReader({
          partition,
          stream: plan.stream,
          silences: silences(partition),
          injected: injected(partition),
        }),
    );
    this.values = new Float64Array(plan.stream.fields.length);
    const columns = this.table.columns;
    this.partitionColumn = columns[columns.length - 2];
    this.offsetColumn = columns[columns.length - 1];
    this.outputs = this.makeOutputs();
    this.chooseSplit();
  }

  start(at: number): void {
    const { watermarkIntervalMs } = this.plan;
    this.tickAt =
      watermarkIntervalMs === 0 ? Infinity : this.host.services.clock.processingTime(at) + watermarkIntervalMs;
  }

  /** Run time of the next periodic emission. */
  nextTick(): number {
    return this.isEnded ? Infinity : this.host.services.clock.runMicros(this.tickAt);
  }

  nextArrival(): number {
    if (this.nextSplit !== null) return this.nextSplit.nextArrival;
    // Without a split there is nothing to wait for where no more can come (Flink's NoMoreSplits).
    const { length } = this.plan.stream;
    return this.splits.length === 0 && length !== undefined && !this.isEnded ? 0 : Infinity;
  }

  /** Reads the next record; `task.now` is when the thread takes it. */
  take(): void {
    const split = this.nextSplit;
    if (split === null || split.isAtEnd) this.end();
    else this.read(split);
    this.chooseSplit();
  }

  tick(): void {
    const { host } = this;
    const now = host.processingTime();
    if (now < this.tickAt) return;
    // Time spent blocked does not count as inactivity (SourceOperator's PausableRelativeClock).
    this.outputs.onPeriodicEmit(now - Math.floor(host.task.times[BACK_PRESSURED] / 1000));
    this.tickAt = now + this.plan.watermarkIntervalMs;
  }

  /** The generators go on with another timing: what a job with changed configuration does, without losing its place. */
  retime(outOfOrdernessMs: number, idlenessMs: number): void {
    this.plan = { ...this.plan, outOfOrdernessMs, idlenessMs };
    const saved = this.outputs.save();
    this.outputs = this.makeOutputs();
    this.outputs.load(saved);
  }

  /** Faults and injected records change what comes next. */
  refresh(): void {
    for (const split of this.splits) split.refresh();
    this.chooseSplit();
  }

  splitWatermark(index: number): { readonly watermark: number; readonly isIdle: boolean } {
    return this.outputs.splitState(`p${this.splits[index].partition}`);
  }

  checkpoint(): readonly SplitSnapshot[] {
    return this.splits.map((split) => split.save());
  }

  /** Back to the offsets of a checkpoint, or to the start; generators begin anew. */
  restore(checkpoint: readonly SplitSnapshot[] | null): void {
    this.splits.forEach((split, i) => {
      split.load(checkpoint === null ? null : checkpoint[i]);
    });
    this.outputs = this.makeOutputs();
    this.isEnded = false;
    this.chooseSplit();
  }

  save(): RecordSourceSnapshot {
    const { tickAt, isEnded } = this;
    const { outOfOrdernessMs, idlenessMs } = this.plan;
    return { splits: this.checkpoint(), outputs: this.outputs.save(), tickAt, isEnded, outOfOrdernessMs, idlenessMs };
  }

  load(snapshot: RecordSourceSnapshot): void {
    this.splits.forEach((split, i) => {
      split.load(snapshot.splits[i]);
    });
    const { outOfOrdernessMs, idlenessMs } = snapshot;
    this.plan = { ...this.plan, outOfOrdernessMs, idlenessMs };
    this.outputs = this.makeOutputs();
    this.outputs.load(snapshot.outputs);
    this.tickAt = snapshot.tickAt;
    this.isEnded = snapshot.isEnded;
    this.chooseSplit();
  }

  private read(split: SplitReader): void {
    const { host, table, values } = this;
    const offset = split.position;
    const eventTime = split.read(values);
    const row = table.allocate(host.subtask);
    const { texts } = this.plan;
    for (let i = 0; i < values.length; i++) {
      const column = table.columns[i];
      const numbers = texts[i];
      column.values[row & column.mask] =
        numbers === null ? values[i] : Number.isNaN(values[i]) ? -1 : numbers[values[i]];
    }
    this.partitionColumn.values[row & this.partitionColumn.mask] = split.partition;
    this.offsetColumn.values[row & this.offsetColumn.mask] = offset;
    host.task.now += host.recordMicros;
    this.outputs.collect(split.name, row, eventTime);
  }

  /** All splits are read: MAX goes out, the operators finish, then the end (SourceOperatorStreamTask#advanceToEndOfEventTime). */
  private end(): void {
    this.isEnded = true;
    const { task } = this.host;
    task.refreshWake();
    endTask(task);
    task.steps.push({ kind: 'advance', host: 0, watermark: Infinity });
    // A writer that last said IDLE would drop MAX (RecordWriterOutput#emitWatermark).
    if (this.outputs.isIdle) task.steps.push({ kind: 'status', host: 0, isIdle: false });
  }

  /** The split to read next; one that is at its end only when all are, and then the one that ended last. */
  private chooseSplit(): void {
    let open: SplitReader | null = null;
    let ended: SplitReader | null = null;
    for (const split of this.splits) {
      if (!split.isAtEnd) {
        if (open === null || split.nextArrival < open.nextArrival) open = split;
      } else if (ended === null || split.lastArrival > ended.lastArrival) ended = split;
    }
    this.nextSplit = this.isEnded ? null : (open ?? ended);
  }

  private makeOutputs(): SourceOutputs<number> {
    const { host } = this;
    const { outOfOrdernessMs, idlenessMs } = this.plan;
    const outputs = new SourceOutputs<number>({
      createGenerator: () => {
        // Without a timeout the idleness timer never rings; both have one shape, so that retiming keeps what they know.
        return new WatermarksWithIdleness(
          new BoundedOutOfOrderness(outOfOrdernessMs),
          idlenessMs > 0 ? idlenessMs : Infinity,
        );
      },
      sink: {
        emitRecord: (row, timestamp) => host.outputs[0].emitAt(row, timestamp),
        emitWatermark: (watermark) => {
          host.currentWatermark = watermark;
          host.services.onSourceWatermark(host, watermark);
          this.pass(WATERMARK, watermark);
        },
        emitStatus: (status) => this.pass(status === 'IDLE' ? IDLE : ACTIVE, 0),
      },
    });
    for (const split of this.splits) outputs.createOutputForSplit(split.name);
    return outputs;
  }

  private pass(kind: typeof WATERMARK | typeof IDLE | typeof ACTIVE, value: number): void {
    const { task } = this.host;
    for (const { address } of this.host.forward(kind, value)) {
      const { host } = address;
      task.steps.unshift(
        kind === WATERMARK
          ? { kind: 'advance', host, watermark: value }
          : { kind: 'status', host, isIdle: kind === IDLE },
      );
    }
  }
}
