/**
 * Plays cases of Flink's WindowOperator in a real subtask: on the tumbling window what it can do, all else on the
 * engine's window operator.
 */
import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  type CaseRunner,
  type Disagreement,
  expectSame,
  runSteps,
} from '../../base/case-outcome.ts';
import type { RecordValue, Schema } from '../../engine/schema.ts';
import { LATE } from '../../engine/task/counters.ts';
import { SharedSteps } from '../harness/case-steps.ts';
import { nodeOfKind } from '../harness/harness-node.ts';
import { OperatorHarness } from '../harness/operator-harness.ts';
import { runAnyWindows, windowSteps } from '../harness/windows/window-operator.conformance.ts';
import { tumblingWindow } from './index.ts';

const steps = windowSteps(z.tuple([z.string(), z.number()]));

const config = z.strictObject({
  assigner: z.strictObject({ type: z.literal('tumbling'), size: z.number(), offset: z.number().default(0) }),
  trigger: z.strictObject({ type: z.literal('event-time') }),
  function: z.literal('sum'),
  state: z.enum(['list', 'reduce']),
  allowedLateness: z.number(),
  lateTag: z.boolean(),
});

type Step = z.infer<typeof steps>[number];

const fields: Schema = [
  { name: 'key', type: 'string' },
  { name: 'value', type: 'number' },
];
const LATE_PORT = 1;

/** Sums of tumbling event-time windows that fire by event time, without an evictor. */
const tumblingCase = z.looseObject({ needsInt64: z.never().optional(), config });

/** Area `window-operator`. */
export const runWindowOperator: CaseRunner = (testCase) => {
  const played = isTumbling(testCase) ? runTumbling(testCase) : null;
  return played === null || played.kind === 'unsupported' ? runAnyWindows(testCase) : played;
};

export function isTumbling(testCase: unknown): boolean {
  return tumblingCase.safeParse(testCase).success;
}

const runTumbling = caseRunner(z.strictObject({ ...caseFields, config, steps }), (testCase) => {
  const { assigner, allowedLateness, lateTag, state } = testCase.config;
  // Percentiles make a pane keep its values one by one, as Flink's list state does.
  const aggregates = state === 'list' ? ['sum', 'p50'] : ['sum'];
  const settings = {
    key: 'key',
    value: 'value',
    size: assigner.size,
    offset: assigner.offset,
    allowedLateness,
    aggregates,
  };
  const planned = nodeOfKind(tumblingWindow, settings, [fields]);
  if (planned.kind === 'problems')
    return { kind: 'unsupported', why: `the window refuses these settings: ${planned.problems[0].message}` };
  const harness = new OperatorHarness(planned.node, { ports: lateTag ? [0, LATE_PORT] : [0] });
  const run = new WindowRun(harness, state);
  return runSteps(testCase.steps, (step) => run.step(step));
});

function write(record: RecordValue, port: number): unknown {
  return [record.key, port === LATE_PORT ? record.value : record.sum];
}

class WindowRun {
  private readonly harness: OperatorHarness;
  private readonly state: 'list' | 'reduce';
  private readonly shared: SharedSteps;
  private droppedBefore = 0;

  constructor(harness: OperatorHarness, state: 'list' | 'reduce') {
    this.harness = harness;
    this.state = state;
    this.shared = new SharedSteps({ harness, write, portOfTag: () => LATE_PORT });
  }

  step(step: Step): Disagreement {
    switch (step.op) {
      case 'element':
        return this.shared.element(0, { key: step.value[0], value: step.value[1] }, step.ts, step.error);
      case 'watermark':
        this.harness.watermark(0, step.wm);
        return null;
      case 'expectDropped':
        return expectSame(step.count, this.droppedInAll() - this.droppedBefore);
      case 'expectState':
        return expectSame(step.contents, this.contents(step.key, step.window));
      case 'restore':
        this.droppedBefore = this.droppedInAll();
        return this.shared.step(step);
      default:
        return this.shared.step(step);
    }
  }

  /** Flink's numLateRecordsDropped counts one attempt, and not what a late output took; ours all attempts, and all. */
  private droppedInAll(): number {
    return this.harness.host.counters[LATE] - this.harness.recordsRead(LATE_PORT);
  }

  private contents(key: string, [start]: readonly [number, number]): readonly unknown[] {
    const { parts } = this.harness.host.state;
    const panes = parts.find(({ name }) => name === 'panes');
    const values = parts.find(({ name }) => name === 'values');
    if (panes?.kind !== 'table' || values?.kind !== 'lists') throw new Error('the window has no panes and values');
    const slot = panes.table.find(this.harness.dictionary.id(key), start);
    if (slot < 0) return [];
    if (this.state === 'reduce') return [[key, panes.table.column('sum').values[slot]]];
    const list = panes.table.column('values').values[slot];
    const kept = new Float64Array(values.lists.lengthOf(list));
    values.lists.copy(list, kept);
    return Array.from(kept, (value) => [key, value]);
  }
}
