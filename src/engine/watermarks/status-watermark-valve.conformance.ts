import { z } from 'zod';
import {
  caseFields,
  caseRunner,
  caseTime,
  type Disagreement,
  expectFields,
  expectSame,
  runSteps,
  writeTime,
  writtenTime,
} from '../../base/case-outcome.ts';
import { StatusWatermarkValve } from './status-watermark-valve.ts';

const channel = z.int();
const status = z.enum(['ACTIVE', 'IDLE']);
const out = z.array(z.union([z.strictObject({ wm: writtenTime }), z.strictObject({ status })]));

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('watermark'), channel, wm: caseTime, out }),
    z.strictObject({ op: z.literal('status'), channel, status, out }),
    z.strictObject({
      op: z.literal('check'),
      channel,
      watermark: writtenTime.optional(),
      aligned: z.boolean().optional(),
    }),
  ]),
);

const valveCase = z.strictObject({ ...caseFields, config: z.strictObject({ channels: z.int() }), steps });

/** Area `status-watermark-valve`. */
export const runStatusWatermarkValve = caseRunner(valveCase, ({ config, steps }) => {
  let emitted: unknown[] = [];
  const valve = new StatusWatermarkValve(config.channels, {
    emitWatermark: (watermark) => emitted.push({ wm: writeTime(watermark) }),
    emitStatus: (outputStatus) => emitted.push({ status: outputStatus }),
  });
  return runSteps(steps, (step): Disagreement => {
    emitted = [];
    switch (step.op) {
      case 'watermark':
        valve.inputWatermark(step.channel, step.wm);
        return expectSame(step.out, emitted);
      case 'status':
        valve.inputStatus(step.channel, step.status);
        return expectSame(step.out, emitted);
      case 'check':
        return expectFields(
          { watermark: step.watermark, aligned: step.aligned },
          { watermark: writeTime(valve.channelWatermark(step.channel)), aligned: valve.isAligned(step.channel) },
        );
    }
  });
});
