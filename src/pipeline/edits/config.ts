/** Edits of what nodes and the job are set to, and of the document's own words. */
import { type PipelineDocument, settingsSchema } from '../document.ts';
import { issueProblem, unknownFieldProblem } from '../issue-problem.ts';
import { type FieldPath, isRecord, lostFields } from '../lost-fields.ts';
import { type CheckedEdit, checkEdit } from './checked-edit.ts';
import { changeNodes } from './nodes.ts';
import { setAt, valueAt } from './set-at.ts';

/** Writes one place of a node's configuration; `undefined` gives it its default. `validate` judges the value. */
export function setConfig(document: PipelineDocument, node: string, path: FieldPath, value: unknown): PipelineDocument {
  return changeNodes(document, (candidate) => {
    if (candidate.id !== node) return candidate;
    const config = setAt(candidate.config, path, value);
    return isRecord(config) ? { ...candidate, config } : candidate;
  });
}

/** What is set there; `undefined` where the default stands. */
export function configAt(document: PipelineDocument, node: string, path: FieldPath): unknown {
  return valueAt(document.nodes.find(({ id }) => id === node)?.config, path);
}

/** Writes one place of the settings (`['checkpointing', 'intervalMs']`); `undefined` gives it its default. */
export function setSettings(document: PipelineDocument, path: FieldPath, value: unknown): CheckedEdit {
  const settings = setAt(document.settings, path, value);
  const parsed = settingsSchema.safeParse(settings);
  const inSettings = (inner: readonly PropertyKey[]) => ['settings', ...inner];
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ ...issue, path: inSettings(issue.path) }));
    return { document, problems: issues.map((issue) => issueProblem({ settings }, issue)) };
  }
  const lost = lostFields(settings, parsed.data);
  if (lost.length === 0) return { document: { ...document, settings: parsed.data }, problems: [] };
  return { document, problems: lost.map((inner) => unknownFieldProblem({ settings }, ['settings', ...inner])) };
}

export function titleDocument(document: PipelineDocument, title: string): CheckedEdit {
  return checkEdit(document, { ...document, title });
}

export function setNotes(document: PipelineDocument, notes: string): CheckedEdit {
  return checkEdit(document, { ...document, notes });
}
