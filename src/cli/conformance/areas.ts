import type { CaseRunner } from '../../base/case-outcome.ts';
import { runCheckpointBarriers } from '../../engine/barriers/barriers.conformance.ts';
import { runKeyGroups } from '../../engine/key-groups.conformance.ts';
import { runRestartStrategy } from '../../engine/restart/restart-strategies.conformance.ts';
import { runTimerService } from '../../engine/timers/internal-timer-service.conformance.ts';
import { runStateTtl } from '../../engine/ttl/ttl-state.conformance.ts';
import { runTwoPhaseCommitFunction } from '../../engine/two-phase-commit/two-phase-commit-function.conformance.ts';
import { runTwoInputWatermarks } from '../../engine/watermarks/indexed-combined-watermark-status.conformance.ts';
import { runSourceWatermarks } from '../../engine/watermarks/source-outputs.conformance.ts';
import { runStatusWatermarkValve } from '../../engine/watermarks/status-watermark-valve.conformance.ts';
import { runTimestampsWatermarks } from '../../engine/watermarks/timestamps-and-watermarks.conformance.ts';
import { runWatermarkGenerator } from '../../engine/watermarks/watermark-generator.conformance.ts';
import { runWatermarkMultiplexer } from '../../engine/watermarks/watermark-output-multiplexer.conformance.ts';
import { runWindowAssigner } from '../../engine/windows/assigners.conformance.ts';
import { runMergingWindowSet } from '../../engine/windows/merging-window-set.conformance.ts';
import { runTrigger } from '../../engine/windows/triggers.conformance.ts';
import { runProcessFunction } from '../../operators/harness/functions/process-function.conformance.ts';
import { runWindowJoin } from '../../operators/harness/windows/window-join.conformance.ts';
import { runIntervalJoin } from '../../operators/interval-join/interval-join.conformance.ts';
import { runKafka } from '../../operators/kafka-sink/kafka.conformance.ts';
import { runWindowOperator } from '../../operators/tumbling-window/window-operator.conformance.ts';
import { runKafkaCase } from '../../world/kafka/conformance.ts';

/** Who runs the cases of an area; for an area that is not here, `unsupported-areas.ts` says why. */
export const areas: ReadonlyMap<string, CaseRunner> = new Map<string, CaseRunner>([
  ['checkpoint-barriers', runCheckpointBarriers],
  ['interval-join', runIntervalJoin],
  ['kafka', runKafka],
  ['kafka-transactions', runKafkaCase],
  ['key-groups', runKeyGroups],
  ['merging-window-set', runMergingWindowSet],
  ['process-function', runProcessFunction],
  ['restart-strategy', runRestartStrategy],
  ['source-watermarks', runSourceWatermarks],
  ['state-ttl', runStateTtl],
  ['status-watermark-valve', runStatusWatermarkValve],
  ['timer-service', runTimerService],
  ['timestamps-watermarks', runTimestampsWatermarks],
  ['trigger', runTrigger],
  ['two-input-watermarks', runTwoInputWatermarks],
  ['two-phase-commit-function', runTwoPhaseCommitFunction],
  ['watermark-generator', runWatermarkGenerator],
  ['watermark-multiplexer', runWatermarkMultiplexer],
  ['window-assigner', runWindowAssigner],
  ['window-join', runWindowJoin],
  ['window-operator', runWindowOperator],
]);
