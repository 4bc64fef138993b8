import { BARRIER, IDLE, ACTIVE, WATERMARK } from '../../engine/channel.ts';
import type { Dictionary } from '../../engine/rows/dictionary.ts';
import type { Field, FieldValue, RecordValue } from '../../engine/schema.ts';
import type { Host } from '../../engine/task/host.ts';

/** Sends by hand what an upstream subtask would send to one input port. */
export class Feeder {
  private readonly host: Host;
  private readonly dictionary: Dictionary;

  constructor(host: Host, dictionary: Dictionary) {
    this.host = host;
    this.dictionary = dictionary;
  }

  /** A timestamp of NaN: the record has none. */
  record(atMicros: number, value: RecordValue, timestamp: number): void {
    this.host.task.now = atMicros;
    const [output] = this.host.outputs;
    const row = output.create();
    for (const field of output.schema)
      output.writer(field.name).write(row, this.encode(field, value[field.name] ?? null));
    output.emitAt(row, timestamp);
    this.deliver();
  }

  watermark(atMicros: number, watermark: number): void {
    this.host.task.now = atMicros;
    this.host.forward(WATERMARK, watermark);
    this.deliver();
  }

  status(atMicros: number, isIdle: boolean): void {
    this.host.task.now = atMicros;
    this.host.forward(isIdle ? IDLE : ACTIVE, 0);
    this.deliver();
  }

  barrier(atMicros: number, checkpoint: number): void {
    this.host.task.now = atMicros;
    for (const channel of this.host.task.outgoing()) this.host.task.send(channel, BARRIER, 0, checkpoint);
    this.deliver();
  }

  /** A subtask sends within a stretch of time that it is given; a feeder has all the time there is. */
  private deliver(): void {
    this.host.task.run(Infinity);
  }

  private encode({ type }: Field, value: FieldValue): number {
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'string') return this.dictionary.id(value);
    return type === 'string' || type === 'boolean' ? -1 : NaN;
  }
}
