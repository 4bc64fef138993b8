import type { CaseRunner } from '../../base/case-outcome.ts';
import { runKeyGroups } from '../../engine/key-groups.conformance.ts';
import { runTimerService } from '../../engine/timers/internal-timer-service.conformance.ts';
import { runTwoInputWatermarks } from '../../engine/watermarks/indexed-combined-watermark-status.conformance.ts';
import { runSourceWatermarks } from '../../engine/watermarks/source-outputs.conformance.ts';
import { runStatusWatermarkValve } from '../../engine/watermarks/status-watermark-valve.conformance.ts';
import { runTimestampsWatermarks } from '../../engine/watermarks/timestamps-and-watermarks.conformance.ts';
import { runWatermarkGenerator } from '../../engine/watermarks/watermark-generator.conformance.ts';
import { runWatermarkMultiplexer } from '../../engine/watermarks/watermark-output-multiplexer.conformance.ts';
import { runWindowAssigner } from '../../engine/windows/assigners.conformance.ts';
import { runMergingWindowSet } from '../../engine/windows/merging-window-set.conformance.ts';
import { runTrigger } from '../../engine/windows/triggers.conformance.ts';

/** Who runs the cases of an area; an area that is not here is unsupported. */
export const areas: ReadonlyMap<string, CaseRunner> = new Map<string, CaseRunner>([
  ['key-groups', runKeyGroups],
  ['merging-window-set', runMergingWindowSet],
  ['source-watermarks', runSourceWatermarks],
  ['status-watermark-valve', runStatusWatermarkValve],
  ['timer-service', runTimerService],
  ['timestamps-watermarks', runTimestampsWatermarks],
  ['trigger', runTrigger],
  ['two-input-watermarks', runTwoInputWatermarks],
  ['watermark-generator', runWatermarkGenerator],
  ['watermark-multiplexer', runWatermarkMultiplexer],
  ['window-assigner', runWindowAssigner],
]);
