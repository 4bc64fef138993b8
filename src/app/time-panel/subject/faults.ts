/** What was done to a run and what failed in it, as spans on the timeline; and how a hand changes them. */
import type { Intervention } from '../../../pipeline/document.ts';
import type { FailureSpan } from '../history/history.ts';
import { duration } from '../../format.ts';
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
/** Width of a letter of a title, and of the least box that can be taken hold of, in px. */
const LETTER = 6.3;
export const NARROWEST = 18;

export function faultSpans(
  interventions: readonly Intervention[],
  failures: readonly FailureSpan[],
): readonly FaultSpan[] {
  const explained = new Set<FailureSpan>();
  const made = interventions.map((each, index): FaultSpan => {
    const failure =
      each.kind === 'kill'
        ? failures.find((one) => !explained.has(one) && one.at >= each.at && one.at - each.at < CAUSES_WITHIN)
        : undefined;
    if (failure !== undefined) explained.add(failure);
    return spanOf(each, index, failure);
  });
  const unexplained = failures.filter((failure) => !explained.has(failure));
  return [
    ...made,
    ...unexplained.map(
      (failure): FaultSpan => ({
        key: `failure-${failure.at}`,
        kind: 'failure',
        title: failure.what,
        detail: recoveryText(failure),
        from: failure.at,
        to: failure.restartedAt,
        index: null,
        canStretch: false,
      }),
    ),
  ];
}

/** A row for each span: its title stands inside it, or right of it where it is too short, and needs its room. */
export function rowsOfSpans(spans: readonly FaultSpan[], microsPerPixel: number): readonly number[] {
  return packRows(
    spans.map((span) => ({
      from: span.from,
      to: span.to === null ? Infinity : Math.max(span.to, span.from + roomOf(span, microsPerPixel)),
    })),
    4 * microsPerPixel,
  );
}

/** Whether the title has room within so many px; with `beside`, something else of that width as well. */
export function fitsTitle(span: FaultSpan, width: number, beside = 0): boolean {
  return width > titleWidth(span) + 12 + beside;
}

export function titleWidth({ title }: FaultSpan): number {
  return title.length * LETTER;
}

function roomOf(span: FaultSpan, microsPerPixel: number): number {
  const width = ((span.to ?? Infinity) - span.from) / microsPerPixel;
  return (fitsTitle(span, width) ? NARROWEST : Math.max(width, NARROWEST) + 6 + titleWidth(span)) * microsPerPixel;
}

export function movedTo(intervention: Intervention, at: number): Intervention {
  return { ...intervention, at: Math.max(0, Math.round(at)) };
}

/** Lets a span end at `to`; one that has no length (a kill) stays as it is. */
export function endedAt(intervention: Intervention, to: number): Intervention {
  if (intervention.kind !== 'silence' && intervention.kind !== 'slow') return intervention;
  return { ...intervention, duration: Math.max(1_000_000, Math.round(to - intervention.at)) };
}

function spanOf(each: Intervention, index: number, failure: FailureSpan | undefined): FaultSpan {
  const base = {
    key: `${each.kind}-${index}`,
    kind: each.kind,
    from: each.at,
    index,
    canStretch: each.kind === 'silence' || each.kind === 'slow',
  };
  const place = placeText(each.target);
  switch (each.kind) {
    case 'kill':
      return {
        ...base,
        title: `${each.target} killed`,
        detail: failure === undefined ? '' : recoveryText(failure),
        to: failure === undefined ? each.at : failure.restartedAt,
      };
    case 'silence':
      return {
        ...base,
        title: `${place} silent`,
        detail: lengthText(each.duration),
        to: each.duration === undefined ? null : each.at + each.duration,
      };
    case 'slow':
      return {
        ...base,
        title: `${place} ${each.factor}× slower`,
        detail: lengthText(each.duration),
        to: each.duration === undefined ? null : each.at + each.duration,
      };
    case 'inject':
      return {
        ...base,
        title: each.count === 1 ? '1 record' : `${each.count} records`,
        detail: `put into ${each.target}`,
        to: each.at + Math.max(0, (each.count - 1) * each.everyMs * 1000),
      };
  }
}

/** `shipments/p7` is called p7: the lane is narrow, and the whole name stands in the title. */
function placeText(target: string): string {
  const slash = target.lastIndexOf('/');
  return slash === -1 ? target : target.slice(slash + 1);
}

function lengthText(micros: number | undefined): string {
  return micros === undefined ? 'for good' : `for ${duration(micros / 1000)}`;
}

function recoveryText(failure: FailureSpan): string {
  const restored =
    failure.restoredFrom === null ? 'no checkpoint to restore' : `restored checkpoint ${failure.restoredFrom}`;
  if (failure.restartedAt === null) return `${restored}, not running yet`;
  const replayed = failure.replayed === 0 ? '' : `, ${failure.replayed.toLocaleString('en')} records replayed`;
  return `${restored}, running after ${duration((failure.restartedAt - failure.at) / 1000)}${replayed}`;
}
