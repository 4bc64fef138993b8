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
import { BoundedOutOfOrderness, noWatermarks } from './bounded-out-of-orderness.ts';
import { WatermarksWithIdleness } from './idleness-timer.ts';
import { TimestampsAndWatermarks } from './timestamps-and-watermarks.ts';
import type { WatermarkGenerator } from './watermark-output.ts';

const value = z.union([caseTime, z.tuple([z.boolean(), caseTime])]);
const out = z.array(z.unknown());

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('element'), value, out }),
    z.strictObject({ op: z.literal('watermark'), wm: caseTime, out }),
    z.strictObject({ op: z.literal('status'), status: z.enum(['ACTIVE', 'IDLE']), out }),
    z.strictObject({ op: z.literal('processingTime'), time: z.number(), out }),
  ]),
);

const config = z.strictObject({
  operator: z.literal('assignTimestampsAndWatermarks'),
  generator: z.enum(['bounded', 'periodic-last-ts-minus-1', 'punctuated-if-flag', 'never']),
  interval: z.number(),
  progressive: z.boolean(),
  bound: z.number().optional(),
  idleness: z.number().optional(),
});

type Element = z.infer<typeof value>;

/** Area `timestamps-watermarks`. The timestamp is the value, or the second of a pair; the clock starts at 0. */
export const runTimestampsWatermarks = caseRunner(
  z.strictObject({ ...caseFields, config, steps }),
  ({ config, steps }) => {
    let emitted: unknown[] = [];
    const inner = createGenerator(config);
    const operator = new TimestampsAndWatermarks<Element>(
      {
        generator: config.idleness === undefined ? inner : new WatermarksWithIdleness(inner, config.idleness),
        intervalMs: config.interval,
        isProgressive: config.progressive,
        sink: {
          emitWatermark: (watermark) => emitted.push({ wm: writeTime(watermark) }),
          emitStatus: (status) => emitted.push({ status }),
        },
      },
      0,
    );
    return runSteps(steps, (step): Disagreement => {
      emitted = [];
      switch (step.op) {
        case 'element':
          emitted.push({ rec: writeValue(step.value), ts: writeTime(timestampOf(step.value)) });
          operator.onEvent(step.value, timestampOf(step.value));
          break;
        case 'watermark':
          operator.onUpstreamWatermark(step.wm);
          break;
        case 'status':
          break;
        case 'processingTime':
          while (operator.nextTick <= step.time) operator.onTick(step.time);
      }
      return expectSame(step.out, emitted);
    });
  },
);

function createGenerator(settings: z.infer<typeof config>): WatermarkGenerator<Element> {
  switch (settings.generator) {
    case 'bounded':
      return new BoundedOutOfOrderness(settings.bound ?? 0);
    case 'periodic-last-ts-minus-1':
      return new LastTimestampLessOne();
    case 'punctuated-if-flag':
      return punctuatedIfFlag;
    case 'never':
      return noWatermarks;
  }
}

/** The generator of Flink's own test: the last timestamp less 1, which may well go back. */
class LastTimestampLessOne implements WatermarkGenerator<Element> {
  #last = Number.NEGATIVE_INFINITY;

  onEvent(_event: Element, timestamp: number): void {
    this.#last = timestamp;
  }

  onPeriodicEmit(output: { emitWatermark(watermark: number): void }): void {
    output.emitWatermark(this.#last - 1);
  }

  save() {
    return [this.#last];
  }

  load([last]: readonly number[]): void {
    this.#last = last ?? Number.NEGATIVE_INFINITY;
  }
}

const punctuatedIfFlag: WatermarkGenerator<Element> = {
  onEvent: (element, timestamp, output) => {
    if (typeof element !== 'number' && element[0]) output.emitWatermark(timestamp);
  },
  onPeriodicEmit: () => {},
  save: () => [],
  load: () => {},
};

function timestampOf(element: Element): number {
  return typeof element === 'number' ? element : element[1];
}

function writeValue(element: Element): unknown {
  return typeof element === 'number' ? writeTime(element) : [element[0], writeTime(element[1])];
}
