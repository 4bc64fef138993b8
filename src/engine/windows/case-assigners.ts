/** The window assigners as cases write them: `type`, with the prefix `processing-` for the processing clock. */
import { z } from 'zod';
import { createAssigner, type WindowAssigner, type WindowAssignerSpec } from './assigners.ts';

export interface CaseAssigner {
  readonly kind: WindowAssignerSpec['kind'];
  /** Throws what Flink throws for the parameters. */
  create(): WindowAssigner;
  /** What the gap extractor of a dynamic session says of an element; of any, if none is given. */
  gapOf(key?: string, value?: unknown): number | undefined;
}

export const stagger = z.enum(['ALIGNED', 'RANDOM', 'NATURAL']);

const fixed = z.union([
  z
    .strictObject({
      type: z.enum(['tumbling', 'processing-tumbling']),
      size: z.number(),
      offset: z.number().default(0),
      stagger: stagger.default('ALIGNED'),
    })
    .transform(({ type, ...rest }) => ({ kind: 'tumbling' as const, clock: clockOf(type), ...rest })),
  z
    .strictObject({
      type: z.enum(['sliding', 'processing-sliding']),
      size: z.number(),
      slide: z.number(),
      offset: z.number().default(0),
    })
    .transform(({ type, ...rest }) => ({ kind: 'sliding' as const, clock: clockOf(type), ...rest })),
  z
    .strictObject({ type: z.enum(['session', 'processing-session']), gap: z.number() })
    .transform(({ type, gap }) => ({ kind: 'session' as const, clock: clockOf(type), gap })),
  z.strictObject({ type: z.literal('global') }).transform(({ type }) => ({ kind: type })),
]);

export const assignerConfig: z.ZodType<CaseAssigner> = z.union([
  fixed.transform((spec) => ({ kind: spec.kind, create: () => createAssigner(spec), gapOf: () => undefined })),
  z
    .strictObject({
      type: z.enum(['dynamic-session', 'processing-dynamic-session']),
      gaps: z.record(z.string(), z.number()).default({}),
    })
    .transform(({ type, gaps }) => ({
      kind: 'dynamic-session' as const,
      create: () => createAssigner({ kind: 'dynamic-session', clock: clockOf(type) }),
      gapOf: (key?: string, value?: unknown) => gaps[`${key}:${value}`] ?? gaps[key ?? '*'] ?? gaps['*'],
    })),
  z.strictObject({ type: z.literal('point-session'), gap: z.number() }).transform(({ gap }) => ({
    kind: 'session' as const,
    create: createPointSessions,
    gapOf: (_key?: string, value?: unknown) => (value === 33 ? 0 : gap),
  })),
]);

/** `PointSessionWindows` of Flink's tests: a session, but for a value of 33, whose window is empty. */
function createPointSessions(): WindowAssigner {
  return {
    isEventTime: true,
    isMerging: true,
    assignWindows: (timestamp, _now, gap = 0) => [{ start: timestamp, end: timestamp + gap }],
    save: () => null,
    load: () => {},
  };
}

function clockOf(type: string): 'event' | 'processing' {
  return type.startsWith('processing-') ? 'processing' : 'event';
}
