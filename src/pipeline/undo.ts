/** Undo as a list of values: what the document was, is, and was before it was undone. */
import { changesMeaning } from './change-of-meaning.ts';
import type { PipelineDocument } from './document.ts';
import { sameValue } from './same-value.ts';

/** The oldest step is forgotten beyond this. */
export const UNDO_LIMIT_STEPS = 200;

export interface EditHistory {
  /** Oldest first. */
  readonly past: readonly PipelineDocument[];
  readonly present: PipelineDocument;
  /** What `redo` brings back, next first. */
  readonly future: readonly PipelineDocument[];
  /** Edits of the same gesture make one step; `null` = the next edit is a step of its own. */
  readonly gesture: string | null;
}

export function startHistory(document: PipelineDocument): EditHistory {
  return { past: [], present: document, future: [], gesture: null };
}

/**
 * Makes `document` the present; one that says the same as the present is no step. Consecutive edits of one `gesture` (typing in one field) are one step, and so are
 * consecutive moves of the same nodes, which need no name.
 */
export function recordEdit(
  history: EditHistory,
  document: PipelineDocument,
  gesture: string | null = null,
): EditHistory {
  if (sameValue(document, history.present)) return history;
  const current = gesture ?? moveGesture(history.present, document);
  const continues = current !== null && current === history.gesture;
  const past = continues ? history.past : [...history.past, history.present].slice(-UNDO_LIMIT_STEPS);
  return { past, present: document, future: [], gesture: current };
}

/** The pointer was released, the field left: whatever comes next is a step of its own. */
export function endGesture(history: EditHistory): EditHistory {
  return history.gesture === null ? history : { ...history, gesture: null };
}

export function undo(history: EditHistory): EditHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

export function redo(history: EditHistory): EditHistory {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, gesture: null };
}

/** Names the nodes that moved, if nothing happened but that. */
function moveGesture(before: PipelineDocument, after: PipelineDocument): string | null {
  const isSame =
    before.title === after.title && before.notes === after.notes && before.nodes.length === after.nodes.length;
  if (!isSame || changesMeaning(before, after)) return null;
  const pairs = before.nodes.map((node, index) => ({ node, other: after.nodes[index] }));
  if (pairs.some(({ node, other }) => node.title !== other?.title)) return null;
  const moved = pairs.filter(
    ({ node, other }) => node.position.x !== other?.position.x || node.position.y !== other?.position.y,
  );
  return moved.length === 0 ? null : `move ${moved.map(({ node }) => node.id).join(' ')}`;
}
