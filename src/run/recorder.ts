/**
 * What a branch has shown so far, for the lanes and the rates: one sample of every node's cumulative counters per
 * second of run time, the happenings, and a thin sample of records against both clocks. It only grows.
 */
import type { Engine } from '../engine/engine.ts';
import type { Happening } from '../engine/job/happenings.ts';
import { BACK_PRESSURED, BUSY, LATE, RECORDS_IN, RECORDS_OUT } from '../engine/task/counters.ts';
import type { HistoryPart } from './protocol.ts';

export const SECOND = 1_000_000;
/** Marks of the two-clock plane per source and second. */
const MARKS_PER_SECOND = 6;

/** Per node: records in, records out, busy µs, back-pressured µs (sums over subtasks, cumulative), watermark (ms), late records. */
export const SAMPLE_COLUMNS = 6;

export class Recorder {
  /** Instant up to which all is recorded; samples stand at whole seconds from 0. */
  reached = 0;
  readonly samples: Float64Array[] = [];
  readonly happenings: Happening[] = [];
  private marks: number[] = [];
  private sentSeconds = 0;
  private sentHappenings = 0;
  private sentMarks = 0;
  private readonly offsets = new Map<string, number>();

  /** A recorder that knows what its branch shares with the branch it left at `at`. */
  fork(at: number): Recorder {
    const forked = new Recorder();
    forked.reached = at;
    forked.samples.push(...this.samples.slice(0, Math.floor(at / SECOND) + 1));
    forked.happenings.push(...this.happenings.filter((happening) => happening.at < at));
    for (let i = 0; i < this.marks.length; i += 3)
      if (this.marks[i] < at) forked.marks.push(this.marks[i], this.marks[i + 1], this.marks[i + 2]);
    return forked;
  }

  hear(happening: Happening): void {
    if (happening.kind !== 'watermark' && happening.at >= this.reached) this.happenings.push(happening);
  }

  /** Called when the engine stands at a whole second that was not recorded yet. */
  sample(engine: Engine): void {
    const second = Math.round(engine.at / SECOND);
    if (second < this.samples.length) return;
    this.samples.push(sampleOf(engine));
    this.markRecords(engine);
  }

  /** The newest sample at least so many seconds before `at`, or the earliest there is: rates are differences to it. */
  sampleBefore(at: number, seconds: number): { readonly second: number; readonly values: Float64Array } | null {
    const second = Math.min(Math.max(0, Math.floor(at / SECOND) - seconds), this.samples.length - 1);
    return second < 0 ? null : { second, values: this.samples[second] };
  }

  rewindSent(): void {
    this.sentSeconds = 0;
    this.sentHappenings = 0;
    this.sentMarks = 0;
  }

  /** Everything not taken yet. */
  takePart(to: number): HistoryPart {
    const from = this.sentSeconds * SECOND;
    const { rows, columns } = rateRows(this.samples, this.sentSeconds);
    const happenings = this.happenings.slice(this.sentHappenings);
    const records = Float64Array.from(this.marks.slice(this.sentMarks));
    this.sentSeconds = this.samples.length;
    this.sentHappenings = this.happenings.length;
    this.sentMarks = this.marks.length;
    return { ...partOf(from, to, happenings, records), samples: rows, columns };
  }

  /** A few of the records that each source read in the last second, at even distances; late ones are told apart by happenings. */
  private markRecords(engine: Engine): void {
    engine.job.hosts.forEach((hosts, n) => {
      const { behaviour } = engine.job.graph.nodes[n];
      if (behaviour.role !== 'source' || behaviour.stream.partitions < 2) return;
      const values = new Float64Array(behaviour.stream.fields.length);
      for (const host of hosts) {
        for (const split of host.task.source?.splits ?? []) {
          const id = `${n}/${split.partition}`;
          const from = this.offsets.get(id) ?? (this.samples.length > 2 ? split.offset : 0);
          const to = split.offset;
          this.offsets.set(id, to);
          const step = Math.max(1, Math.ceil(((to - from) * behaviour.stream.partitions) / MARKS_PER_SECOND));
          for (let offset = from + (split.partition % step); offset < to; offset += step) {
            const eventTime = behaviour.stream.read(split.partition, offset, values);
            this.marks.push(behaviour.stream.arrivalMicros(split.partition, offset), eventTime, 0);
          }
        }
      }
    });
  }
}

export function sampleOf(engine: Engine): Float64Array {
  const { hosts } = engine.job;
  const values = new Float64Array(hosts.length * SAMPLE_COLUMNS);
  hosts.forEach((subtasks, n) => {
    const at = n * SAMPLE_COLUMNS;
    let watermark = Infinity;
    for (const host of subtasks) {
      values[at] += host.counters[RECORDS_IN];
      values[at + 1] += host.counters[RECORDS_OUT];
      values[at + 2] += host.task.times[BUSY];
      values[at + 3] += host.task.times[BACK_PRESSURED];
      values[at + 5] += host.counters[LATE];
      watermark = Math.min(watermark, host.currentWatermark);
    }
    values[at + 4] = watermark;
  });
  return values;
}

/** Rows of [second, then per node: records out in that second, watermark, records in in that second]. */
function rateRows(
  samples: readonly Float64Array[],
  from: number,
): { readonly rows: Float64Array; readonly columns: number } {
  const nodes = (samples[0]?.length ?? 0) / SAMPLE_COLUMNS;
  const columns = 1 + 3 * nodes;
  const rows = new Float64Array((samples.length - from) * columns);
  for (let second = from; second < samples.length; second++) {
    const now = samples[second];
    const before = samples[Math.max(0, second - 1)];
    const row = (second - from) * columns;
    rows[row] = second;
    for (let n = 0; n < nodes; n++) {
      const at = n * SAMPLE_COLUMNS;
      rows[row + 1 + n * 3] = now[at + 1] - before[at + 1];
      rows[row + 2 + n * 3] = now[at + 4];
      rows[row + 3 + n * 3] = now[at] - before[at];
    }
  }
  return { rows, columns };
}

function partOf(
  from: number,
  to: number,
  happenings: readonly Happening[],
  marks: Float64Array,
): Omit<HistoryPart, 'samples' | 'columns'> {
  const late = happenings.flatMap((happening) =>
    happening.kind === 'late' ? [happening.at, happening.eventTime, 1] : [],
  );
  return {
    from,
    to,
    records: Float64Array.from([...marks, ...late]),
    checkpoints: happenings.flatMap((happening): HistoryPart['checkpoints'][number][] => {
      if (happening.kind === 'checkpoint-completed')
        return [
          { id: happening.checkpoint, triggeredAt: happening.triggeredAt, endedAt: happening.at, outcome: 'completed' },
        ];
      if (happening.kind === 'checkpoint-failed')
        return [
          { id: happening.checkpoint, triggeredAt: happening.triggeredAt, endedAt: happening.at, outcome: 'failed' },
        ];
      return [];
    }),
    failures: happenings.flatMap((happening): HistoryPart['failures'][number][] => {
      if (happening.kind === 'failure')
        return [{ at: happening.at, what: happening.what, restoredFrom: null, restartedAt: null, replayed: 0 }];
      if (happening.kind === 'restart')
        return [
          {
            at: happening.at,
            what: 'restarted',
            restoredFrom: happening.restoredFrom,
            restartedAt: happening.at,
            replayed: happening.replayed,
          },
        ];
      return [];
    }),
    firings: Float64Array.from(happenings.flatMap((happening) => (happening.kind === 'firing' ? [happening.at] : []))),
  };
}
