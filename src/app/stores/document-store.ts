/** The drawing that is being edited: its undo list, what is wrong with it, what is selected, and the files it reads. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../base/problem.ts';
import type { OperatorKind } from '../../operators/kind.ts';
import { documentSchema, type PipelineDocument } from '../../pipeline/document.ts';
import type { CheckedEdit } from '../../pipeline/edits/checked-edit.ts';
import { edgeId } from '../../pipeline/graph.ts';
import { type EditHistory, endGesture, recordEdit, redo, startHistory, undo } from '../../pipeline/undo.ts';
import { type Validation, validate } from '../../pipeline/validate.ts';

export type Files = Readonly<Record<string, Uint8Array>>;

export interface DocumentState {
  readonly history: EditHistory;
  /** `history.present`, at hand. */
  readonly document: PipelineDocument;
  readonly validation: Validation;
  /** How the present came to be: a run follows an edit by forking, and undo by showing the branch that was. */
  readonly cause: 'load' | 'edit' | 'undo' | 'redo' | 'branch';
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  /** What `Ctrl+C` took: a document of its own. */
  readonly clipboard: PipelineDocument | null;
  /** Kept on the page, by name; a document only names them. */
  readonly files: Files;
}

export interface DocumentActions {
  /** Begins anew: nothing before it can be undone. */
  load(document: PipelineDocument, files?: Files): void;
  /** Edits of one `gesture` are one step to undo. */
  edit(change: (document: PipelineDocument) => PipelineDocument, gesture?: string): void;
  /** As `edit`, for what a person typed; gives back why it was refused. */
  tryEdit(change: (document: PipelineDocument) => CheckedEdit, gesture?: string): readonly Problem[];
  endGesture(): void;
  undo(): void;
  redo(): void;
  /** Shows the document of another branch of the run; it can be undone, but it is no edit. */
  showBranch(document: PipelineDocument): void;
  select(nodes: readonly string[], edges?: readonly string[]): void;
  putOnClipboard(copied: PipelineDocument): void;
  putFile(name: string, bytes: Uint8Array): void;
}

export interface DocumentStore extends StoreApi<DocumentState> {
  readonly actions: DocumentActions;
  readonly kinds: readonly OperatorKind[];
}

export function createDocumentStore(kinds: readonly OperatorKind[]): DocumentStore {
  const empty = documentSchema.parse({ version: 1, nodes: [], edges: [] });
  const store = createStore<DocumentState>(() => ({
    ...presentOf(startHistory(empty), kinds, {}),
    cause: 'load',
    nodes: [],
    edges: [],
    clipboard: null,
    files: {},
  }));

  function move(cause: DocumentState['cause'], next: (history: EditHistory) => EditHistory): void {
    store.setState((state) => {
      const history = next(state.history);
      if (history === state.history) return state;
      if (history.present === state.document) return { history };
      return { ...presentOf(history, kinds, state.files), cause, ...selectionWithin(state, history.present) };
    });
  }

  const actions: DocumentActions = {
    load: (document, files = {}) =>
      store.setState({
        ...presentOf(startHistory(document), kinds, files),
        cause: 'load',
        nodes: [],
        edges: [],
        files,
      }),
    edit: (change, gesture) => move('edit', (history) => recordEdit(history, change(history.present), gesture ?? null)),
    tryEdit(change, gesture) {
      const { document, problems } = change(store.getState().document);
      if (problems.length === 0) actions.edit(() => document, gesture);
      return problems;
    },
    endGesture: () => move('edit', endGesture),
    undo: () => move('undo', undo),
    redo: () => move('redo', redo),
    showBranch: (document) => move('branch', (history) => recordEdit(history, document)),
    select: (nodes, edges = []) => {
      const state = store.getState();
      if (!isSame(nodes, state.nodes) || !isSame(edges, state.edges)) store.setState({ nodes, edges });
    },
    putOnClipboard: (clipboard) => store.setState({ clipboard }),
    putFile: (name, bytes) =>
      store.setState((state) => {
        const files = { ...state.files, [name]: bytes };
        return { files, ...presentOf(state.history, kinds, files) };
      }),
  };

  return { ...store, actions, kinds };
}

function presentOf(history: EditHistory, kinds: readonly OperatorKind[], files: Files) {
  const validation = validate(history.present, kinds, (name) => files[name]);
  return { history, document: history.present, validation };
}

/** What is gone is no longer selected. */
function selectionWithin({ nodes, edges }: DocumentState, document: PipelineDocument) {
  const ids = new Set(document.nodes.map(({ id }) => id));
  const edgeIds = new Set(document.edges.map(edgeId));
  return { nodes: nodes.filter((id) => ids.has(id)), edges: edges.filter((id) => edgeIds.has(id)) };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
