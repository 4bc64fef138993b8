/** What is open, pointed at or being carried on the page right now. None of it survives a reload. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

export type InspectorTab = 'settings' | 'state' | 'lesson';
export type Place = 'build' | 'learn';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly hint: string;
  /** Near the pointer, in page coordinates; `null` = at the bottom of the canvas. */
  readonly at: { readonly x: number; readonly y: number } | null;
}

export interface Workspace {
  readonly place: Place;
  /** Kind whose lesson is open in the place Learn; `null` = the first. */
  readonly lesson: string | null;
  readonly tab: InspectorTab;
  /** Below 900 px the inspector is a sheet that is opened. */
  readonly isInspectorOpen: boolean;
  readonly isShortcutsOpen: boolean;
  /** A kind being carried from the palette, and where the pointer is. */
  readonly carried: { readonly kind: string; readonly x: number; readonly y: number } | null;
  /** Cards that something elsewhere on the page points at: the subtasks of a TaskManager, a blamed source. */
  readonly pointedAt: ReadonlySet<string>;
  readonly toast: Toast | null;
  /** Read out by screen readers. */
  readonly announcement: string;
}

const START: Workspace = {
  place: 'build',
  lesson: null,
  tab: 'settings',
  isInspectorOpen: false,
  isShortcutsOpen: false,
  carried: null,
  pointedAt: new Set(),
  toast: null,
  announcement: '',
};

export const workspaceStore = createStore<Workspace>(() => START);

export function useWorkspace<T>(select: (state: Workspace) => T): T {
  return useStore(workspaceStore, select);
}

export function setWorkspace(change: Partial<Workspace>): void {
  workspaceStore.setState(change);
}

/** Shows why something could not be done, and reads it out. */
export function showToast(text: string, hint = '', at: Toast['at'] = null): void {
  workspaceStore.setState(({ toast }) => ({
    toast: { id: (toast?.id ?? 0) + 1, text, hint, at },
    announcement: `${text} ${hint}`,
  }));
}

export function announce(announcement: string): void {
  workspaceStore.setState({ announcement });
}

/** Asked for by the reader: on a narrow page the sheet comes up. */
export function openInspector(tab: InspectorTab): void {
  workspaceStore.setState({ tab, isInspectorOpen: true });
}

/** Chosen for the reader: shown where the inspector stands anyway. */
export function chooseTab(tab: InspectorTab): void {
  workspaceStore.setState({ tab });
}
