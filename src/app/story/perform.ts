/** Performs the moves of a step, one after the other; each ends when the run has told that it did. */
import type { Move, StoryStep, Until } from '../../scenarios/story.ts';
import { type Baseline, readFigure } from './figures.ts';
import type { Stagehand } from './stagehand.ts';

export interface Performance {
  readonly step: StoryStep;
  readonly baseline: Baseline;
  /** With reduced motion nothing is played: the run is sought to where it would have stopped. */
  readonly isReduced: boolean;
  readonly signal: AbortSignal;
}

/** A run that does not answer in this time is waited for no longer; what was asked stays asked. */
const PATIENCE_MS = 20_000;
/** A run that stopped at a checkpoint's completion stands this close behind it, in µs. */
const JUST_NOW = 100_000;
/** Short enough to see a job that has failed and not restarted yet, in µs. */
const LEAP_MICROS = 1_000_000;
/** An edit is sent once it has rested (`follow-document.ts`); one that is no change of meaning never forks. */
const FORK_PATIENCE_MS = 1_500;

export async function perform(stage: Stagehand, performance: Performance): Promise<void> {
  for (const move of performance.step.moves) {
    if (performance.signal.aborted) break;
    await performMove(stage, move, performance);
  }
  stage.setSpeed(1);
}

function performMove(stage: Stagehand, move: Move, performance: Performance): Promise<void> {
  const { signal } = performance;
  switch (move.do) {
    case 'seek':
      return seek(stage, move.to, signal);
    case 'edit': {
      const before = stage.shownBranch();
      stage.edit(move.change);
      return when(stage, () => stage.shownBranch() !== before, signal, FORK_PATIENCE_MS);
    }
    case 'inject': {
      const at = stage.frame()?.at ?? 0;
      const eventTime = (stage.plan()?.startAtMs ?? 0) + Math.floor(at / 1000) + move.eventOffsetMs;
      stage.intervene({
        kind: 'inject',
        target: move.target,
        at,
        eventTime,
        count: move.count,
        everyMs: move.everyMs,
        fields: { ...move.fields },
      });
      return Promise.resolve();
    }
    case 'run-to-next': {
      const before = stage.frame();
      stage.runToNext(move.target);
      // The run says first that it stopped, and then where.
      return when(stage, () => !stage.isPlaying() && stage.frame() !== before, signal, PATIENCE_MS);
    }
    case 'kill-in-checkpoint':
      return killInCheckpoint(stage, move, signal);
    case 'play':
      return play(stage, move, performance);
  }
}

async function killInCheckpoint(
  stage: Stagehand,
  move: Extract<Move, { do: 'kill-in-checkpoint' }>,
  signal: AbortSignal,
): Promise<void> {
  const shown = stage.shownBranch();
  const now = stage.frame()?.at ?? 0;
  const newest = () =>
    stage.history(shown)?.checkpoints.findLast(({ outcome, endedAt }) => outcome === 'completed' && endedAt <= now);
  // Its history is told after the frame that shows it complete.
  await when(stage, () => (newest()?.endedAt ?? -Infinity) >= now - JUST_NOW, signal, FORK_PATIENCE_MS);
  const last = newest();
  if (last === undefined) return;
  const at = Math.min(last.triggeredAt + move.afterTriggerMicros, last.endedAt - 1);
  stage.intervene({ kind: 'kill', target: move.target, at });
  await when(stage, () => stage.shownBranch() !== shown, signal, FORK_PATIENCE_MS);
  await seek(stage, at, signal);
}

async function play(stage: Stagehand, move: Extract<Move, { do: 'play' }>, performance: Performance): Promise<void> {
  const from = stage.frame()?.at ?? 0;
  const isOver = condition(stage, move.until, performance);
  if (performance.isReduced) return leap(stage, move, from, isOver, performance.signal);
  stage.play(move.speed);
  await when(
    stage,
    () => {
      const at = stage.frame()?.at ?? from;
      return isOver() || at - from >= move.atMost || (!stage.isPlaying() && at > from);
    },
    performance.signal,
    null,
  );
  if (!performance.signal.aborted) stage.pause();
}

/** The same stretch of run time in a few seeks, so that it ends where the playing would have ended. */
async function leap(
  stage: Stagehand,
  move: Extract<Move, { do: 'play' }>,
  from: number,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const { until } = move;
  const end = until.kind === 'instant' ? Math.max(from, until.at) : from + move.atMost;
  const step = until.kind === 'instant' ? end - from : until.kind === 'settled' ? until.forMicros : LEAP_MICROS;
  for (let to = from + step; to <= end && !isOver() && !signal.aborted; to += step) {
    await seek(stage, to, signal);
    if (until.kind === 'instant') return;
  }
}

export function seek(
  stage: Stagehand,
  to: number,
  signal: AbortSignal,
  patienceMs: number | null = PATIENCE_MS,
): Promise<void> {
  stage.seek(to);
  return when(stage, () => Math.abs((stage.frame()?.at ?? -1) - to) < 1_000, signal, patienceMs);
}

/** Made when the playing begins, because "settled" and "recovered" look back to that moment. */
function condition(stage: Stagehand, until: Until, { step, baseline }: Performance): () => boolean {
  switch (until.kind) {
    case 'instant':
      return () => (stage.frame()?.at ?? 0) >= until.at;
    case 'settled': {
      const figure = step.figures[until.figure];
      const read = () => (figure === undefined ? null : readFigure(figure, stage, baseline));
      let last = read();
      let changedAt: number | null = null;
      return () => {
        const now = read();
        const at = stage.frame()?.at ?? 0;
        if (now !== last) {
          last = now;
          changedAt = at;
        }
        return changedAt !== null && at - changedAt >= until.forMicros;
      };
    }
    case 'recovered': {
      let hasFailed = false;
      let completedThen: number | null = null;
      return () => {
        const frame = stage.frame();
        if (frame === null) return false;
        if (frame.job !== 'running') {
          hasFailed = true;
          completedThen = null;
          return false;
        }
        if (!hasFailed) return false;
        completedThen ??= frame.checkpoint.completed;
        return frame.checkpoint.completed >= completedThen + until.checkpoints;
      };
    }
  }
}

/** Waits until `isSo`, an abort, or the end of patience (`null` = none). */
function when(stage: Stagehand, isSo: () => boolean, signal: AbortSignal, patienceMs: number | null): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || isSo()) return resolve();
    const timer = patienceMs === null ? null : setTimeout(end, patienceMs);
    const stop = stage.onChange(() => isSo() && end());
    signal.addEventListener('abort', end);
    function end(): void {
      stop();
      if (timer !== null) clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
