/**
 * The document as the time panel reads and edits it. The run follows the document by itself
 * (`stores/follow-document.ts`): a fault that is added, moved or removed forks where it begins to matter.
 */
import type { Intervention, PipelineDocument } from '../../../pipeline/document.ts';
import { documents, useDocuments } from '../../stores/documents.ts';
import { modelOf, type NodeFacts } from './subject.ts';

export function useDocument(): PipelineDocument {
  return useDocuments(({ document }) => document);
}

/** The one node that is selected; with several, none is spoken of more than the others. */
export function useSelectedNode(): string | null {
  return useDocuments(({ nodes }) => onlyOne(nodes));
}

export function selectedNode(): string | null {
  return onlyOne(documents.getState().nodes);
}

/** `undefined` while the document has problems. */
export function factsOf(node: string): NodeFacts | undefined {
  const bound = documents.getState().validation.plan?.nodes.find(({ id }) => id === node);
  if (bound === undefined) return undefined;
  const { config, behaviour } = bound.operator;
  return {
    title: bound.title,
    config,
    boundMs: behaviour.role === 'source' ? behaviour.timing.outOfOrdernessMs : null,
  };
}

/** The model that predictions come from, as the configuration of its node names it. */
export function useModel(): string | null {
  const plan = useDocuments(({ validation }) => validation.plan);
  return modelOf(plan?.nodes.map(({ operator }) => operator.config) ?? []);
}

/** Puts `next` in the place of an intervention; `undefined` removes it. */
export function changeFault(index: number, next: Intervention | undefined): void {
  documents.actions.edit((document) => ({
    ...document,
    interventions: document.interventions.flatMap((each, i) =>
      i !== index ? [each] : next === undefined ? [] : [next],
    ),
  }));
}

/** Another seed is another run. */
export function changeSeed(seed: number): void {
  documents.actions.edit((document) => ({ ...document, settings: { ...document.settings, seed } }));
}

function onlyOne(nodes: readonly string[]): string | null {
  return nodes.length === 1 ? (nodes[0] ?? null) : null;
}
