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
import { SourceOutputs } from './source-outputs.ts';
import type { WatermarkGenerator, WatermarkOutput } from './watermark-output.ts';

const output = z.string();

const steps = z.array(
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('createOutput'), output }),
    z.strictObject({ op: z.literal('releaseOutput'), output }),
    z.strictObject({ op: z.literal('addSplits'), splits: z.array(z.string()) }),
    z.strictObject({ op: z.literal('collect'), output, ts: caseTime }),
    z.strictObject({ op: z.literal('markIdle'), output }),
    z.strictObject({ op: z.literal('periodic') }),
    z.strictObject({ op: z.literal('expectWatermarks'), wms: z.array(z.unknown()) }),
    z.strictObject({ op: z.literal('expectEvents'), events: z.array(z.unknown()) }),
  ]),
);

const config = z.strictObject({
  operator: z.literal('source'),
  generator: z.enum(['last-ts-on-event', 'last-ts-on-periodic']),
});

/**
 * Area `source-watermarks`. A split gets its output when it is first used; the generators emit the timestamp
 * itself, not less 1, and the value of every record is 0.
 */
export const runSourceWatermarks = caseRunner(z.strictObject({ ...caseFields, config, steps }), ({ config, steps }) => {
  const events: unknown[] = [];
  const watermarks: unknown[] = [];
  const outputs = new SourceOutputs<number>({
    createGenerator: () => new LastTimestamp(config.generator === 'last-ts-on-event'),
    sink: {
      emitRecord: (rec, timestamp) => events.push({ rec, ts: writeTime(timestamp) }),
      emitWatermark: (watermark) => {
        events.push({ wm: writeTime(watermark) });
        watermarks.push(writeTime(watermark));
      },
      emitStatus: (status) => events.push({ status }),
    },
  });
  const use = (name: string): string | null => {
    if (name === 'main') return null;
    outputs.createOutputForSplit(name);
    return name;
  };
  return runSteps(steps, (step): Disagreement => {
    switch (step.op) {
      case 'createOutput':
        outputs.createOutputForSplit(step.output);
        return null;
      case 'releaseOutput':
        outputs.releaseOutputForSplit(step.output);
        return null;
      case 'addSplits':
        for (const split of step.splits) outputs.createOutputForSplit(split);
        return null;
      case 'collect':
        outputs.collect(use(step.output), 0, step.ts);
        return null;
      case 'markIdle':
        outputs.markIdle(use(step.output));
        return null;
      case 'periodic':
        outputs.onPeriodicEmit(0);
        return null;
      case 'expectWatermarks':
        return expectSame(step.wms, watermarks);
      case 'expectEvents':
        return expectSame(step.events, events);
    }
  });
});

/** The generators of Flink's own test: the last timestamp, on each event or in the tick. */
class LastTimestamp implements WatermarkGenerator<number> {
  readonly #isPunctuated: boolean;
  #last: number | null = null;

  constructor(isPunctuated: boolean) {
    this.#isPunctuated = isPunctuated;
  }

  onEvent(_event: number, timestamp: number, output: WatermarkOutput): void {
    this.#last = timestamp;
    if (this.#isPunctuated) output.emitWatermark(timestamp);
  }

  onPeriodicEmit(output: WatermarkOutput): void {
    if (!this.#isPunctuated && this.#last !== null) output.emitWatermark(this.#last);
  }

  save() {
    return this.#last === null ? [] : [this.#last];
  }

  load([last]: readonly number[]): void {
    this.#last = last ?? null;
  }
}
