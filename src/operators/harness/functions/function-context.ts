/** What the functions of Flink's own tests see of an operator's context: values that are numbers or texts. */
import type { JobOutput } from '../../../engine/job-graph.ts';
import type { OperatorContext, OperatorInstance } from '../../../engine/operator.ts';
import type { RecordValue, Schema } from '../../../engine/schema.ts';

export type FunctionValue = number | string;

/** What a function emits: a value, or several under names. */
export type FunctionResult = FunctionValue | Readonly<Record<string, unknown>>;

/** A user function, as the cases name it. */
export interface NamedFunction {
  /** A keyed input is partitioned by the value's key; a broadcast one reaches every subtask whole. */
  readonly inputs: readonly ('keyed' | 'plain' | 'broadcast')[];
  /** Tags of its side outputs. */
  readonly tags?: readonly string[];
  open(context: FunctionContext): OperatorInstance;
}

export const functionInput: Schema = [
  { name: 'key', type: 'string' },
  { name: 'text', type: 'string' },
  { name: 'number', type: 'number' },
];

export const functionOutput: JobOutput = {
  fields: [...functionInput.slice(1), { name: 'named', type: 'string' }],
  extendsInput: null,
  passesThrough: false,
  carriesLineageOf: null,
};

/** A value with its key: the first of a pair, or the value itself. */
export function writeInput(value: FunctionValue | readonly [FunctionValue, FunctionValue]): RecordValue {
  const [key, content] = typeof value === 'object' ? value : [value, value];
  return { key: String(key), ...split(content) };
}

export function readOutput({ text, number, named }: RecordValue): unknown {
  return typeof named === 'string' ? JSON.parse(named) : (text ?? number);
}

export class FunctionContext {
  readonly operator: OperatorContext;

  constructor(operator: OperatorContext) {
    this.operator = operator;
  }

  read(row: number, input: number): FunctionValue {
    const port = this.operator.input(input);
    const number = port.field('number').read(row);
    return Number.isNaN(number) ? this.operator.text(port.field('text').read(row)) : number;
  }

  key(): string {
    return String(this.operator.keyValue(this.operator.currentKey()));
  }

  /** Flink's out.collect: with the timestamp of the element or timer in progress, unless another is given. */
  emit(value: FunctionResult, timestamp = this.operator.timestamp()): void {
    this.send(0, value, timestamp);
  }

  /** Flink's ctx.output: to the side output of this tag, numbered from 1. Out of no timestamp it makes MIN, not none. */
  emitSide(tag: number, value: FunctionValue): void {
    const timestamp = this.operator.timestamp();
    this.send(tag, value, Number.isNaN(timestamp) ? Number.NEGATIVE_INFINITY : timestamp);
  }

  watermarkText(): string {
    return timeText(this.operator.watermark());
  }

  /** Flink's ctx.timestamp(), null for an element without one. */
  timestampText(): string {
    const timestamp = this.operator.timestamp();
    return Number.isNaN(timestamp) ? 'null' : timeText(timestamp);
  }

  /** The same in processBroadcastElement, where Flink does not ask whether there is one: MIN. */
  broadcastTimestampText(): string {
    const timestamp = this.operator.timestamp();
    return timeText(Number.isNaN(timestamp) ? Number.NEGATIVE_INFINITY : timestamp);
  }

  private send(port: number, value: FunctionResult, timestamp: number): void {
    const output = this.operator.output(port);
    const row = output.create();
    const { text, number } = typeof value === 'object' ? { text: null, number: null } : split(value);
    output.writer('text').write(row, text === null ? -1 : this.operator.textId(text));
    output.writer('number').write(row, number ?? NaN);
    output.writer('named').write(row, typeof value === 'object' ? this.operator.textId(JSON.stringify(value)) : -1);
    output.emitAt(row, timestamp);
  }
}

/** A time as Java prints a long. */
function timeText(time: number): string {
  if (time === Number.NEGATIVE_INFINITY) return '-9223372036854775808';
  return time === Number.POSITIVE_INFINITY ? '9223372036854775807' : String(time);
}

function split(value: FunctionValue): { readonly text: string | null; readonly number: number | null } {
  return typeof value === 'string' ? { text: value, number: null } : { text: null, number: value };
}

/** A text per key: Flink's ValueState. */
export function textState(context: FunctionContext) {
  const { operator } = context;
  const table = operator.state.table('value', { text: 'int32' });
  const [texts] = table.columns;
  return {
    value(): string | null {
      const slot = table.find(operator.currentKey(), 0);
      return slot < 0 ? null : operator.text(texts.values[slot]);
    },
    update(text: string): void {
      const key = operator.currentKey();
      const found = table.find(key, 0);
      const slot = found < 0 ? table.add(key, 0) : found;
      texts.values[slot] = operator.textId(text);
    },
    clear(): void {
      const slot = table.find(operator.currentKey(), 0);
      if (slot >= 0) table.remove(slot);
    },
  };
}
