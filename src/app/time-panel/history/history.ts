/**
 * What the page remembers of each branch of a run: the reports of the worker laid end to end, in a form that
 * every lane can draw quickly. A branch that forks begins with its parent's history up to the fork.
 */
import type { BranchView, HistoryPart } from '../../../run/protocol.ts';
import { copyMarks, createMarkHistory, type MarkHistory, putMarks, truncateMarks } from './marks.ts';
import { copySeries, createSeries, putSample, type Series, truncateSeries } from './series.ts';

export interface BranchHistory {
  /** Furthest instant told, run µs. */
  to: number;
  /** In the order of `PlanView.nodes`. */
  readonly nodes: readonly NodeHistory[];
  readonly marks: MarkHistory;
  checkpoints: readonly CheckpointSpan[];
  failures: readonly FailureSpan[];
  /** Grows with every change, so that a picture knows whether it is still right. */
  version: number;
}

export interface NodeHistory {
  readonly outPerSecond: Series;
  /** Epoch ms; absent before the first watermark. */
  readonly watermark: Series;
  readonly inPerSecond: Series;
}

export type CheckpointSpan = HistoryPart['checkpoints'][number];
export type FailureSpan = HistoryPart['failures'][number];

const MICROS_PER_SECOND = 1_000_000;
/** Values per node in a row of `HistoryPart.samples`, after the second. */
const VALUES_PER_NODE = 3;

/** All branches of the run that is open. */
export type Histories = Map<number, BranchHistory>;

/** Takes a report of the worker; the branch's history is made when its first one comes. */
export function receiveHistory(
  histories: Histories,
  branch: number,
  part: HistoryPart,
  branches: readonly BranchView[],
): BranchHistory {
  const history = beginHistory(histories, branch, branches) ?? createHistory(nodesOf(part));
  histories.set(branch, history);
  appendHistory(history, part);
  return history;
}

/** What is known of a branch: what was told of it, or of a fork that was not told of yet its ancestors' past. */
export function beginHistory(
  histories: Histories,
  branch: number,
  branches: readonly BranchView[],
): BranchHistory | undefined {
  const known = histories.get(branch);
  if (known !== undefined) return known;
  const view = branches.find((each) => each.id === branch);
  if (view === undefined || view.parent === null) return undefined;
  const parent = beginHistory(histories, view.parent, branches);
  if (parent === undefined) return undefined;
  const begun = copyHistory(parent, view.forkedAt);
  histories.set(branch, begun);
  return begun;
}

export function createHistory(nodes: number): BranchHistory {
  return {
    to: 0,
    nodes: Array.from({ length: nodes }, () => ({
      outPerSecond: createSeries(),
      watermark: createSeries(),
      inPerSecond: createSeries(),
    })),
    marks: createMarkHistory(),
    checkpoints: [],
    failures: [],
    version: 0,
  };
}

/** A part that begins before the end of what is known replaces the tail: it was computed anew. */
export function appendHistory(history: BranchHistory, part: HistoryPart): void {
  if (part.from < history.to) truncateHistory(history, part.from);
  const width = part.columns;
  for (let row = 0; row + width <= part.samples.length; row += width) {
    const second = part.samples[row] ?? 0;
    for (const [n, node] of history.nodes.entries()) {
      const at = row + 1 + n * VALUES_PER_NODE;
      putSample(node.outPerSecond, second, part.samples[at] ?? Number.NaN);
      putSample(node.watermark, second, part.samples[at + 1] ?? Number.NaN);
      putSample(node.inPerSecond, second, part.samples[at + 2] ?? Number.NaN);
    }
  }
  putMarks(history.marks, part.records);
  history.checkpoints = mergeById(history.checkpoints, part.checkpoints);
  history.failures = mergeFailures(history.failures, part.failures);
  history.to = part.to;
  history.version++;
}

/** Forgets what happened at `micros` and later; what had begun before and ended after is kept as unfinished. */
export function truncateHistory(history: BranchHistory, micros: number): void {
  const second = Math.ceil(micros / MICROS_PER_SECOND);
  for (const node of history.nodes) {
    for (const series of [node.outPerSecond, node.watermark, node.inPerSecond]) truncateSeries(series, second);
  }
  truncateMarks(history.marks, micros);
  history.checkpoints = history.checkpoints.filter((each) => each.endedAt <= micros);
  history.failures = history.failures
    .filter((each) => each.at < micros)
    .map((each) => (each.restartedAt !== null && each.restartedAt > micros ? { ...each, restartedAt: null } : each));
  history.to = Math.min(history.to, micros);
  history.version++;
}

export function copyHistory(source: BranchHistory, until: number): BranchHistory {
  const copy: BranchHistory = {
    ...source,
    nodes: source.nodes.map((node) => ({
      outPerSecond: copySeries(node.outPerSecond),
      watermark: copySeries(node.watermark),
      inPerSecond: copySeries(node.inPerSecond),
    })),
    marks: copyMarks(source.marks),
  };
  truncateHistory(copy, until);
  return copy;
}

function nodesOf(part: HistoryPart): number {
  return Math.floor((part.columns - 1) / VALUES_PER_NODE);
}

function mergeById(known: readonly CheckpointSpan[], told: readonly CheckpointSpan[]): readonly CheckpointSpan[] {
  if (told.length === 0) return known;
  // Ids restart from the restored checkpoint after a failure, so an id alone does not name a span.
  const again = new Set(told.map((each) => `${each.id}@${each.triggeredAt}`));
  return [...known.filter((each) => !again.has(`${each.id}@${each.triggeredAt}`)), ...told].sort(
    (a, b) => a.triggeredAt - b.triggeredAt,
  );
}

/**
 * A failure is told when it happens, and its restart when that happens: as the same failure once more, or by
 * itself, at its own instant; then it ends the failures that are still open.
 */
function mergeFailures(known: readonly FailureSpan[], told: readonly FailureSpan[]): readonly FailureSpan[] {
  let spans = known;
  for (const each of told) {
    const isRestart = each.restartedAt !== null && each.restartedAt === each.at;
    if (!isRestart) spans = [...spans.filter(({ at }) => at !== each.at), each];
    else
      spans = spans.map((span) =>
        span.restartedAt === null && span.at <= each.at ? { ...each, at: span.at, what: span.what } : span,
      );
  }
  return spans === known ? known : [...spans].sort((a, b) => a.at - b.at);
}
