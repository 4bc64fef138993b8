/** Edits that can be refused, because a person typed what they write, and those that need room. */
import type { Problem } from '../../base/problem.ts';
import { DOCUMENT_LIMITS, documentSchema, type PipelineDocument } from '../document.ts';
import { issueProblem } from '../issue-problem.ts';

/** The edited document; or the one before, untouched, and why. */
export interface CheckedEdit {
  readonly document: PipelineDocument;
  readonly problems: readonly Problem[];
}

/** Takes the edit only if its result is a document that could be read again. */
export function checkEdit(before: PipelineDocument, edited: PipelineDocument): CheckedEdit {
  const parsed = documentSchema.safeParse(edited);
  if (parsed.success) return { document: edited, problems: [] };
  return { document: before, problems: parsed.error.issues.map((issue) => issueProblem(edited, issue)) };
}

export function refuseEdit(document: PipelineDocument, problem: Problem): CheckedEdit {
  return { document, problems: [problem] };
}

/** Why so much more cannot be added; edits that add return the document as it was in that case. */
export function roomFor(
  document: PipelineDocument,
  more: { readonly nodes?: number; readonly edges?: number; readonly interventions?: number },
): Problem | null {
  for (const part of ['nodes', 'edges', 'interventions'] as const) {
    const most = DOCUMENT_LIMITS[part];
    const count = document[part].length + (more[part] ?? 0);
    if (count <= most || more[part] === undefined) continue;
    const message = `A pipeline holds at most ${most} ${part}; this would make ${count}.`;
    return { where: 'document', field: part, message, hint: 'Remove some first, or begin another pipeline.' };
  }
  return null;
}
