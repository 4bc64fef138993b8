/** A topic's log as the sink's picture shows it: lanes of transactions on one partition, by offset. */
import { z } from 'zod';

const spanSchema = z.object({
  partition: z.number(),
  firstOffset: z.number().nullable(),
  lastOffset: z.number().nullable(),
  markerOffset: z.number().nullable(),
});

const readerSchema = z.object({ records: z.number(), duplicated: z.number(), lost: z.number() });

const topicSchema = z.object({
  kind: z.literal('kafka'),
  committed: z.number(),
  uncommitted: z.number(),
  failedCommits: z.number(),
  readers: z.object({ read_committed: readerSchema, read_uncommitted: readerSchema }),
  checkpointIntervalMs: z.number(),
  partitions: z.array(z.object({ partition: z.number(), highWatermark: z.number(), lastStableOffset: z.number() })),
  transactions: z.array(
    z.object({
      transactionalId: z.string(),
      producerId: z.number(),
      outcome: z.enum(['open', 'committed', 'aborted']),
      endedBy: z.string().nullable(),
      startedAtMs: z.number(),
      spans: z.array(spanSchema),
    }),
  ),
  log: z.array(
    z.object({
      partition: z.number(),
      from: z.number(),
      to: z.number(),
      producerId: z.number(),
      transactional: z.boolean(),
      control: z.enum(['commit', 'abort']).nullable(),
    }),
  ),
  last: z.array(
    z.object({
      partition: z.number(),
      offset: z.number(),
      timestamp: z.number(),
      value: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
    }),
  ),
});

export type Topic = z.infer<typeof topicSchema>;

/** Null before the sink has made its topic. */
export function readTopic(world: unknown): Topic | null {
  const parsed = topicSchema.safeParse(world);
  return parsed.success ? parsed.data : null;
}

/** `pre-committed`: to Kafka it is open; its records are flushed, and it waits for its checkpoint to complete. */
export type LaneState = 'open' | 'pre-committed' | 'committed' | 'aborted';

export interface Lane {
  /** One transactional id may have had several transactions. */
  readonly name: string;
  readonly id: string;
  /** The checkpoint that ends it, as its transactional id tells it. */
  readonly number: number;
  readonly subtask: number;
  readonly producerId: number;
  readonly state: LaneState;
  readonly endedBy: string | null;
  /** Null as long as no record of it has come. */
  readonly first: number | null;
  readonly last: number | null;
  readonly marker: number | null;
}

/** Transactions on a partition by their first offset; those without a record stand last. */
export function lanesOf({ transactions }: Topic, partition: number): readonly Lane[] {
  const lanes = transactions.flatMap(({ transactionalId, producerId, outcome, endedBy, spans }): Lane[] => {
    const span = spans.find((candidate) => candidate.partition === partition);
    if (span === undefined) return [];
    const [, subtask = '0', number = '0'] = /-(\d+)-(\d+)$/.exec(transactionalId) ?? [];
    return [
      {
        name: `${transactionalId} from ${span.firstOffset}`,
        id: transactionalId,
        number: Number(number),
        subtask: Number(subtask),
        producerId,
        state: outcome,
        endedBy,
        first: span.firstOffset,
        last: span.lastOffset,
        marker: span.markerOffset,
      },
    ];
  });
  // A subtask opens its next transaction at the barrier: an older open one is ready to be committed.
  const newest = new Map<number, number>();
  for (const { subtask, number } of lanes) newest.set(subtask, Math.max(number, newest.get(subtask) ?? 0));
  return lanes
    .map((lane) =>
      lane.state === 'open' && lane.number < (newest.get(lane.subtask) ?? 0)
        ? { ...lane, state: 'pre-committed' as const }
        : lane,
    )
    .toSorted((a, b) => (a.first ?? Infinity) - (b.first ?? Infinity) || a.number - b.number);
}

/** What a stretch of the log is part of; `plain` = of no transaction, and visible at once. */
export function stateOfRun(run: Topic['log'][number], lanes: readonly Lane[]): LaneState | 'plain' | 'older' {
  if (!run.transactional) return 'plain';
  const lane = lanes.find(
    ({ producerId, first, marker }) =>
      producerId === run.producerId && first !== null && run.from >= first && run.to <= (marker ?? Infinity),
  );
  return lane?.state ?? 'older';
}

export interface Stretch {
  readonly from: number;
  /** The first offset after it. */
  readonly end: number;
  readonly state: LaneState | 'plain' | 'older';
  readonly isMarker: boolean;
}

/** Neighbouring runs that have come to the same: what is drawn in one piece. */
export function stretchesOf(runs: Topic['log'], lanes: readonly Lane[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const run of runs) {
    const state = stateOfRun(run, lanes);
    const isMarker = run.control !== null;
    const before = stretches.at(-1);
    if (before !== undefined && before.state === state && before.isMarker === isMarker)
      stretches[stretches.length - 1] = { ...before, end: run.to + 1 };
    else stretches.push({ from: run.from, end: run.to + 1, state, isMarker });
  }
  return stretches;
}

/** The first open transaction: nothing from its first record on is stable. */
export function firstOpen(lanes: readonly Lane[]): Lane | undefined {
  return lanes.find(({ state, first }) => first !== null && (state === 'open' || state === 'pre-committed'));
}

/** The offsets drawn: those of the lanes, up to the end of the log. */
export function offsetsDrawn(lanes: readonly Lane[], end: number): { readonly from: number; readonly to: number } {
  const firsts = lanes.flatMap(({ first }) => first ?? []);
  const from = Math.min(end, ...(firsts.length > 0 ? firsts : [Math.max(0, end - 100)]));
  return { from, to: Math.max(end, from + 10) };
}
