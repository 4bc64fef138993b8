/**
 * Plays cases of Flink's window joins and coGroups: both inputs, tagged, in the windows of one operator. Flink unions
 * the inputs before it; here they stay two, which comes to the same where no input falls idle: the smaller watermark.
 */
import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type Disagreement,
  expectSame,
  runSteps,
} from '../../../base/case-outcome.ts';
import { LATE } from '../../../engine/task/counters.ts';
import { assignerConfig } from '../../../engine/windows/case-assigners.ts';
import { triggerConfig } from '../../../engine/windows/triggers.conformance.ts';
import { createTrigger } from '../../../engine/windows/triggers.ts';
import { elementTime, inputOfStep, SharedSteps, sharedSteps } from '../case-steps.ts';
import { OperatorHarness } from '../operator-harness.ts';
import { readWindowOutput, windowNode, writeWindowInput } from './window-node.ts';

const element = { value: z.array(z.unknown()).min(1), ts: elementTime, error: z.string().optional() };

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('element1'), ...element }),
    z.strictObject({ op: z.literal('element2'), ...element }),
    z.strictObject({ op: z.literal('watermark1'), wm: caseTime }),
    z.strictObject({ op: z.literal('watermark2'), wm: caseTime }),
    z.strictObject({ op: z.literal('expectDropped'), count: z.int() }),
    ...sharedSteps,
  ]),
);

const config = z.strictObject({
  kind: z.enum(['join', 'coGroup']),
  assigner: assignerConfig,
  trigger: triggerConfig.optional(),
  allowedLateness: caseTime.default(0),
});

type Step = z.infer<typeof steps>[number];

interface Tagged {
  readonly input: number;
  readonly value: readonly unknown[];
}

/** Area `window-join`. */
export const runWindowJoin = caseRunner(z.strictObject({ ...caseFields, config, steps }), (testCase) => {
  const { kind, assigner, trigger, allowedLateness } = testCase.config;
  const { isEventTime } = assigner.create();
  const usual = assigner.kind === 'global' ? 'never' : isEventTime ? 'event-time' : 'processing-time';
  const windows = windowNode<Tagged>({
    inputs: 2,
    create: () => ({
      assigner: assigner.create(),
      trigger: createTrigger(trigger ?? { kind: usual }, allowedLateness),
      allowedLateness,
      reduce: null,
      evictor: null,
    }),
    read: (value, input) => ({ input, value: z.array(z.unknown()).parse(value) }),
    gapOf: ({ value: [key, value] }) => assigner.gapOf(String(key), value),
    apply: kind === 'join' ? join : coGroup,
  });
  const harness = new OperatorHarness(windows.node, { ports: [0] });
  const shared = new SharedSteps({ harness, write: readWindowOutput, portOfTag: noSideOutput });
  let droppedBefore = 0;
  return runSteps(testCase.steps, (step) => {
    if (step.op === 'expectDropped') return expectSame(step.count, harness.host.counters[LATE] - droppedBefore);
    if (step.op === 'restore') droppedBefore = harness.host.counters[LATE];
    return play(step, harness, shared);
  });
});

function play(
  step: Exclude<Step, { op: 'expectDropped' }>,
  harness: OperatorHarness,
  shared: SharedSteps,
): Disagreement {
  switch (step.op) {
    case 'element1':
    case 'element2':
      return shared.element(inputOfStep(step.op), writeWindowInput(step.value), step.ts, step.error);
    case 'watermark1':
    case 'watermark2':
      harness.watermark(inputOfStep(step.op), step.wm);
      return null;
    default:
      return shared.step(step);
  }
}

function valuesOf(values: readonly Tagged[], input: number): readonly unknown[] {
  return values.filter((each) => each.input === input).map(({ value }) => value);
}

/** Each value of the first input with each of the second. */
function join(values: readonly Tagged[]): readonly unknown[] {
  return valuesOf(values, 0).flatMap((left) => valuesOf(values, 1).map((right) => [left, right]));
}

function coGroup(values: readonly Tagged[]): readonly unknown[] {
  return [{ first: valuesOf(values, 0), second: valuesOf(values, 1) }];
}

function noSideOutput(): never {
  throw new Error('a window join has no side outputs');
}
