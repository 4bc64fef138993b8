/** Puts another drawing in place of the one that is there. */
import type { PipelineDocument } from '../../pipeline/document.ts';
import type { Files } from '../stores/document-store.ts';
import { documents } from '../stores/documents.ts';
import { openInspector } from '../stores/workspace-store.ts';
import { storyteller } from '../story/story.ts';

/** A story is about its own pipeline, so it ends. What still needs something of the user is shown first. */
export function openDrawing(document: PipelineDocument, files?: Files): void {
  if (storyteller.getState().story !== null) storyteller.actions.leave();
  documents.actions.load(document, files);
  const [first] = documents.getState().validation.problems;
  if (!document.nodes.some(({ id }) => id === first?.where)) return;
  documents.actions.select([first.where]);
  openInspector('settings');
}
