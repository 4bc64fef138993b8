/**
 * Edits of what is done to the run. An intervention is known by its index, which stays the same while it is
 * dragged along the time axis; the run sorts them by time, equal times by index.
 */
import type { Intervention, PipelineDocument } from '../document.ts';
import { type CheckedEdit, checkEdit, refuseEdit, roomFor } from './checked-edit.ts';

export function addIntervention(document: PipelineDocument, intervention: Intervention): CheckedEdit {
  const full = roomFor(document, { interventions: 1 });
  if (full !== null) return refuseEdit(document, full);
  // Adding 0 turns −0 into 0: JSON knows no −0.
  const added = { ...intervention, at: intervention.at + 0 };
  return checkEdit(document, { ...document, interventions: [...document.interventions, added] });
}

/** `at` in virtual microseconds; before the start means at the start. */
export function moveIntervention(document: PipelineDocument, index: number, at: number): PipelineDocument {
  const moved = document.interventions[index];
  const instant = Math.max(0, Math.round(at));
  if (moved === undefined || moved.at === instant || !Number.isSafeInteger(instant)) return document;
  const interventions = document.interventions.map((intervention, other) =>
    other === index ? { ...intervention, at: instant } : intervention,
  );
  return { ...document, interventions };
}

export function removeIntervention(document: PipelineDocument, index: number): PipelineDocument {
  if (document.interventions[index] === undefined) return document;
  return { ...document, interventions: document.interventions.filter((_, other) => other !== index) };
}
