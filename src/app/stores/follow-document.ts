/**
 * The run follows the drawing. A change of layout never touches it; a change of meaning forks at the playhead, or at
 * the start where what is held by then depends on it; other data or nodes are another run; what was injected or
 * broken goes to the run as it is; undo shows the branch that was there before.
 */
import type { Intervention, PipelineDocument } from '../../pipeline/document.ts';
import { changesMeaning, type MeaningChange, meaningChanges } from '../../pipeline/change-of-meaning.ts';
import { forkLabel } from '../../pipeline/fork-label.ts';
import { reachOfChanges } from '../../pipeline/reach-of-change.ts';
import type { DocumentStore, Files } from './document-store.ts';
import type { RunStore } from './run-store.ts';

/** A number that is being dragged makes one fork when it rests, not one for every pixel. */
const REST_MS = 250;

export function followDocument(documents: DocumentStore, run: RunStore): () => void {
  const byBranch = new Map<number, PipelineDocument>();
  /** What was last given to the worker, and the document that its next new branch will have. */
  let applied: PipelineDocument | null = null;
  let appliedFiles: Files = {};
  let pending: PipelineDocument | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(document: PipelineDocument, files: Files, at: number): void {
    byBranch.clear();
    byBranch.set(0, document);
    applied = document;
    appliedFiles = files;
    pending = null;
    run.actions.open(document, files, at);
  }

  function close(): void {
    applied = null;
    pending = null;
    run.actions.close();
  }

  function rested(): void {
    timer = undefined;
    apply();
  }

  function apply(): void {
    const { document, validation, cause, files } = documents.getState();
    if (validation.plan === null) {
      // An edit may be half done, and the run of the drawing before it is still of use; that of another drawing is not.
      if (cause === 'load') close();
      return;
    }
    const { phase, frame } = run.getState();
    const at = frame?.at ?? 0;
    if (applied === null || cause === 'load' || phase !== 'ready' || files !== appliedFiles) {
      if (applied === document && files === appliedFiles && phase !== 'none') return;
      return open(document, files, cause === 'load' ? 0 : at);
    }
    const changes = meaningChanges(applied, document);
    if (changes.length === 0 || cause === 'branch') {
      applied = document;
      return;
    }
    const reach = reachOfChanges(changes, document, documents.kinds);
    if (reach === 'other-run') return open(document, files, at);
    const known = cause === 'edit' ? undefined : [...byBranch].find(([, other]) => !changesMeaning(other, document));
    if (known !== undefined) {
      applied = document;
      return run.actions.showBranch(known[0]);
    }
    const added = addedIntervention(applied, document, changes);
    const before = applied;
    applied = document;
    if (added !== null) {
      // Without a computed future there is nothing to fork from: the branch goes on with it.
      if (reachedBy(run) > added.at) pending = document;
      else byBranch.set(run.getState().shown, document);
      return run.actions.intervene(added);
    }
    pending = document;
    const label = forkLabel(changes, document, documents.kinds);
    if (reach === 'from-now') return run.actions.fork(forkInstant(before, document, changes, at), document, label);
    run.actions.fork(0, document, label);
    run.actions.seek(at);
  }

  const stopDocuments = documents.subscribe((state, previous) => {
    // What was typed or dragged is meant as soon as it is let go of: whoever presses Play next is not interrupted.
    const isLetGo = timer !== undefined && state.history.gesture === null && previous.history.gesture !== null;
    if (state.document === previous.document && state.files === previous.files && !isLetGo) return;
    clearTimeout(timer);
    timer = undefined;
    // A fault or a new document is meant for now; a setting may still be on its way.
    const isUrgent =
      isLetGo || state.cause !== 'edit' || state.document.interventions !== previous.document.interventions;
    if (isUrgent) apply();
    else timer = setTimeout(rested, REST_MS);
  });

  const stopRun = run.listen((message) => {
    if (message.kind !== 'branches') return;
    const fresh = message.branches.find(({ id }) => !byBranch.has(id));
    if (fresh !== undefined) {
      const parent = byBranch.get(fresh.parent ?? 0);
      const document = pending ?? parent ?? documents.getState().document;
      byBranch.set(fresh.id, document);
      pending = null;
    }
    const shown = byBranch.get(message.shown);
    if (pending !== null || shown === undefined || applied === null) return;
    if (changesMeaning(shown, applied)) {
      applied = shown;
      documents.actions.showBranch(keepLayout(shown, documents.getState().document));
    }
  });

  apply();
  return () => {
    clearTimeout(timer);
    stopDocuments();
    stopRun();
  };
}

function reachedBy(run: RunStore): number {
  const { branches, shown } = run.getState();
  return branches.find(({ id }) => id === shown)?.reached ?? 0;
}

/** Where the first different instant is: the past up to there is shared. */
function forkInstant(
  before: PipelineDocument,
  after: PipelineDocument,
  changes: readonly MeaningChange[],
  playhead: number,
): number {
  if (changes.some(({ where }) => where !== 'interventions')) return playhead;
  const differing = [
    ...without(before.interventions, after.interventions),
    ...without(after.interventions, before.interventions),
  ];
  return Math.min(...differing.map(({ at }) => at));
}

function addedIntervention(
  before: PipelineDocument,
  after: PipelineDocument,
  changes: readonly MeaningChange[],
): Intervention | null {
  if (changes.some(({ where }) => where !== 'interventions')) return null;
  const [added, ...more] = without(after.interventions, before.interventions);
  if (added === undefined || more.length > 0 || without(before.interventions, after.interventions).length > 0)
    return null;
  return added;
}

function without(all: readonly Intervention[], some: readonly Intervention[]): readonly Intervention[] {
  const known = new Set(some.map((intervention) => JSON.stringify(intervention)));
  return all.filter((intervention) => !known.has(JSON.stringify(intervention)));
}

/** Another branch means another run, not another arrangement on the table. */
function keepLayout(document: PipelineDocument, current: PipelineDocument): PipelineDocument {
  const places = new Map(current.nodes.map(({ id, position }) => [id, position]));
  const nodes = document.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position }));
  return { ...document, title: current.title, notes: current.notes, nodes };
}
