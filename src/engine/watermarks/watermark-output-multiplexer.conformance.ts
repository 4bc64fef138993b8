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
import { WatermarkOutputMultiplexer } from './watermark-output-multiplexer.ts';

const output = z.string();

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('register'), output }),
    z.strictObject({ op: z.literal('unregister'), output, result: z.boolean().optional() }),
    z.strictObject({ op: z.literal('immediate'), output, wm: caseTime }),
    z.strictObject({ op: z.literal('deferred'), output, wm: caseTime }),
    z.strictObject({ op: z.literal('markIdle'), output, via: z.enum(['immediate', 'deferred']) }),
    z.strictObject({ op: z.literal('periodic') }),
    z.strictObject({
      op: z.literal('check'),
      lastWatermark: writtenTime.nullable().optional(),
      idle: z.boolean().optional(),
    }),
  ]),
);

const multiplexerCase = z.strictObject({ ...caseFields, config: z.strictObject({}), steps });

/** Area `watermark-multiplexer`; `check` looks at the last watermark and the idleness of the underlying output. */
export const runWatermarkMultiplexer = caseRunner(multiplexerCase, ({ steps }) => {
  const underlying: { lastWatermark: unknown; idle: boolean } = { lastWatermark: null, idle: false };
  const multiplexer = new WatermarkOutputMultiplexer({
    emitWatermark: (watermark) => {
      underlying.lastWatermark = writeTime(watermark);
      underlying.idle = false;
    },
    markIdle: () => {
      underlying.idle = true;
    },
    markActive: () => {
      underlying.idle = false;
    },
  });
  return runSteps(steps, (step): Disagreement => {
    switch (step.op) {
      case 'register':
        multiplexer.registerNewOutput(step.output);
        return null;
      case 'unregister': {
        const result = multiplexer.unregisterOutput(step.output);
        return step.result === undefined ? null : expectSame(step.result, result);
      }
      case 'immediate':
        multiplexer.getImmediateOutput(step.output).emitWatermark(step.wm);
        return null;
      case 'deferred':
        multiplexer.getDeferredOutput(step.output).emitWatermark(step.wm);
        return null;
      case 'markIdle':
        if (step.via === 'immediate') multiplexer.getImmediateOutput(step.output).markIdle();
        else multiplexer.getDeferredOutput(step.output).markIdle();
        return null;
      case 'periodic':
        multiplexer.onPeriodicEmit();
        return null;
      case 'check':
        return expectFields(step, underlying);
    }
  });
});
