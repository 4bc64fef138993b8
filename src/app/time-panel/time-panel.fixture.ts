/**
 * Histories as the worker tells them, for the time panel's tests: sketched by simple rules (bound 10 s, a window a
 * minute), so that a test can say what must be drawn of them. They compute no pipeline.
 */
import type { Intervention } from '../../pipeline/document.ts';
import type { HistoryPart, PlanView } from '../../run/protocol.ts';

const SECOND = 1_000_000;
const BOUND_MS = 10_001;
const DOWN_SECONDS = 6;

interface Sketch {
  readonly startAtMs: number;
  readonly interventions: readonly Intervention[];
  /** 0 = none. */
  readonly idlenessMs: number;
}

/** What a source's partition waits for: the last event time that the slowest one has told. */
export function sketchWatermark(sketch: Sketch, second: number): number {
  const now = sketch.startAtMs + second * 1000;
  let watermark = Math.floor((now - BOUND_MS) / 200) * 200 - 1;
  for (const each of sketch.interventions) {
    const at = each.at / SECOND;
    if (each.kind === 'kill' && second >= at && second < at + DOWN_SECONDS) return -Infinity;
    if (each.kind !== 'silence' || second < at) continue;
    const ends = each.duration === undefined ? Infinity : at + each.duration / SECOND;
    const injected = sketch.interventions.find(
      (other) => other.kind === 'inject' && other.at >= each.at && other.at / SECOND <= second,
    );
    const heard = injected === undefined ? at : injected.at / SECOND;
    const isIdle = sketch.idlenessMs > 0 && second - heard > sketch.idlenessMs / 1000;
    if (second < ends && !isIdle) watermark = Math.min(watermark, sketch.startAtMs + heard * 1000 - BOUND_MS);
  }
  return second < 1 ? -Infinity : watermark;
}

/** Sixty zones for each minute that the watermark has passed since the second before. */
function sketchFirings(sketch: Sketch, second: number): number {
  const ended = (watermark: number) =>
    Number.isFinite(watermark) ? Math.floor((watermark + 1 - sketch.startAtMs) / 60_000) : 0;
  return (
    Math.max(0, ended(sketchWatermark(sketch, second)) - Math.max(0, ended(sketchWatermark(sketch, second - 1)))) * 60
  );
}

export function sketchHistory(sketch: Sketch, plan: PlanView, from: number, to: number): HistoryPart {
  const samples: number[] = [];
  const records: number[] = [];
  for (let second = Math.ceil(from / SECOND); second * SECOND <= to; second++) {
    const watermark = sketchWatermark(sketch, second);
    const isDown = watermark === -Infinity;
    samples.push(
      second,
      ...plan.nodes.flatMap(({ id }) => [
        isDown ? 0 : id === 'speed' ? sketchFirings(sketch, second) : 200,
        watermark,
        isDown ? 0 : 200,
      ]),
    );
    if (!isDown) records.push(...sketchRecords(sketch, second, watermark));
  }
  return {
    from,
    to,
    samples: Float64Array.from(samples),
    columns: 1 + plan.nodes.length * 3,
    records: Float64Array.from(records),
    checkpoints: sketchCheckpoints(sketch, from, to),
    failures: sketchFailures(sketch, from, to),
    firings: new Float64Array(0),
  };
}

function sketchRecords(sketch: Sketch, second: number, watermark: number): readonly number[] {
  const rows: number[] = [];
  const clock = (micros: number) => sketch.startAtMs + micros / 1000;
  for (let i = 0; i < 2; i++) {
    const at = second * SECOND - SECOND + Math.round((i + scatter(second * 4 + i)) * 500_000);
    rows.push(at, clock(at) - Math.min(9000, -Math.log(1 - scatter(second * 4 + i + 2)) * 2200), 0);
  }
  if (scatter(second + 99_991) < 0.02) {
    const at = second * SECOND - 100;
    const event = clock(at) - 60_000 - scatter(second) * 60_000;
    rows.push(at, event, event < watermark ? 1 : 0);
  }
  return rows;
}

function sketchCheckpoints(sketch: Sketch, from: number, to: number): HistoryPart['checkpoints'] {
  const spans: HistoryPart['checkpoints'][number][] = [];
  for (let id = 1; ; id++) {
    const triggeredAt = id * 30 * SECOND - 60_000;
    const endedAt = triggeredAt + Math.round((4.6 + ((id * 7) % 5) * 0.6) * SECOND);
    if (endedAt > to) return spans;
    const isHit = sketch.interventions.some(
      (each) => each.kind === 'kill' && each.at >= triggeredAt && each.at < endedAt,
    );
    if (endedAt > from) spans.push({ id, triggeredAt, endedAt, outcome: isHit ? 'aborted' : 'completed' });
  }
}

function sketchFailures(sketch: Sketch, from: number, to: number): HistoryPart['failures'] {
  return sketch.interventions.flatMap((each) => {
    const restartedAt = each.at + DOWN_SECONDS * SECOND;
    if (each.kind !== 'kill' || restartedAt <= from || each.at > to) return [];
    return [
      {
        at: each.at,
        what: `${each.target} lost`,
        restoredFrom: Math.floor(each.at / SECOND / 30),
        restartedAt: restartedAt > to ? null : restartedAt,
        replayed: 1240,
      },
    ];
  });
}

function scatter(n: number): number {
  const x = Math.imul(n ^ (n >>> 15), 0x2c1b3c6d) ^ Math.imul(n + 0x9e3779b9, 0x297a2d39);
  return ((x ^ (x >>> 13)) >>> 0) / 4294967296;
}
