import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type Disagreement,
  expectSame,
  runSteps,
  writeTime,
} from '../../base/case-outcome.ts';
import { InternalTimerService } from '../timers/internal-timer-service.ts';
import { IndexedCombinedWatermarkStatus } from './indexed-combined-watermark-status.ts';

const out = z.array(z.unknown());
const element = { value: caseTime, ts: caseTime.nullable(), out };
const watermark = { wm: caseTime, out };
const status = { status: z.enum(['ACTIVE', 'IDLE']), out };

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.enum(['element1', 'element2']), ...element }),
    z.strictObject({ op: z.enum(['watermark1', 'watermark2']), ...watermark }),
    z.strictObject({ op: z.enum(['status1', 'status2']), ...status }),
  ]),
);

const config = z.strictObject({
  operator: z.literal('two-input'),
  fn: z.enum([
    'none',
    'for each element register an event timer at the element value; a timer emits its time without timestamp',
  ]),
});

/** Area `two-input-watermarks`: the combined watermark together with the timers it fires, under one key. */
export const runTwoInputWatermarks = caseRunner(
  z.strictObject({ ...caseFields, config, steps }),
  ({ config, steps }) => {
    const combined = new IndexedCombinedWatermarkStatus(2);
    const timers = new InternalTimerService();
    let emitted: unknown[] = [];
    const processWatermark = (): void => {
      while (timers.pollDueEventTimer(combined.watermark))
        emitted.push({ rec: writeTime(timers.dueTimestamp), ts: null });
      emitted.push({ wm: writeTime(combined.watermark) });
    };
    return runSteps(steps, (step): Disagreement => {
      emitted = [];
      const input = step.op.endsWith('1') ? 0 : 1;
      if ('value' in step) {
        if (config.fn !== 'none') timers.registerEventTimer(step.value, 0, 0);
      } else if ('wm' in step) {
        if (combined.updateWatermark(input, step.wm)) processWatermark();
      } else {
        const update = combined.updateStatus(input, step.status);
        if (update.advanced) processWatermark();
        if (update.forwardsStatus) emitted.push({ status: step.status });
      }
      return expectSame(step.out, emitted);
    });
  },
);
