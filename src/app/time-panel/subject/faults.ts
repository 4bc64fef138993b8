/** What was done to a run and what failed in it, as spans on the timeline; and how a hand changes them. */
import type { Intervention } from '../../../pipeline/document.ts';
import type { FailureSpan } from '../history/history.ts';
import { durationText } from '../geometry/scales.ts';
import { packRows } from '../geometry/lanes.ts';

export interface FaultSpan {
  readonly key: string;
  readonly kind: Intervention['kind'] | 'failure';
  readonly title: string;
  /** What it did, in a sentence, where that is known. */
  readonly detail: string;
  readonly from: number;
  /** `null`: it has not ended, or never will. */
  readonly to: number | null;
  /** Its place among the document's interventions; `null` for a failure that nobody made. */
  readonly index: number | null;
  readonly canStretch: boolean;
}

/** A kill is taken for the cause of a failure that is noticed within this time of it (Flink's own heartbeat default is 50 s). */
const CAUSES_WITHIN = 60_000_000;
/** Spans without length still need room to be taken hold of. */
const LEAST_ROOM = 20_000_000;

export function faultSpans(interventions: readonly Intervention[], failures: readonly FailureSpan[]): readonly FaultSpan[] {
  const explained = new Set<FailureSpan>();
  const made = interventions.map((each, index): FaultSpan => {
    const failure = each.kind === 'kill' ? failures.find((one) => !explained.has(one) && one.at >= each.at && one.at - each.at < CAUSES_WITHIN) : undefined;
    if (failure !== undefined) explained.add(failure);
    return spanOf(each, index, failure);
  });
  const unexplained = failures.filter((failure) => !explained.has(failure));
  return [...made, ...unexplained.map((failure): FaultSpan => ({ key: `failure-${failure.at}`, kind: 'failure', title: failure.what, detail: recoveryText(failure), from: failure.at, to: failure.restartedAt, index: null, canStretch: false }))];
}

export function rowsOfSpans(spans: readonly FaultSpan[]): readonly number[] {
  return packRows(
    spans.map(({ from, to }) => ({ from, to: to === null ? Infinity : Math.max(to, from + LEAST_ROOM) })),
    2_000_000,
  );
}

export function movedTo(intervention: Intervention, at: number): Intervention {
  return { ...intervention, at: Math.max(0, Math.round(at)) };
}

/** Lets a span end at `to`; one that has no length (a kill) stays as it is. */
export function endedAt(intervention: Intervention, to: number): Intervention {
  if (intervention.kind !== 'silence' && intervention.kind !== 'slow') return intervention;
  return { ...intervention, duration: Math.max(1_000_000, Math.round(to - intervention.at)) };
}

/** The first instant that a change of an intervention can make different. */
export function changesFrom(before: Intervention | undefined, after: Intervention | undefined): number {
  const endOf = (each: Intervention) => (each.kind === 'silence' || each.kind === 'slow' ? each.at + (each.duration ?? Infinity) : each.at);
  if (before === undefined || after === undefined) return (before ?? after)?.at ?? 0;
  return before.at === after.at ? Math.max(before.at, Math.min(endOf(before), endOf(after))) : Math.min(before.at, after.at);
}

function spanOf(each: Intervention, index: number, failure: FailureSpan | undefined): FaultSpan {
  const base = { key: `${each.kind}-${index}`, kind: each.kind, from: each.at, index, canStretch: each.kind === 'silence' || each.kind === 'slow' };
  const place = placeText(each.target);
  switch (each.kind) {
    case 'kill':
      return { ...base, title: `${each.target} killed`, detail: failure === undefined ? '' : recoveryText(failure), to: failure === undefined ? each.at : failure.restartedAt };
    case 'silence':
      return { ...base, title: `${place} silent`, detail: lengthText(each.duration), to: each.duration === undefined ? null : each.at + each.duration };
    case 'slow':
      return { ...base, title: `${place} ${each.factor}× slower`, detail: lengthText(each.duration), to: each.duration === undefined ? null : each.at + each.duration };
    case 'inject':
      return { ...base, title: each.count === 1 ? `1 record into ${place}` : `${each.count} records into ${place}`, detail: '', to: each.at + Math.max(0, (each.count - 1) * each.everyMs * 1000) };
  }
}

/** `shipments/p7` is called p7: the lane is narrow, and the whole name stands in the title. */
function placeText(target: string): string {
  const slash = target.lastIndexOf('/');
  return slash === -1 ? target : target.slice(slash + 1);
}

function lengthText(duration: number | undefined): string {
  return duration === undefined ? 'for good' : `for ${durationText(duration / 1000)}`;
}

function recoveryText(failure: FailureSpan): string {
  const restored = failure.restoredFrom === null ? 'no checkpoint to restore' : `restored checkpoint ${failure.restoredFrom}`;
  if (failure.restartedAt === null) return `${restored}, not running yet`;
  return `${restored}, running after ${durationText((failure.restartedAt - failure.at) / 1000)}, ${failure.replayed.toLocaleString('en')} records replayed`;
}
