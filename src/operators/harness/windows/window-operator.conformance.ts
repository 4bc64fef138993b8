/** Plays cases of Flink's WindowOperator and EvictingWindowOperator on the engine's, in a real subtask. */
import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  type CaseRunner,
  caseTime,
  type Disagreement,
  expectSame,
  runSteps,
  writeTime,
} from '../../../base/case-outcome.ts';
import { LATE } from '../../../engine/task/counters.ts';
import { assignerConfig, type CaseAssigner } from '../../../engine/windows/case-assigners.ts';
import { createEvictor, type EvictorSpec } from '../../../engine/windows/evictors.ts';
import type { TimeWindow } from '../../../engine/windows/time-window.ts';
import { triggerConfig } from '../../../engine/windows/triggers.conformance.ts';
import { createTrigger } from '../../../engine/windows/triggers.ts';
import { elementTime, SharedSteps, sharedSteps } from '../case-steps.ts';
import { OperatorHarness } from '../operator-harness.ts';
import { LATE_PORT, readWindowOutput, type WindowNode, windowNode, writeWindowInput } from './window-node.ts';

const pair = z.tuple([z.union([z.string(), z.number()]), z.number()]);
type Pair = z.infer<typeof pair>;

/** The steps of a case of WindowOperator with elements like this one. */
export const windowSteps = <Value>(value: z.ZodType<Value>) =>
  z.array(
    z.discriminatedUnion('op', [
      z.strictObject({ op: z.literal('element'), value, ts: elementTime, error: z.string().optional() }),
      z.strictObject({ op: z.literal('watermark'), wm: caseTime }),
      z.strictObject({ op: z.literal('expectDropped'), count: z.int() }),
      z.strictObject({
        op: z.literal('expectState'),
        key: z.string(),
        window: z.tuple([z.number(), z.number()]),
        contents: z.array(value),
      }),
      ...sharedSteps,
    ]),
  );

const steps = windowSteps(pair);

const isAfter = z.boolean().default(false);

/** The evictors as cases write them. */
export const evictorConfig: z.ZodType<EvictorSpec<readonly unknown[]>> = z.union([
  z
    .strictObject({ type: z.literal('count'), n: z.int(), after: isAfter })
    .transform(({ type, n, after }) => ({ kind: type, n, isAfter: after })),
  z
    .strictObject({ type: z.literal('time'), size: z.number(), after: isAfter })
    .transform(({ type, size, after }) => ({ kind: type, size, isAfter: after })),
  z
    .strictObject({ type: z.literal('delta'), threshold: z.number(), after: isAfter })
    .transform(({ type, threshold, after }) => ({ kind: type, threshold, isAfter: after, delta: differenceOf })),
]);

function differenceOf(older: readonly unknown[], newest: readonly unknown[]): number {
  return Number(newest[1]) - Number(older[1]);
}

const functions: Readonly<Record<string, (values: readonly Pair[], window: TimeWindow) => readonly unknown[]>> = {
  sum: (values) => [[values[0]?.[0], sumOf(values)]],
  'session-sum': (values, { start, end }) => [[`${values[0]?.[0]}-${sumOf(values)}`, writeTime(start), writeTime(end)]],
  passthrough: (values) => values,
  got: (values) => [`GOT: ${values.map(([key, value]) => `(${key},${value})`).join()}`],
  nothing: () => [],
};

function sumOf(values: readonly Pair[]): number {
  return values.reduce((sum, [, value]) => sum + value, 0);
}

const config = z.strictObject({
  assigner: assignerConfig,
  trigger: triggerConfig,
  evictor: evictorConfig.optional(),
  function: z.enum(['sum', 'session-sum', 'passthrough', 'got', 'nothing']),
  state: z.enum(['list', 'reduce']).default('list'),
  allowedLateness: caseTime.default(0),
  lateTag: z.boolean().default(false),
});

type Step = z.infer<typeof steps>[number];

const needsInt64 = z.looseObject({ needsInt64: z.literal(true) });

/** Area `window-operator`. */
export const runAnyWindows: CaseRunner = (testCase) =>
  needsInt64.safeParse(testCase).success
    ? { kind: 'unsupported', why: 'it needs integers beyond 2^53, and times are doubles here' }
    : runWindows(testCase);

const runWindows = caseRunner(z.strictObject({ ...caseFields, config, steps }), (testCase) => {
  const why = whyBeyondDoubles(testCase.config.assigner, testCase.steps);
  if (why !== null) return { kind: 'unsupported', why };
  const { assigner, trigger, evictor, allowedLateness, state } = testCase.config;
  const windows = windowNode<Pair>({
    inputs: 1,
    create: () => ({
      assigner: assigner.create(),
      trigger: createTrigger(trigger, allowedLateness),
      allowedLateness,
      reduce: state === 'reduce' ? ([key, held], [, added]) => [key, held + added] : null,
      evictor: evictor === undefined ? null : createEvictor<Pair>(evictor),
    }),
    read: (value) => pair.parse(value),
    gapOf: ([key, value]) => assigner.gapOf(String(key), value),
    apply: functions[testCase.config.function],
  });
  const run = new WindowRun(windows, testCase.config.lateTag);
  return runSteps(testCase.steps, (step) => run.step(step));
});

/** The session of an element without a timestamp ends a little after MIN, and a double does not tell the two apart. */
function whyBeyondDoubles({ kind, create }: CaseAssigner, all: readonly Step[]): string | null {
  if ((kind !== 'session' && kind !== 'dynamic-session') || !create().isEventTime) return null;
  let isAtMin = true;
  for (const step of all) {
    if (step.op === 'watermark') isAtMin = false;
    if (step.op === 'restore') isAtMin = true;
    if (step.op === 'element' && isAtMin && !Number.isFinite(step.ts))
      return 'a session that starts at MIN needs integers beyond 2^53, and times are doubles here';
  }
  return null;
}

class WindowRun {
  private readonly windows: WindowNode<Pair>;
  private readonly harness: OperatorHarness;
  private readonly shared: SharedSteps;
  private droppedBefore = 0;

  constructor(windows: WindowNode<Pair>, hasLateTag: boolean) {
    this.windows = windows;
    this.harness = new OperatorHarness(windows.node, { ports: hasLateTag ? [0, LATE_PORT] : [0] });
    this.shared = new SharedSteps({ harness: this.harness, write: readWindowOutput, portOfTag: () => LATE_PORT });
  }

  step(step: Step): Disagreement {
    switch (step.op) {
      case 'element':
        return this.shared.element(0, writeWindowInput(step.value), step.ts, step.error);
      case 'watermark':
        this.harness.watermark(0, step.wm);
        return null;
      case 'expectDropped':
        return expectSame(step.count, this.harness.host.counters[LATE] - this.droppedBefore);
      case 'expectState': {
        const [start, end] = step.window;
        const held = this.windows.held(this.harness.dictionary.id(step.key), { start, end });
        return expectSame(step.contents, held);
      }
      case 'restore':
        // Flink's numLateRecordsDropped counts one attempt, ours all of them.
        this.droppedBefore = this.harness.host.counters[LATE];
        return this.shared.step(step);
      default:
        return this.shared.step(step);
    }
  }
}
