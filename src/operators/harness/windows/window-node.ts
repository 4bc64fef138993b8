/** A window operator as a node under test. Its records are JSON, as cases write them, partitioned by their key. */
import type { JobOutput } from '../../../engine/job-graph.ts';
import type { OperatorContext, OperatorInstance } from '../../../engine/operator.ts';
import type { RecordValue, Schema } from '../../../engine/schema.ts';
import type { TimeWindow } from '../../../engine/windows/time-window.ts';
import { WindowOperator, type WindowOperatorSpec } from '../../../engine/windows/window-operator.ts';
import type { PanesSnapshot } from '../../../engine/windows/window-panes.ts';
import type { HarnessNode } from '../harness-node.ts';

export interface CaseWindows<Value> {
  /** How many inputs there are; the values of all of them go into the same windows. */
  readonly inputs: number;
  create(): WindowOperatorSpec<Value>;
  read(value: unknown, input: number): Value;
  gapOf?(value: Value): number | undefined;
  /** The window function: what it emits. */
  apply(values: readonly Value[], window: TimeWindow): readonly unknown[];
}

export interface WindowNode<Value> {
  readonly node: HarnessNode;
  /** What a key's window holds in the instance that was opened last. */
  held(key: number, window: TimeWindow): readonly Value[];
}

export const LATE_PORT = 1;

const fields: Schema = [
  { name: 'key', type: 'string' },
  { name: 'json', type: 'string' },
];
const output: JobOutput = {
  fields: fields.slice(1),
  extendsInput: null,
  passesThrough: false,
  carriesLineageOf: null,
};

export function windowNode<Value>(windows: CaseWindows<Value>): WindowNode<Value> {
  let operator: WindowOperator<Value> | null = null;
  return {
    node: {
      inputs: Array.from({ length: windows.inputs }, () => ({ fields, key: 'key' })),
      outputs: [output, output],
      open(context) {
        const opened = new WindowOperator(windows.create(), context, {
          fire(_key, window, values) {
            for (const result of windows.apply(values, window)) emit(context, 0, result, window.end - 1);
          },
          late(value, timestamp) {
            if (context.output(LATE_PORT).isConnected) emit(context, LATE_PORT, value, timestamp);
            else context.countLate();
          },
        });
        operator = opened;
        ownState(context, opened);
        return instanceOf(windows, context, opened);
      },
    },
    held: (key, window) => operator?.panes.find(key, window)?.elements.map(({ value }) => value) ?? [],
  };
}

function instanceOf<Value>(
  windows: CaseWindows<Value>,
  context: OperatorContext,
  operator: WindowOperator<Value>,
): OperatorInstance {
  return {
    onRecord(row, input) {
      const json: unknown = JSON.parse(context.text(context.input(input).field('json').read(row)));
      const value = windows.read(json, input);
      operator.onElement(context.currentKey(), value, context.timestamp(), windows.gapOf?.(value));
    },
    onEventTimer: (timestamp, key, namespace) => operator.onEventTimer(timestamp, key, namespace),
    onProcessingTimer: (timestamp, key, namespace) => operator.onProcessingTimer(timestamp, key, namespace),
  };
}

/** The panes go into the operator's state as they are: the engine asks for them when it takes a checkpoint. */
function ownState<Value>({ state }: OperatorContext, { panes }: WindowOperator<Value>): void {
  const restore = (saved: unknown) => {
    if (isOwn<Value>(saved)) panes.load(saved);
  };
  state.parts.push({ kind: 'value', name: 'windows', cell: { get: () => panes.save(), restore } });
}

/** A snapshot is only ever loaded into the operator that it was taken of. */
function isOwn<Value>(saved: unknown): saved is PanesSnapshot<Value> {
  return Array.isArray(saved);
}

export function writeWindowInput(value: readonly unknown[]): RecordValue {
  return { key: String(value[0]), json: JSON.stringify(value) };
}

export function readWindowOutput({ json }: RecordValue): unknown {
  return typeof json === 'string' ? JSON.parse(json) : json;
}

function emit(context: OperatorContext, port: number, value: unknown, timestamp: number): void {
  const to = context.output(port);
  const row = to.create();
  to.writer('json').write(row, context.textId(JSON.stringify(value)));
  to.emitAt(row, timestamp);
}
