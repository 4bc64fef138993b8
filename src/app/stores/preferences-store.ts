/** What one person likes, on this machine: kept in the browser, never in a document or a link. */
import { createStore } from 'zustand/vanilla';
import { persist } from 'zustand/middleware';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly theme: ThemeChoice;
  readonly motion: 'system' | 'reduced';
  readonly inspectorWidth: number;
  readonly timePanelHeight: number;
  readonly collapsedGroups: readonly string[];
}

export const INSPECTOR_WIDTH = { min: 300, usual: 348, max: 560 };
export const TIME_PANEL_HEIGHT = { min: 220, usual: 340, max: 620 };

export const preferencesStore = createStore<Preferences>()(
  persist(
    (): Preferences => ({
      theme: 'system',
      motion: 'system',
      inspectorWidth: INSPECTOR_WIDTH.usual,
      timePanelHeight: TIME_PANEL_HEIGHT.usual,
      collapsedGroups: [],
    }),
    { name: 'tidemark-preferences', version: 1 },
  ),
);

export function setPreferences(change: Partial<Preferences>): void {
  preferencesStore.setState(change);
}

/** The other theme than the one that shows now. */
export function toggleTheme(): void {
  preferencesStore.setState({ theme: shownTheme(preferencesStore.getState().theme) === 'dark' ? 'light' : 'dark' });
}

export function shownTheme(choice: ThemeChoice): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function prefersReducedMotion(): boolean {
  return (
    preferencesStore.getState().motion === 'reduced' || window.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

/** Writes theme and motion on the document's root, where the tokens look for them; follows the system's own changes. */
export function applyPreferences(): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme, motion } = preferencesStore.getState();
    document.documentElement.dataset['theme'] = shownTheme(theme);
    document.documentElement.dataset['motion'] = motion;
  };
  apply();
  dark.addEventListener('change', apply);
  const unsubscribe = preferencesStore.subscribe(apply);
  return () => {
    dark.removeEventListener('change', apply);
    unsubscribe();
  };
}
