/** The one drawing of the page, and how components read it. */
import { useStore } from 'zustand';
import { operatorKinds } from '../../operators/index.ts';
import type { BoundOperator, OperatorFace, OperatorKind } from '../../operators/kind.ts';
import { bindOnce } from './bind-once.ts';
import { createDocumentStore, type DocumentState } from './document-store.ts';

export const documents = createDocumentStore(operatorKinds);

export function useDocuments<T>(select: (state: DocumentState) => T): T {
  return useStore(documents, select);
}

const kinds = new Map(operatorKinds.map((kind) => [kind.spec.kind, kind]));

/** `undefined` for a kind that this version does not know: an old link, a newer document. */
export function kindOf(kind: string): OperatorKind | undefined {
  return kinds.get(kind);
}

export function faceOf(kind: string): OperatorFace | undefined {
  return kinds.get(kind)?.spec;
}

/** A node's operator, its configuration parsed and defaults filled in; `null` while that has a problem. */
export function useOperator(node: string): BoundOperator | null {
  const drawn = useDocuments(({ document }) => document.nodes.find(({ id }) => id === node));
  const kind = drawn === undefined ? undefined : kindOf(drawn.kind);
  return drawn === undefined || kind === undefined ? null : bindOnce(drawn, kind);
}
