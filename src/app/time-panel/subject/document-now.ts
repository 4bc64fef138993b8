/** The document that is run, as the time panel needs it: read here alone, so that one file knows where it is kept. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Intervention, PipelineDocument } from '../../../pipeline/document.ts';
import { changesFrom } from './faults.ts';
import { runStore } from '../../stores/hooks.ts';

interface Shown {
  readonly document: PipelineDocument | null;
  readonly selected: string | null;
}

export const shownStore = createStore<Shown>(() => ({ document: null, selected: null }));

export function useDocument(): PipelineDocument | null {
  return useStore(shownStore, ({ document }) => document);
}

export function useSelectedNode(): string | null {
  return useStore(shownStore, ({ selected }) => selected);
}

export function configOf(node: string): unknown {
  return shownStore.getState().document?.nodes.find(({ id }) => id === node)?.config ?? {};
}

/** Applies a changed document at an instant of the run. */
export function changeDocument(document: PipelineDocument): void {
  shownStore.setState({ document });
}

export function addIntervention(intervention: Intervention): void {
  const { document } = shownStore.getState();
  if (document !== null) shownStore.setState({ document: { ...document, interventions: [...document.interventions, intervention] } });
  runStore.actions.intervene(intervention);
}

export function changeSeed(seed: number): void {
  const { document } = shownStore.getState();
  if (document === null) return;
  const next = { ...document, settings: { ...document.settings, seed } };
  shownStore.setState({ document: next });
  runStore.actions.open(next, {}, 0);
}

/** Puts `next` in the place of an intervention, or removes it; the run forks where that begins to matter. */
export function changeIntervention(index: number, next: Intervention | undefined): void {
  const { document } = shownStore.getState();
  const before = document?.interventions[index];
  if (document === null || before === undefined) return;
  const interventions = document.interventions.flatMap((each, i) => (i !== index ? [each] : next === undefined ? [] : [next]));
  const changed = { ...document, interventions };
  shownStore.setState({ document: changed });
  const what = next === undefined ? `without ${before.kind} ${before.target}` : `${next.kind} ${next.target} moved`;
  runStore.actions.fork(changesFrom(before, next), changed, what);
}
