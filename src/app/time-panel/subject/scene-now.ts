/** Puts together what the lanes show at this moment: the run, its histories, the axis, the subject. */
import { useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { documents } from '../../stores/documents.ts';
import { runStore, useRun } from '../../stores/hooks.ts';
import { dueWindows } from '../draw/due.ts';
import { type Ghost, MICROS_PER_SECOND, type Scene } from '../draw/scene.ts';
import type { LaneLayout } from '../geometry/lanes.ts';
import { fittingSpan, type TimeScale } from '../geometry/scales.ts';
import { createHistory } from '../history/history.ts';
import { followRun } from '../history/history-store.ts';
import { timelineStore } from '../lanes/timeline-store.ts';
import { factsOf, selectedNode, useDocument, useSelectedNode } from './document-now.ts';
import { ghostBranch } from './branches.ts';
import { chooseSubject, type Subject } from './subject.ts';

export const historyStore = followRun(runStore);

/** Room right of the furthest instant for the readings at the playhead. */
export const READINGS_WIDTH = 126;

/** The scene for a canvas, from the newest frame; `null` while no run is open. */
export function sceneNow(layout: LaneLayout): Scene | null {
  const { plan, shown } = runStore.getState();
  if (plan === null) return null;
  const subject = chooseSubject(plan, selectedNode(), factsOf);
  const frame = runStore.live.latest();
  const history = historyStore.historyOf(shown) ?? createHistory(plan.nodes.length);
  const { scrub } = timelineStore.getState();
  const at = scrub ?? frame?.at ?? 0;
  const head = headNow();
  const watermarkNow = frame?.nodes[subject.node]?.watermark ?? -Infinity;
  return {
    layout,
    scale: scaleNow(layout),
    startAtMs: plan.startAtMs,
    at,
    head,
    history,
    clockNode: subject.node,
    resultsNode: subject.node,
    rate: subject.isEnd ? 'inPerSecond' : 'outPerSecond',
    rateNow: frame?.nodes[subject.node]?.[subject.isEnd ? 'inPerSecond' : 'outPerSecond'] ?? 0,
    sinceSample: at / MICROS_PER_SECOND - Math.max(0, Math.ceil(at / MICROS_PER_SECOND) - 1),
    boundMs: subject.boundMs,
    watermarkNow,
    ghost: ghostNow(),
    due: subject.timing === null || scrub !== null ? [] : dueWindows(subject.timing, plan.startAtMs, at, watermarkNow),
    inFlight: historyStore.inFlight(),
    lens: timelineStore.getState().lens ?? usualLens(head),
  };
}

/** The axis as it stands: the chosen range, else everything of the branch that is shown and of the one behind it. */
export function scaleNow({ left, right, stacked }: Pick<LaneLayout, 'left' | 'right' | 'stacked'>): TimeScale {
  const { range } = timelineStore.getState();
  const end = Math.max(headNow(), ghostNow()?.history.to ?? 0);
  const span = fittingSpan(end, right - left, stacked ? 24 : READINGS_WIDTH);
  return { from: range?.from ?? 0, to: range?.to ?? span, left, right };
}

/** The furthest instant of the shown branch that there is something to show of. */
function headNow(): number {
  const { branches, shown } = runStore.getState();
  const reached = branches.find(({ id }) => id === shown)?.reached ?? 0;
  return Math.max(reached, historyStore.historyOf(shown)?.to ?? 0, runStore.live.latest()?.at ?? 0);
}

/** Everything that may change the picture: a frame, a report, the axis, the document, the selection. */
export function onRunChange(listener: () => void): () => void {
  const stops = [
    runStore.live.subscribe(listener),
    runStore.listen((message) => message.kind !== 'frame' && listener()),
    timelineStore.subscribe(listener),
    documents.subscribe(listener),
    historyStore.subscribe(listener),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The same scene at the pace of cards, for labels and readings. */
export function useScene(layout: LaneLayout): Scene | null {
  useRun(({ frame }) => frame);
  useRun(({ plan }) => plan);
  useRun(({ branches }) => branches);
  useSyncExternalStore(historyStore.subscribe, () => historyStore.getState().revision);
  useStore(timelineStore);
  useDocument();
  useSelectedNode();
  return sceneNow(layout);
}

export function useSubject(): Subject | null {
  const plan = useRun((state) => state.plan);
  const document = useDocument();
  const selected = useSelectedNode();
  return useMemo(
    () => (plan === null || document === null ? null : chooseSubject(plan, selected, factsOf)),
    [plan, document, selected],
  );
}

function ghostNow(): Ghost | null {
  const { branches, shown } = runStore.getState();
  const ghost = ghostBranch(branches, shown);
  const history = ghost === null ? undefined : historyStore.historyOf(ghost.branch);
  return ghost === null || history === undefined ? null : { history, from: ghost.from };
}

/** A place for the magnifier early in the run, where a watermark usually is; none in the first two minutes. */
function usualLens(head: number): number | null {
  const minutes = head / 60_000_000;
  if (minutes < 2) return null;
  return (minutes < 8 ? 1 : 5) * 60_000_000;
}
