import type { CaseRunner } from '../../base/case-outcome.ts';
import { runTimerService } from '../../engine/timers/internal-timer-service.conformance.ts';
import { runTwoInputWatermarks } from '../../engine/watermarks/indexed-combined-watermark-status.conformance.ts';
import { runSourceWatermarks } from '../../engine/watermarks/source-outputs.conformance.ts';
import { runStatusWatermarkValve } from '../../engine/watermarks/status-watermark-valve.conformance.ts';
import { runTimestampsWatermarks } from '../../engine/watermarks/timestamps-and-watermarks.conformance.ts';
import { runWatermarkGenerator } from '../../engine/watermarks/watermark-generator.conformance.ts';
import { runWatermarkMultiplexer } from '../../engine/watermarks/watermark-output-multiplexer.conformance.ts';

/** Who runs the cases of an area; an area that is not here is unsupported. */
export const areas: ReadonlyMap<string, CaseRunner> = new Map<string, CaseRunner>([
  ['source-watermarks', runSourceWatermarks],
  ['status-watermark-valve', runStatusWatermarkValve],
  ['timer-service', runTimerService],
  ['timestamps-watermarks', runTimestampsWatermarks],
  ['two-input-watermarks', runTwoInputWatermarks],
  ['watermark-generator', runWatermarkGenerator],
  ['watermark-multiplexer', runWatermarkMultiplexer],
]);
