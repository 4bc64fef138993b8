/** Plays recorded cases of Flink's IntervalJoinOperator on the interval join in a real subtask. */
import { z } from 'zod';
import { caseFields, caseRunner, caseTime, type Disagreement, expectSame, runSteps } from '../../base/case-outcome.ts';
import type { Schema } from '../../engine/schema.ts';
import { elementTime, SharedSteps, sharedSteps } from '../harness/case-steps.ts';
import { nodeOfKind } from '../harness/harness-node.ts';
import { OperatorHarness } from '../harness/operator-harness.ts';
import { intervalJoin } from './index.ts';

const value = z.number();
const error = z.string().optional();

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('element1'), value, ts: elementTime, error }),
    z.strictObject({ op: z.literal('element2'), value, ts: elementTime, error }),
    z.strictObject({ op: z.literal('watermark1'), wm: caseTime }),
    z.strictObject({ op: z.literal('watermark2'), wm: caseTime }),
    z.strictObject({
      op: z.literal('expectBuffer'),
      side: z.enum(['left', 'right']),
      timestamps: z.array(z.number()),
    }),
    ...sharedSteps,
  ]),
);

const config = z.strictObject({
  lower: z.number(),
  lowerInclusive: z.boolean(),
  upper: z.number(),
  upperInclusive: z.boolean(),
  lateTags: z.boolean(),
});

type Step = z.infer<typeof steps>[number];

/** The cases have one key. */
const fields: Schema = [
  { name: 'key', type: 'string' },
  { name: 'value', type: 'number' },
];
const KEY = 'k';
const lateTags = ['', 'left-late', 'right-late'];

/** Area `interval-join`. With `lateTags` somebody reads the ports of late records. */
export const runIntervalJoin = caseRunner(z.strictObject({ ...caseFields, config, steps }), (testCase) => {
  const { lateTags: hasLateTags, ...bounds } = testCase.config;
  const settings = { ...bounds, leftKey: 'key', rightKey: 'key', prefix: 'right_' };
  const planned = nodeOfKind(intervalJoin, settings, [fields, fields]);
  if (planned.kind === 'problems')
    return { kind: 'unsupported', why: `the join refuses these bounds: ${planned.problems[0].message}` };
  const harness = new OperatorHarness(planned.node, { ports: hasLateTags ? [0, 1, 2] : [0] });
  const shared = new SharedSteps({
    harness,
    write: (record, port) => (port === 0 ? [record.value, record.right_value] : record.value),
    portOfTag: (tag) => lateTags.indexOf(tag),
  });
  return runSteps(testCase.steps, (step) => play(step, harness, shared));
});

function play(step: Step, harness: OperatorHarness, shared: SharedSteps): Disagreement {
  switch (step.op) {
    case 'element1':
    case 'element2':
      return shared.element(portOf(step.op), { key: KEY, value: step.value }, step.ts, step.error);
    case 'watermark1':
    case 'watermark2':
      harness.watermark(portOf(step.op), step.wm);
      return null;
    case 'expectBuffer':
      return expectSame(step.timestamps, bufferedTimes(harness, step.side));
    default:
      return shared.step(step);
  }
}

function portOf(op: string): number {
  return op.endsWith('1') ? 0 : 1;
}

/** The buckets of one side's buffer: its different times, in order. */
function bufferedTimes(harness: OperatorHarness, side: 'left' | 'right'): readonly number[] {
  const part = harness.host.state.parts.find((each) => each.kind === 'times' && each.name === side);
  if (part?.kind !== 'times') throw new Error(`the join has no buffer ${side}`);
  const { times } = part;
  const place = times.find(harness.dictionary.id(KEY));
  return place < 0 ? [] : [...new Set(times.times.values.subarray(times.begin(place), times.end(place)))];
}
