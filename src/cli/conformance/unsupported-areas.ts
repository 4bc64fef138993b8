/**
 * Areas of which nothing runs yet: the reason, case by case, named by what the case asks for. An area leaves this
 * list when the part it speaks of exists.
 */
import { z } from 'zod';

type Reason = (config: Readonly<Record<string, unknown>>) => string;

const reasons: Readonly<Record<string, Reason>> = {
  'async-operator': (config) => `asynchronous calls with ${config['mode']} results are not an operator kind yet`,
  'async-queue': (config) => `asynchronous calls with ${config['mode']} results are not an operator kind yet`,
  'buffer-debloat': () => 'a channel is bounded by elements: it has no buffers whose size could follow the throughput',
  cdc: () => 'the source database and its change log are not modelled yet',
  'checkpoint-decider': () =>
    'the job manager takes one periodic checkpoint after the other: there are no savepoints, no forced requests and no queue of them',
  redis: () => 'the Redis store is not modelled yet',
  sink: (config) =>
    `the sink here is the Kafka sink, whose writer commits by itself: no ${config['operator']} operator sends or takes committables`,
  'watermark-alignment': () => 'sources are not aligned with one another yet',
};

const withConfig = z.looseObject({ config: z.record(z.string(), z.unknown()) });

export const unsupportedAreas: readonly string[] = Object.keys(reasons);

export function whyUnsupported(area: string, testCase: unknown): string {
  const reason = reasons[area];
  if (reason === undefined) return `nothing runs the area ${area}`;
  const parsed = withConfig.safeParse(testCase);
  return reason(parsed.success ? parsed.data.config : {});
}
