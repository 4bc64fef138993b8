import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  type CaseOutcome,
  type Disagreement,
  expectSame,
  expectSameInAnyOrder,
  runSteps,
} from '../../base/case-outcome.ts';
import { AlignedBarrierHandler } from './aligned-barrier-handler.ts';
import type { BarrierOutput } from './barrier-output.ts';
import { BarrierTracker } from './barrier-tracker.ts';

const event = z.union([
  z.tuple([z.literal('data'), z.int()]),
  z.tuple([z.literal('barrier'), z.int(), z.int()]),
  z.tuple([z.literal('cancel'), z.int(), z.int()]),
  z.tuple([z.literal('end'), z.int()]),
]);

const steps = z.array(z.strictObject({ event, blocked: z.array(z.int()).optional() }));
const action = z.union([
  z.tuple([z.literal('trigger'), z.int()]),
  z.tuple([z.literal('abort'), z.int()]),
  z.tuple([z.literal('abort'), z.int(), z.string()]),
]);

const barrierCase = z.strictObject({
  ...caseFields,
  config: z.strictObject({
    mode: z.enum(['aligned', 'at-least-once']),
    channels: z.int(),
    checkpointsAfterFinish: z.boolean().default(true),
  }),
  steps,
  actions: z.array(action),
  pendingAfter: z.array(z.int()).optional(),
});

type Event = z.infer<typeof event>;

/** Area `checkpoint-barriers`, aligned and at-least-once. `actions` is the complete list over all steps. */
export const runCheckpointBarriers = caseRunner(
  barrierCase,
  ({ config, steps, actions, pendingAfter }): CaseOutcome => {
    const done: [string, number, string?][] = [];
    const blocked = new Set<number>();
    const output: BarrierOutput = {
      trigger: (checkpoint) => done.push(['trigger', checkpoint]),
      abort: (checkpoint, reason) => done.push(['abort', checkpoint, reason]),
      block: (channel) => blocked.add(channel),
      unblock: (channel) => blocked.delete(channel),
    };
    const handler =
      config.mode === 'aligned'
        ? new AlignedBarrierHandler(config.channels, output, config.checkpointsAfterFinish)
        : new BarrierTracker(config.channels, output, config.checkpointsAfterFinish);
    const outcome = runSteps(steps, (step): Disagreement => {
      feed(handler, step.event);
      return step.blocked === undefined ? null : expectSameInAnyOrder(step.blocked, [...blocked]);
    });
    if (outcome.kind !== 'passed') return outcome;
    // A case may leave the reason out.
    const named = done.map(([kind, checkpoint, reason], at) =>
      actions[at]?.length === 2 ? [kind, checkpoint] : [kind, checkpoint, reason],
    );
    const pending =
      handler instanceof BarrierTracker ? handler.pending : handler.pending === null ? [] : [handler.pending];
    const disagreement =
      expectSame(actions, named) ?? (pendingAfter === undefined ? null : expectSame(pendingAfter, pending));
    return disagreement === null ? outcome : { kind: 'failed', step: steps.length, ...disagreement };
  },
);

function feed(handler: AlignedBarrierHandler | BarrierTracker, event: Event): void {
  if (event[0] === 'barrier') handler.onBarrier(event[1], event[2]);
  if (event[0] === 'cancel') handler.onCancel(event[1], event[2]);
  if (event[0] === 'end') handler.onEndOfPartition(event[1]);
}
