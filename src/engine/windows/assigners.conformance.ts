import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type Disagreement,
  expectFailure,
  expectSame,
  expectSameInAnyOrder,
  runSteps,
} from '../../base/case-outcome.ts';
import { staggerOffset, type WindowAssigner } from './assigners.ts';
import { assignerConfig, type CaseAssigner, stagger } from './case-assigners.ts';
import { intersects, mergeWindows, type TimeWindow, windowStart } from './time-window.ts';

const window = z.tuple([z.number(), z.number()]);

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({
      op: z.literal('assign'),
      ts: caseTime.nullable(),
      windows: z.array(window).optional(),
      error: z.string().optional(),
    }),
    z.strictObject({
      op: z.literal('windowStart'),
      ts: z.number(),
      offset: z.number(),
      size: z.number(),
      start: z.number(),
    }),
    z.strictObject({ op: z.literal('intersects'), a: window, b: window, result: z.boolean() }),
    z.strictObject({
      op: z.literal('stagger'),
      kind: stagger,
      processingTime: z.number(),
      size: z.number(),
      offset: z.number().optional(),
      offsetRange: z.tuple([z.number(), z.number()]).optional(),
    }),
    z.strictObject({
      op: z.literal('mergeWindows'),
      windows: z.array(window),
      groups: z.array(z.strictObject({ windows: z.array(window), result: window })),
    }),
    z.strictObject({ op: z.literal('construct'), assigner: assignerConfig, error: z.string().optional() }),
  ]),
);

const config = z.strictObject({ assigner: assignerConfig.optional(), processingTime: z.number().default(0) });

/** Area `window-assigner`. Windows of one element are compared as a set: their order shows in the operator. */
export const runWindowAssigner = caseRunner(
  z.strictObject({ ...caseFields, config, order: z.literal('any').optional(), steps }),
  ({ config, steps }) => {
    let assigner: WindowAssigner | null = null;
    return runSteps(steps, (step): Disagreement => {
      switch (step.op) {
        case 'assign': {
          if (config.assigner === undefined) return { expected: 'an assigner', actual: 'none in config' };
          assigner ??= config.assigner.create();
          return assign(assigner, step, config.processingTime, config.assigner.gapOf());
        }
        case 'windowStart':
          return expectSame(step.start, windowStart(step.ts, step.offset, step.size));
        case 'intersects':
          return expectSame(step.result, intersects(windowOf(step.a), windowOf(step.b)));
        case 'stagger':
          return checkStagger(step);
        case 'mergeWindows':
          return expectSameInAnyOrder(
            step.groups.map(sortedGroup),
            mergeWindows(step.windows.map(windowOf)).map(writeGroup).map(sortedGroup),
          );
        case 'construct':
          return expectFailure(step.error, () => construct(step.assigner, step.error !== undefined));
      }
    });
  },
);

type Step = z.infer<typeof steps>[number];
type WindowPair = z.infer<typeof window>;

/** Flink looks at the gap of a dynamic session when an element asks for it: what is wrong with it shows there. */
function construct(assigner: CaseAssigner, isToFail: boolean): void {
  const created = assigner.create();
  if (isToFail) created.assignWindows(0, 0, assigner.gapOf());
}

function assign(
  assigner: WindowAssigner,
  step: Extract<Step, { op: 'assign' }>,
  processingTime: number,
  gap: number | undefined,
): Disagreement {
  let windows: readonly TimeWindow[] = [];
  const refusal = expectFailure(step.error, () => {
    windows = assigner.assignWindows(step.ts ?? Number.NEGATIVE_INFINITY, processingTime, gap);
  });
  return refusal ?? (step.windows === undefined ? null : expectSameInAnyOrder(step.windows, windows.map(pairOf)));
}

/** A RANDOM stagger is drawn many times, over the whole range of the random number. */
function checkStagger(step: Extract<Step, { op: 'stagger' }>): Disagreement {
  const draws = Array.from({ length: 1000 }, (_, draw) =>
    staggerOffset(step.kind, step.processingTime, step.size, () => draw / 1000),
  );
  const [low, high] = step.offsetRange ?? [step.offset ?? 0, (step.offset ?? 0) + 1];
  const outside = draws.find((offset) => !(offset >= low && offset < high));
  return outside === undefined ? null : { expected: step.offsetRange ?? step.offset, actual: outside };
}

function windowOf([start, end]: WindowPair): TimeWindow {
  return { start, end };
}

function pairOf({ start, end }: TimeWindow): WindowPair {
  return [start, end];
}

function writeGroup(group: { readonly windows: readonly TimeWindow[]; readonly result: TimeWindow }) {
  return { windows: group.windows.map(pairOf), result: pairOf(group.result) };
}

function sortedGroup({ windows, result }: { windows: WindowPair[]; result: WindowPair }) {
  return { windows: [...windows].sort((a, b) => a[0] - b[0] || a[1] - b[1]), result };
}
