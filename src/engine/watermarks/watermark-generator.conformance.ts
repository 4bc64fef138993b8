import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type CaseOutcome,
  expectFailure,
  expectSame,
  runSteps,
  writeTime,
  writtenTime,
} from '../../base/case-outcome.ts';
import { BoundedOutOfOrderness } from './bounded-out-of-orderness.ts';
import { IdlenessTimer } from './idleness-timer.ts';

const boundedSteps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('event'), ts: caseTime }),
    z.strictObject({ op: z.literal('periodic'), emits: writtenTime.nullable() }),
    z.strictObject({ op: z.literal('construct'), error: z.string().optional() }),
  ]),
);

const idlenessSteps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('checkIdle'), idle: z.boolean() }),
    z.strictObject({ op: z.literal('activity') }),
    z.strictObject({ op: z.literal('advanceClock'), ms: z.number() }),
    z.strictObject({ op: z.literal('construct'), error: z.string().optional() }),
  ]),
);

const bounded = z.strictObject({ generator: z.literal('bounded'), bound: z.number() });
const idleness = z.strictObject({ generator: z.literal('idleness-timer'), timeout: z.number() });

type BoundedSteps = z.infer<typeof boundedSteps>;
type IdlenessSteps = z.infer<typeof idlenessSteps>;

const generatorCase = z.union([
  z.strictObject({ ...caseFields, config: bounded, steps: boundedSteps }).transform(
    ({ config, steps }) =>
      () =>
        runBounded(config.bound, steps),
  ),
  z.strictObject({ ...caseFields, config: idleness, steps: idlenessSteps }).transform(
    ({ config, steps }) =>
      () =>
        runIdleness(config.timeout, steps),
  ),
]);

/** Area `watermark-generator`. */
export const runWatermarkGenerator = caseRunner(generatorCase, (run) => run());

function runBounded(bound: number, steps: BoundedSteps): CaseOutcome {
  let generator: BoundedOutOfOrderness | null = null;
  const made = () => (generator ??= new BoundedOutOfOrderness(bound));
  return runSteps(steps, (step) => {
    switch (step.op) {
      case 'construct':
        return expectFailure(step.error, () => new BoundedOutOfOrderness(bound));
      case 'event':
        made().onEvent(null, step.ts);
        return null;
      case 'periodic': {
        const emits: unknown[] = [];
        const output = {
          emitWatermark: (watermark: number) => emits.push(writeTime(watermark)),
          markIdle: () => {},
          markActive: () => {},
        };
        made().onPeriodicEmit(output);
        return expectSame(step.emits, emits[0] ?? null);
      }
    }
  });
}

function runIdleness(timeout: number, steps: IdlenessSteps): CaseOutcome {
  let timer: IdlenessTimer | null = null;
  const made = () => (timer ??= new IdlenessTimer(timeout));
  let now = 0;
  return runSteps(steps, (step) => {
    switch (step.op) {
      case 'construct':
        return expectFailure(step.error, () => new IdlenessTimer(timeout));
      case 'activity':
        made().activity();
        return null;
      case 'advanceClock':
        now += step.ms;
        return null;
      case 'checkIdle':
        return expectSame(step.idle, made().checkIfIdle(now));
    }
  });
}
