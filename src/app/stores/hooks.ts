/** The page's stores, one of each, and how components read them. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { type Preferences, preferencesStore } from './preferences-store.ts';
import { createRunStore, type RunState } from './run-store.ts';
import { isLit, type StageElement, stageStore } from './stage-store.ts';

export const runStore = createRunStore();

export function useRun<T>(select: (state: RunState) => T): T {
  return useStore(runStore, select);
}

export function usePreferences<T>(select: (state: Preferences) => T): T {
  return useStore(preferencesStore, select);
}

export function useLit(element: StageElement): boolean {
  return useStore(stageStore, ({ lit }) => isLit(lit, element));
}

export function useHeldBack(): ReadonlySet<string> {
  return useStore(stageStore, ({ heldBack }) => heldBack);
}

/** Asks for a node's state pictures as long as the component stands. */
export function useWatch(node: string | null): void {
  useEffect(() => (node === null ? undefined : runStore.actions.watch(node)), [node]);
}
