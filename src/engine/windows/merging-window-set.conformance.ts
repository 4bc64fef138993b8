import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  type Disagreement,
  expectFailure,
  expectFields,
  expectSame,
  expectSameInAnyOrder,
  runSteps,
} from '../../base/case-outcome.ts';
import { MergingWindowSet } from './merging-window-set.ts';
import type { TimeWindow } from './time-window.ts';

const window = z.tuple([z.number(), z.number()]);
const mapping = z.array(z.tuple([window, window]));

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({
      op: z.literal('add'),
      window,
      result: window,
      merged: z.boolean(),
      target: window.optional(),
      stateWindowOneOf: z.array(window).optional(),
      sources: z.array(window).optional(),
      mergedStateWindows: z.array(window).optional(),
      mergedStateWindowsOneOf: z.array(z.array(window)).optional(),
    }),
    z.strictObject({ op: z.literal('stateWindow'), window, oneOf: z.array(window).nullable() }),
    z.strictObject({ op: z.literal('retire'), window, error: z.string().optional() }),
    z.strictObject({ op: z.literal('persisted'), mapping }),
  ]),
);

const config = z.strictObject({ gap: z.number().optional(), restored: mapping.optional() });

type Step = z.infer<typeof steps>[number];

/** Area `merging-window-set`. Which of several state windows is kept is open in Flink; cases list the possible ones. */
export const runMergingWindowSet = caseRunner(z.strictObject({ ...caseFields, config, steps }), ({ config, steps }) => {
  const set = new MergingWindowSet((config.restored ?? []).map(([each, state]) => [windowOf(each), windowOf(state)]));
  return runSteps(steps, (step): Disagreement => {
    switch (step.op) {
      case 'add':
        return add(set, step);
      case 'stateWindow': {
        const state = set.getStateWindow(windowOf(step.window));
        return state === null ? expectSame(step.oneOf, null) : expectOneOf(step.oneOf ?? [], pairOf(state));
      }
      case 'retire':
        return expectFailure(step.error, () => set.retireWindow(windowOf(step.window)));
      case 'persisted':
        return expectSameInAnyOrder(
          step.mapping,
          set.save().map(([each, state]) => [pairOf(each), pairOf(state)]),
        );
    }
  });
});

interface MergeCall {
  readonly target: unknown;
  readonly sources: readonly unknown[];
  readonly state: unknown;
  readonly mergedStates: readonly unknown[];
}

type Add = Extract<Step, { op: 'add' }>;

/** `merged`: the callback was called. A window may bring several merges about, in hash order; one is as the case says. */
function add(set: MergingWindowSet, step: Add): Disagreement {
  const calls: MergeCall[] = [];
  const result = set.addWindow(windowOf(step.window), (target, merged, state, mergedStates) => {
    calls.push({
      target: pairOf(target),
      sources: merged.map(pairOf),
      state: pairOf(state),
      mergedStates: mergedStates.map(pairOf),
    });
  });
  const outcome = expectFields(
    { result: step.result, merged: step.merged },
    { result: pairOf(result), merged: calls.length > 0 },
  );
  if (outcome !== null) return outcome;
  const disagreements = calls.map((call) => compareCall(step, call));
  return disagreements.includes(null) ? null : (disagreements[0] ?? null);
}

function compareCall(step: Add, { target, sources, state, mergedStates }: MergeCall): Disagreement {
  const sorted = (windows: readonly unknown[]) => windows.map((each) => JSON.stringify(each)).sort();
  return (
    (step.target === undefined ? null : expectSame(step.target, target)) ??
    (step.sources === undefined ? null : expectSameInAnyOrder(step.sources, sources)) ??
    (step.stateWindowOneOf === undefined ? null : expectOneOf(step.stateWindowOneOf, state)) ??
    (step.mergedStateWindows === undefined ? null : expectSameInAnyOrder(step.mergedStateWindows, mergedStates)) ??
    (step.mergedStateWindowsOneOf === undefined
      ? null
      : expectOneOf(step.mergedStateWindowsOneOf.map(sorted), sorted(mergedStates)))
  );
}

function expectOneOf(allowed: readonly unknown[], actual: unknown): Disagreement {
  return allowed.some((each) => expectSame(each, actual) === null) ? null : { expected: { oneOf: allowed }, actual };
}

function windowOf([start, end]: z.infer<typeof window>): TimeWindow {
  return { start, end };
}

function pairOf({ start, end }: TimeWindow): [number, number] {
  return [start, end];
}
