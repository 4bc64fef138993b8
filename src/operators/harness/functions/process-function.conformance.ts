/** Plays cases of Flink's process functions: the functions that its tests define, in a real subtask. */
import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  type CaseRunner,
  caseTime,
  type Disagreement,
  expectSame,
  expectSameInAnyOrder,
  runSteps,
} from '../../../base/case-outcome.ts';
import { elementTime, inputOfStep, SharedSteps, sharedSteps } from '../case-steps.ts';
import { OperatorHarness } from '../operator-harness.ts';
import { broadcastFunctions } from './broadcast-functions.ts';
import { readBroadcastState, readKeyedLists } from './broadcast-states.ts';
import {
  FunctionContext,
  functionInput,
  functionOutput,
  type NamedFunction,
  readOutput,
  writeInput,
} from './function-context.ts';
import { keyedFunctions } from './keyed-functions.ts';

const single = z.union([z.number(), z.string()]);
const element = {
  value: z.union([single, z.tuple([single, single])]),
  ts: elementTime,
  error: z.string().optional(),
};
/** What the function must find in its broadcast state: the keys, or the entries. */
const sees = z.union([z.array(z.string()), z.record(z.string(), single)]).optional();
/** What `applyToKeyedState` must visit: the keys, or each key's list. */
const appliesTo = z.union([z.array(z.string()), z.record(z.string(), z.array(single))]).optional();

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('element'), ...element }),
    z.strictObject({ op: z.literal('element1'), ...element, sees }),
    z.strictObject({ op: z.literal('element2'), ...element, appliesTo }),
    z.strictObject({ op: z.literal('watermark'), wm: caseTime }),
    z.strictObject({ op: z.literal('watermark1'), wm: caseTime }),
    z.strictObject({ op: z.literal('watermark2'), wm: caseTime }),
    ...sharedSteps,
  ]),
);

const config = z.strictObject({ fn: z.string(), inputs: z.literal([1, 2]) });
const asked = z.looseObject({
  config: z.looseObject({ fn: z.string(), inputs: z.number(), rescale: z.unknown().optional() }),
});

type Step = z.infer<typeof steps>[number];

/** Area `process-function`: timestamps, clocks, timers, keyed and broadcast state, side outputs. */
export const runProcessFunction: CaseRunner = (testCase) => {
  const why = whyUnsupported(testCase);
  return why === null ? runNamedFunction(testCase) : { kind: 'unsupported', why };
};

const runNamedFunction = caseRunner(z.strictObject({ ...caseFields, config, steps }), (testCase) => {
  const { fn, inputs } = testCase.config;
  const named = findFunction(fn, inputs);
  if (named === undefined) return { kind: 'unsupported', why: `the function ${fn} is not defined here` };
  const { tags = [] } = named;
  const harness = new OperatorHarness({
    inputs: named.inputs.map((kind) => ({ fields: functionInput, key: kind === 'keyed' ? 'key' : null })),
    outputs: ['main', ...tags].map(() => functionOutput),
    open: (context) => named.open(new FunctionContext(context)),
  });
  const shared = new SharedSteps({ harness, write: readOutput, portOfTag: (tag) => tags.indexOf(tag) + 1 });
  return runSteps(testCase.steps, (step) => play(step, harness, shared));
});

function findFunction(fn: string, inputs: number): NamedFunction | undefined {
  const found = [keyedFunctions[fn], broadcastFunctions[fn]];
  return found.find((named) => named?.inputs.length === inputs);
}

function whyUnsupported(testCase: unknown): string | null {
  const parsed = asked.safeParse(testCase);
  if (!parsed.success) return null;
  const { fn, rescale } = parsed.data.config;
  if (rescale !== undefined) return 'a restored job keeps its parallelism: rescaling is not modelled';
  if (fn === 'read-keyed-value-state-in-broadcast-side')
    return 'keyed state is asked for by a key that the operator names, so there is no access without one to refuse';
  return null;
}

function play(step: Step, harness: OperatorHarness, shared: SharedSteps): Disagreement {
  switch (step.op) {
    case 'element':
      return shared.element(0, writeInput(step.value), step.ts, step.error);
    case 'element1': {
      const unseen = expectEntries(step.sees, readBroadcastState(harness.host.state, harness.dictionary));
      return unseen ?? shared.element(0, writeInput(step.value), step.ts, step.error);
    }
    case 'element2': {
      const unvisited = expectEntries(step.appliesTo, readKeyedLists(harness.host.state, harness.dictionary));
      return unvisited ?? shared.element(1, writeInput(step.value), step.ts, step.error);
    }
    case 'watermark':
    case 'watermark1':
    case 'watermark2':
      harness.watermark(inputOfStep(step.op), step.wm);
      return null;
    default:
      return shared.step(step);
  }
}

/** A map that has no order: all of it, or all of its keys. */
function expectEntries(
  expected: readonly string[] | Readonly<Record<string, unknown>> | undefined,
  actual: ReadonlyMap<string, unknown>,
): Disagreement {
  if (expected === undefined) return null;
  if (isKeys(expected)) return expectSameInAnyOrder(expected, [...actual.keys()]);
  return expectSame(expected, Object.fromEntries(actual));
}

function isKeys(expected: readonly string[] | Readonly<Record<string, unknown>>): expected is readonly string[] {
  return Array.isArray(expected);
}
