/**
 * What an operator is to the engine. An operator has no fields: everything it remembers lives in typed
 * state that the engine owns, so a checkpoint, a keyframe and a picture of the state need no operator code.
 * `open` is called once for each subtask (and again after a failure); it asks its context for readers,
 * writers and state handles, and returns the functions that handle a record, a timer, a reply.
 */
import type { RawRecord } from './rows/raw-record.ts';
import type { KeySpace } from './rows/key-space.ts';
import type { FieldType, FieldValue, Schema } from './schema.ts';
import type { FieldReader, FieldWriter } from './rows/field-access.ts';
import type { OperatorState } from './state/operator-state.ts';

/** Reads what arrives on one input port. */
export interface OperatorInput {
  readonly schema: Schema;
  /** `read(row)` gives the number stored for the field: float64, or int32 for strings and booleans. */
  field(name: string): FieldReader;
  /** The same for copying a field without looking at it: a prediction in it need not be there yet. */
  carried(name: string): FieldReader;
}

/** Writes what leaves by one output port. */
export interface OperatorOutput {
  readonly schema: Schema;
  /** Whether an edge leaves by this port (known once the job is planned, not yet in `open`). */
  readonly isConnected: boolean;
  writer(name: string): FieldWriter;
  /** A fresh row of this port's own columns, with no ancestor. Every field must be written. */
  create(): number;
  /** A fresh row that keeps all fields of `row` (an input row of the port this output extends) and adds its own. */
  derive(row: number): number;
  /** Sends a row with the timestamp of the record or timer in progress. A pass-through port sends input rows as they are. */
  emit(row: number): void;
  /** Sends a row with this event time (epoch ms). */
  emitAt(row: number, timestamp: number): void;
}

/** A request to something outside the job. The reply comes back as a mail, `token` with it. */
export interface ServiceRequest {
  readonly service: string;
  readonly token: number;
  readonly payload: unknown;
}

export interface OperatorContext {
  readonly node: string;
  readonly subtask: number;
  readonly parallelism: number;
  /** Checkpoint from which this attempt was restored; null on a fresh start. */
  readonly restoredFrom: number | null;
  /** 0 on the first start, one more after each restart. */
  readonly attempt: number;
  readonly seed: number;
  /** Whether the job takes checkpoints at all. */
  readonly isCheckpointing: boolean;
  input(port: number): OperatorInput;
  output(port: number): OperatorOutput;
  readonly state: OperatorState;
  /** Timers, as Flink's TimerService; namespaces are small integers (below 2^21). Registering twice fires once. */
  registerEventTimer(timestamp: number, key: number, namespace: number): void;
  deleteEventTimer(timestamp: number, key: number, namespace: number): void;
  registerProcessingTimer(timestamp: number, key: number, namespace: number): void;
  deleteProcessingTimer(timestamp: number, key: number, namespace: number): void;
  /** Key of the record or timer in progress (see `keys.ts`); only on keyed inputs. */
  currentKey(): number;
  /** Event time of the record or timer in progress, epoch ms; NaN when there is none. */
  timestamp(): number;
  /** Watermark of this operator, epoch ms; −Infinity before the first. */
  watermark(): number;
  /** Processing clock, epoch ms. */
  processingTime(): number;
  /** Run time, integer microseconds. */
  nowMicros(): number;
  /** Where an input row comes from; null for rows that an operator made of several (windows, joins). */
  lineage(row: number, input: number): Lineage | null;
  /** Copies a row out of the stream, to be kept in the world (a log, a store); texts and predictions are resolved when it is read. */
  copyOut(row: number, input: number): RawRecord;
  keyValue(key: number): FieldValue;
  /** Keys for state that is asked for by a field's value, whatever the field's type. */
  keySpace(type: FieldType): KeySpace;
  text(id: number): string;
  textId(text: string): number;
  /** Counts a record as late (arrived behind the watermark and left out). */
  countLate(): void;
  /** Counts a record as dropped for another reason. */
  countDropped(): void;
  /** Counts a firing, for "run to next firing" and the lanes. */
  countFiring(): void;
  /** Holds the subtask until the reply comes; the operator's `onReply` is called with it. */
  callBlocking(request: ServiceRequest, latencyMicros: number): void;
  /** Sends a request and goes on; the reply comes later as a mail. */
  callAsync(request: ServiceRequest, latencyMicros: number): void;
  /** What an exception does in Flink: the subtask ends here, and with it this attempt of the job. */
  fail(reason: string): void;
  /**
   * Asks for the prediction of a feature row. The answer is a number to be written into a `deferred` field; the run
   * pauses before anything reads that field while the prediction is not there yet.
   */
  predict(model: string, features: Float32Array): number;
}

/** Where a record comes from: the source's node, partition and offset; windows add their own. */
export interface Lineage {
  readonly source: string;
  readonly partition: number;
  readonly offset: number;
}

export interface OperatorInstance {
  onRecord(row: number, input: number): void;
  onEventTimer?(timestamp: number, key: number, namespace: number): void;
  onProcessingTimer?(timestamp: number, key: number, namespace: number): void;
  /** Called when event time has advanced to `watermark`, after its timers, before it is forwarded. */
  onWatermark?(watermark: number): void;
  onReply?(token: number, reply: unknown): void;
  /** Flink's prepareSnapshotPreBarrier: flush; blocking calls made here are awaited before the snapshot. */
  beforeBarrier?(checkpoint: number): void;
  /** Called in the snapshot itself, after the barrier went out (SinkWriter#snapshotState). */
  onSnapshot?(checkpoint: number): void;
  onCheckpointComplete?(checkpoint: number): void;
  onCheckpointAborted?(checkpoint: number): void;
  /** Called once after open, fresh or restored, before any record. */
  onStart?(): void;
  /** All inputs have ended and MAX has been processed. */
  onEndOfInput?(): void;
}

export interface OperatorLogic<Config> {
  open(context: OperatorContext, config: Config): OperatorInstance;
}
