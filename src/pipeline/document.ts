/**
 * The drawing as a document: what is saved, shared, run and graded. Versioned; the zod schema is the one
 * definition and the types are inferred from it.
 */
import { z } from 'zod';

export const DOCUMENT_VERSION = 1;

/** How much a document may hold; every list has its bound. */
export const DOCUMENT_LIMITS = { nodes: 60, edges: 200, interventions: 200, idLength: 40 } as const;

/** `tm-1` names a TaskManager and `settings` the settings wherever a target is written as text, so no node may be called so. */
export const identifierSchema = z
  .string()
  .regex(
    /^(?!tm-\d+$)(?!settings$)[a-z][a-z0-9-]{0,39}$/,
    'An id starts with a small letter and has small letters, digits and hyphens only (at most 40); tm-1, tm-2, … and settings are taken.',
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

export const settingsSchema = z.object({
  seed: z.number().int().min(0).max(4294967295).default(42),
  profile: z.enum(['micro', 'meso', 'macro']).default('meso'),
  /** Epoch ms of run time 0; absent: 2026-01-05T12:00:00Z, or a file's first event time. */
  startAt: z.number().optional(),
  storm: z.boolean().default(false),
  parallelism: z.number().int().min(1).max(16).default(2),
  taskManagers: z.number().int().min(1).max(8).default(2),
  chaining: z.boolean().default(false),
  channelCapacity: z.number().int().min(2).max(4096).default(256),
  channelLatencyMs: z.number().min(0.1).max(1000).default(1),
  autoWatermarkIntervalMs: z.number().int().min(0).default(200),
  checkpointing: z
    .object({
      intervalMs: z.number().int().min(0).default(30_000),
      mode: z.enum(['exactly-once', 'at-least-once']).default('exactly-once'),
      timeoutMs: z.number().int().positive().default(600_000),
      minPauseMs: z.number().int().min(0).default(0),
      tolerableFailed: z.number().int().min(0).default(0),
    })
    .prefault({}),
  restart: z
    .discriminatedUnion('strategy', [
      z.object({ strategy: z.literal('none') }),
      z.object({
        strategy: z.literal('fixed-delay'),
        attempts: z.number().int().min(0).default(1),
        delayMs: z.number().int().min(0).default(1000),
      }),
      z.object({
        strategy: z.literal('failure-rate'),
        maxFailures: z.number().int().min(1).default(1),
        intervalMs: z.number().int().positive().default(60_000),
        delayMs: z.number().int().min(0).default(1000),
      }),
      z.object({
        strategy: z.literal('exponential-delay'),
        initialMs: z.number().int().positive().default(1000),
        maxMs: z.number().int().positive().default(60_000),
        multiplier: z.number().min(1).default(1.5),
        resetMs: z.number().int().positive().default(3_600_000),
        jitter: z.number().min(0).max(1).default(0.1),
      }),
    ])
    .prefault({ strategy: 'exponential-delay' }),
  /** A dead TaskManager is noticed after this time and replaced after the other. Flink's default heartbeat timeout is 50 s. */
  failureDetectionMs: z.number().int().min(1).default(1000),
  taskManagerReplacementMs: z.number().int().min(0).default(5000),
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
