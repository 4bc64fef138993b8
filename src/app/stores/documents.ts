/** The one drawing of the page, and how components read it. */
import { useStore } from 'zustand';
import { operatorKinds } from '../../operators/index.ts';
import type { OperatorFace } from '../../operators/kind.ts';
import { createDocumentStore, type DocumentState } from './document-store.ts';

export const documents = createDocumentStore(operatorKinds);

export function useDocuments<T>(select: (state: DocumentState) => T): T {
  return useStore(documents, select);
}

const faces = new Map(operatorKinds.map(({ spec }) => [spec.kind, spec]));

/** `undefined` for a kind that this version does not know: an old link, a newer document. */
export function faceOf(kind: string): OperatorFace | undefined {
  return faces.get(kind);
}
