/**
 * The drawing as a document: what is saved, shared, run and graded. Versioned; the zod schema is the one
 * definition and the types are inferred from it.
 */
import { z } from 'zod';

export const DOCUMENT_VERSION = 1;

/** How much a document may hold; every list has its bound. */
export const DOCUMENT_LIMITS = { nodes: 60, edges: 200, interventions: 200, idLength: 40 } as const;

/** `tm-1` names a TaskManager, the other three the parts of a document, wherever one is written as text: no node may be called so. */
export const identifierSchema = z
  .string()
  .regex(
    /^(?!tm-\d+$)(?!(?:document|settings|interventions)$)[a-z][a-z0-9-]{0,39}$/,
    'An id starts with a small letter and has small letters, digits and hyphens only (at most 40); tm-1, tm-2, …, document, settings and interventions are taken.',
  );

const micros = z.number().int().nonnegative();

export const nodeSchema = z.object({
  id: identifierSchema,
  kind: z.string(),
  title: z.string().max(80).optional(),
  config: z.record(z.string(), z.unknown()).default({}),
  parallelism: z.number().int().min(1).max(16).optional(),
  position: z.object({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
});

export const edgeSchema = z.object({
  from: z.object({ node: identifierSchema, port: z.string() }),
  to: z.object({ node: identifierSchema, port: z.string() }),
  partitioning: z.enum(['forward', 'hash', 'rebalance', 'broadcast']).optional(),
});

/** Something done to a run at an instant of its run time (µs). It precedes every other event of that instant. */
export const interventionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kill'), target: z.string(), at: micros }),
  /** The target (`node/pN`, or all splits of a node) produces nothing from `at`, for `duration` µs or for good. */
  z.object({ kind: z.literal('silence'), target: z.string(), at: micros, duration: micros.optional() }),
  /** Service time of the target (`node` or `node/subtask`) is multiplied by `factor`. */
  z.object({
    kind: z.literal('slow'),
    target: z.string(),
    at: micros,
    duration: micros.optional(),
    factor: z.number().positive().default(10),
  }),
  /** One record put into a source's split; missing fields take those of the split's next record. */
  z.object({
    kind: z.literal('inject'),
    target: z.string(),
    at: micros,
    eventTime: z.number(),
    count: z.number().int().min(1).max(1000).default(1),
    everyMs: z.number().nonnegative().default(0),
    fields: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  }),
]);

const wholeMs = z.number().int().min(0);

const checkpointingSchema = z.object({
  intervalMs: wholeMs.meta({ title: 'Interval', unit: 'ms', description: '0 = no checkpoints.' }).default(30_000),
  mode: z
    .enum(['exactly-once', 'at-least-once'])
    .meta({ title: 'Mode', description: 'Whether barriers are aligned.' })
    .default('exactly-once'),
  timeoutMs: z.number().int().positive().meta({ title: 'Timeout', unit: 'ms' }).default(600_000),
  minPauseMs: wholeMs
    .meta({
      title: 'Least pause',
      unit: 'ms',
      description: 'Between the end of one checkpoint and the start of the next.',
    })
    .default(0),
  tolerableFailed: z
    .number()
    .int()
    .min(0)
    .meta({ title: 'Failures tolerated', description: 'In a row, before the job fails.' })
    .default(0),
});

const delayMs = wholeMs
  .meta({ title: 'Delay', unit: 'ms', description: 'Between a failure and the restart.' })
  .default(1000);

const restartSchema = z.discriminatedUnion('strategy', [
  z.object({ strategy: z.literal('none') }).meta({ title: 'None' }),
  z.object({
    strategy: z.literal('fixed-delay'),
    attempts: z.number().int().min(0).meta({ title: 'Attempts' }).default(1),
    delayMs,
  }),
  z.object({
    strategy: z.literal('failure-rate'),
    maxFailures: z
      .number()
      .int()
      .min(1)
      .meta({ title: 'Failures allowed', description: 'Within the interval.' })
      .default(1),
    intervalMs: z.number().int().positive().meta({ title: 'Interval', unit: 'ms' }).default(60_000),
    delayMs,
  }),
  z.object({
    strategy: z.literal('exponential-delay'),
    initialMs: z.number().int().positive().meta({ title: 'First delay', unit: 'ms' }).default(1000),
    maxMs: z.number().int().positive().meta({ title: 'Longest delay', unit: 'ms' }).default(60_000),
    multiplier: z.number().min(1).meta({ title: 'Multiplier' }).default(1.5),
    resetMs: z
      .number()
      .int()
      .positive()
      .meta({ title: 'Reset after', unit: 'ms', description: 'Without a failure.' })
      .default(3_600_000),
    jitter: z.number().min(0).max(1).meta({ title: 'Jitter', description: 'Share of the delay.' }).default(0.1),
  }),
]);

/** The years 1 to 9999: a clock counted in microseconds from beyond them would stand still between two ticks. */
const EARLIEST_START = -62_135_596_800_000;
const LATEST_START = 253_402_300_799_999;

export const settingsSchema = z.object({
  seed: z
    .number()
    .int()
    .min(0)
    .max(4294967295)
    .meta({ title: 'Seed', description: 'The same seed gives the same data.' })
    .default(42),
  profile: z
    .enum(['micro', 'meso', 'macro'])
    .meta({ title: 'Profile', description: 'How much data; what happens to it is the same.' })
    .default('meso'),
  startAt: z
    .number()
    .min(EARLIEST_START)
    .max(LATEST_START)
    .meta({
      title: 'Start',
      description: 'Epoch ms of run time 0; without it 2026-01-05T12:00:00Z, or the first event time of a file.',
    })
    .optional(),
  storm: z.boolean().meta({ title: 'Storm', description: 'A day of bad weather.' }).default(false),
  parallelism: z
    .number()
    .int()
    .min(1)
    .max(16)
    .meta({ title: 'Parallelism', description: 'Of every node that has none of its own.' })
    .default(2),
  taskManagers: z.number().int().min(1).max(8).meta({ title: 'TaskManagers' }).default(2),
  chaining: z.boolean().meta({ title: 'Operator chaining' }).default(false),
  channelCapacity: z.number().int().min(2).max(4096).meta({ title: 'Channel capacity', unit: 'records' }).default(256),
  channelLatencyMs: z.number().min(0.1).max(1000).meta({ title: 'Channel latency', unit: 'ms' }).default(1),
  autoWatermarkIntervalMs: wholeMs
    .meta({ title: 'Watermark interval', unit: 'ms', description: 'How often sources emit watermarks.', live: true })
    .default(200),
  checkpointing: checkpointingSchema.meta({ title: 'Checkpoints' }).prefault({}),
  restart: restartSchema.meta({ title: 'Restart strategy' }).prefault({ strategy: 'exponential-delay' }),
  failureDetectionMs: z
    .number()
    .int()
    .min(1)
    .meta({
      title: 'Failure noticed after',
      unit: 'ms',
      description: 'Flink’s default heartbeat timeout is 50 s.',
      live: true,
    })
    .default(1000),
  taskManagerReplacementMs: wholeMs.meta({ title: 'TaskManager replaced after', unit: 'ms', live: true }).default(5000),
});

export const documentSchema = z.object({
  version: z.literal(DOCUMENT_VERSION),
  title: z.string().max(120).default('Untitled pipeline'),
  nodes: z.array(nodeSchema).max(DOCUMENT_LIMITS.nodes),
  edges: z.array(edgeSchema).max(DOCUMENT_LIMITS.edges),
  settings: settingsSchema.prefault({}),
  interventions: z.array(interventionSchema).max(DOCUMENT_LIMITS.interventions).default([]),
  notes: z.string().max(20_000).default(''),
});

export type PipelineNode = z.infer<typeof nodeSchema>;
export type PipelineEdge = z.infer<typeof edgeSchema>;
export type Intervention = z.infer<typeof interventionSchema>;
export type PipelineSettings = z.infer<typeof settingsSchema>;
export type PipelineDocument = z.infer<typeof documentSchema>;
/** A document as it may be written by hand: defaults left out. */
export type DocumentInput = z.input<typeof documentSchema>;
