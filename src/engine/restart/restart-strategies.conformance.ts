import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  type Disagreement,
  expectFailure,
  expectSame,
  runSteps,
} from '../../base/case-outcome.ts';
import { createRestartStrategy, type RestartStrategySpec } from './restart-strategies.ts';

/** null = unlimited. */
const attempts = z
  .int()
  .nullable()
  .transform((most) => most ?? Number.POSITIVE_INFINITY);

const strategy: z.ZodType<RestartStrategySpec> = z.union([
  z.strictObject({ strategy: z.literal('none') }).transform(() => ({ kind: 'none' as const })),
  z
    .strictObject({ strategy: z.literal('fixed-delay'), attempts, delay: z.number() })
    .transform(({ attempts, delay }) => ({ kind: 'fixed-delay' as const, attempts, delayMs: delay })),
  z
    .strictObject({
      strategy: z.literal('failure-rate'),
      maxFailures: z.int(),
      interval: z.number(),
      delay: z.number(),
    })
    .transform(({ maxFailures, interval, delay }) => ({
      kind: 'failure-rate' as const,
      maxFailures,
      intervalMs: interval,
      delayMs: delay,
    })),
  z
    .strictObject({
      strategy: z.literal('exponential-delay'),
      initial: z.number(),
      max: z.number(),
      multiplier: z.number(),
      resetThreshold: z.number(),
      jitter: z.number(),
      attempts,
    })
    .transform(({ initial, max, multiplier, resetThreshold, jitter, attempts }) => ({
      kind: 'exponential-delay' as const,
      initialMs: initial,
      maxMs: max,
      multiplier,
      resetThresholdMs: resetThreshold,
      jitter,
      attempts,
    })),
]);

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('fail'), newAttempt: z.boolean().optional() }),
    z.strictObject({ op: z.literal('canRestart'), value: z.boolean() }),
    z.strictObject({
      op: z.literal('backoff'),
      value: z.number().optional(),
      atMost: z.number().optional(),
      error: z.string().optional(),
    }),
    z.strictObject({ op: z.literal('advance'), ms: z.number() }),
    z.strictObject({
      op: z.literal('backoffRange'),
      failures: z.int(),
      advanceEach: z.number(),
      values: z.array(z.number()),
    }),
  ]),
);

type Step = z.infer<typeof steps>[number];

/** Area `restart-strategy`. The jitter of single steps is drawn in the middle; `backoffRange` draws it all over. */
export const runRestartStrategy = caseRunner(
  z.strictObject({ ...caseFields, config: strategy, steps }),
  ({ config, steps }) => {
    const restart = createRestartStrategy(config, () => 0.5);
    let now = 0;
    return runSteps(steps, (step): Disagreement => {
      switch (step.op) {
        case 'fail': {
          const newAttempt = restart.notifyFailure(now);
          return step.newAttempt === undefined ? null : expectSame(step.newAttempt, newAttempt);
        }
        case 'canRestart':
          return expectSame(step.value, restart.canRestart(now));
        case 'advance':
          now += step.ms;
          return null;
        case 'backoff': {
          if (step.error !== undefined) return expectFailure(step.error, () => restart.backoffMs(now));
          const backoff = restart.backoffMs(now);
          if (step.atMost !== undefined && backoff > step.atMost)
            return { expected: { atMost: step.atMost }, actual: backoff };
          return step.value === undefined ? null : expectSame(step.value, backoff);
        }
        case 'backoffRange':
          return expectSame(step.values, drawBackoffs(config, step));
      }
    });
  },
);

/** The distinct backoffs after some failures of a fresh strategy, over the whole range of the random number. */
function drawBackoffs(config: RestartStrategySpec, step: Extract<Step, { op: 'backoffRange' }>): readonly number[] {
  const draws = 1000;
  const backoffs = Array.from({ length: draws }, (_, draw) => {
    const restart = createRestartStrategy(config, () => draw / draws);
    let now = 0;
    for (let failure = 1; failure <= step.failures; failure += 1) {
      if (failure > 1) now += step.advanceEach;
      restart.notifyFailure(now);
    }
    return restart.backoffMs(now);
  });
  return [...new Set(backoffs)].sort((a, b) => a - b);
}
