/**
 * The run follows the drawing. A change of layout never touches it; a change of meaning applies at the playhead and
 * forks; what was injected or broken goes to the run as it is; undo shows the branch that was there before.
 */
import type { Intervention, PipelineDocument } from '../../pipeline/document.ts';
import { changesMeaning, type MeaningChange, meaningChanges } from '../../pipeline/change-of-meaning.ts';
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

  function apply(): void {
    const { document, validation, cause, files } = documents.getState();
    if (validation.plan === null) return;
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
    if (changes.some(changesTheData)) return open(document, files, at);
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
    run.actions.fork(forkInstant(before, document, changes, at), document, forkLabel(changes));
  }

  const stopDocuments = documents.subscribe((state, previous) => {
    if (state.document === previous.document && state.files === previous.files) return;
    clearTimeout(timer);
    // A fault or a new document is meant for now; a setting may still be on its way.
    const isUrgent = state.cause !== 'edit' || state.document.interventions !== previous.document.interventions;
    if (isUrgent) apply();
    else timer = setTimeout(apply, REST_MS);
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

/** What makes other data: there is no shared past to fork from. */
function changesTheData({ where, field }: MeaningChange): boolean {
  return where === 'settings' && ['seed', 'profile', 'startAt', 'storm'].includes(field);
}

/** `speed.size 60000 → 30000`, `join removed`; the first change, and how many more. */
export function forkLabel(changes: readonly MeaningChange[]): string {
  const [first, ...more] = changes.filter(({ where }) => where !== 'document');
  if (first === undefined) return 'other order';
  const name = [first.where, first.field.replace(/^config\./, '')].filter((part) => part !== '').join('.');
  const what = describeChange(first);
  return more.length === 0 ? `${name} ${what}` : `${name} ${what}, and ${more.length} more`;
}

function describeChange({ where, before, after }: MeaningChange): string {
  if (where === 'interventions') return 'changed';
  if (before === undefined && isPlain(after)) return `→ ${String(after)}`;
  if (before === undefined) return 'added';
  if (after === undefined) return isPlain(before) ? '→ default' : 'removed';
  return isPlain(before) && isPlain(after) ? `${String(before)} → ${String(after)}` : 'changed';
}

function isPlain(value: unknown): value is number | string | boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}

/** Another branch means another run, not another arrangement on the table. */
function keepLayout(document: PipelineDocument, current: PipelineDocument): PipelineDocument {
  const places = new Map(current.nodes.map(({ id, position }) => [id, position]));
  const nodes = document.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position }));
  return { ...document, title: current.title, notes: current.notes, nodes };
}
