/** The one storyteller of the page, and when it begins by itself. */
import { useStore } from 'zustand';
import type { Story } from '../../scenarios/story.ts';
import { documents } from '../stores/documents.ts';
import { runStore } from '../stores/hooks.ts';
import { preferencesStore } from '../stores/preferences-store.ts';
import { setStage } from '../stores/stage-store.ts';
import { announce, chooseTab } from '../stores/workspace-store.ts';
import { historyStore } from '../time-panel/subject/scene-now.ts';
import { createStagehand } from './stagehand.ts';
import { hasLeft, rememberLeft } from './story-memory.ts';
import { createStoryStore, type StoryState } from './story-store.ts';

export const storyteller = createStoryStore({
  stage: createStagehand(runStore, documents, historyStore),
  setStage,
  announce,
  isReduced: prefersReducedMotion,
  onLeave: rememberLeft,
});

export function useStory<T>(select: (state: StoryState) => T): T {
  return useStore(storyteller, select);
}

/** Begins unless it was left before; says whether it did. */
export function beginOnFirstVisit(story: Story): boolean {
  if (hasLeft(story.id)) return false;
  storyteller.actions.begin(story);
  chooseTab('state');
  return true;
}

function prefersReducedMotion(): boolean {
  return (
    preferencesStore.getState().motion === 'reduced' || window.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
