/** What Flink's window operator can do and no kind here does: the reason, for each case that asks for it. */
import { z } from 'zod';

const asked = z.looseObject({
  needsInt64: z.literal(true).optional(),
  config: z.looseObject({
    assigner: z.looseObject({ type: z.string() }),
    trigger: z.looseObject({ type: z.string() }),
    function: z.string(),
    evictor: z.looseObject({ type: z.string() }).optional(),
  }),
});

/** Null if the case asks for nothing but a tumbling event-time window with the event-time trigger and a sum. */
export function whyNotTumbling(testCase: unknown): string | null {
  const parsed = asked.safeParse(testCase);
  if (!parsed.success) return null;
  const { needsInt64, config } = parsed.data;
  const { assigner, trigger, evictor } = config;
  if (needsInt64 === true) return 'it needs integers beyond 2^53, and times are doubles here';
  if (assigner.type !== 'tumbling') return `${assigner.type} windows are not an operator kind yet`;
  if (evictor !== undefined) return 'the tumbling window has no evictors';
  if (trigger.type !== 'event-time')
    return `the tumbling window fires by event time only, not by a ${trigger.type} trigger`;
  if (config.function !== 'sum')
    return `the tumbling window aggregates; it has no function ${config.function} over all elements`;
  return null;
}
