/** A file that is dropped anywhere on the page: a pipeline is opened, anything else becomes the stream of one. */
import { useEffect, useState } from 'react';
import { findPreset } from '../../pipeline/presets/index.ts';
import { parseDocument } from '../shell/on-demand/documents-in-words.ts';
import { openDrawing } from '../shell/open-drawing.ts';
import { documents } from '../stores/documents.ts';
import { openInspector, showToast } from '../stores/workspace-store.ts';
import styles from './page-drop.module.css';

export function PageDrop() {
  const [isOver, setOver] = useState(false);
  useEffect(() => listenForFiles(setOver), []);
  return isOver ? (
    <div className={styles['veil']} aria-hidden="true">
      <p>
        Drop it to open it <span>a CSV or JSON file as a stream, a saved pipeline as itself</span>
      </p>
    </div>
  ) : null;
}

/** A place on the page that takes files of its own prevents the default, and is left to it. */
function listenForFiles(setOver: (isOver: boolean) => void): () => void {
  const over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    setOver(!event.defaultPrevented);
    event.preventDefault();
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (event.defaultPrevented || file === undefined) return;
    event.preventDefault();
    void openFile(file);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
  };
}

/** More than any document has, and little enough to be looked through. */
const DOCUMENT_BYTES = 4_000_000;

/** A saved pipeline is one JSON object with nodes; rows have no such list. */
function isPipeline(text: string): boolean {
  return /^\s*\{/.test(text) && /"nodes"\s*:\s*\[/.test(text) && /"edges"\s*:\s*\[/.test(text);
}

async function openFile(file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes.subarray(0, DOCUMENT_BYTES));
  if (isPipeline(text)) {
    const { document, problems } = await parseDocument(text);
    const [first] = problems;
    if (first !== undefined) showToast(first.message, first.hint);
    if (document !== null) openDrawing(document);
    return;
  }
  const preset = findPreset('file-window');
  if (preset === undefined) return;
  const { previewFile } = await import('../../operators/file/file-preview.ts');
  const { filePipeline } = await import('./file-pipeline.ts');
  openDrawing(filePipeline(preset, file.name, previewFile(bytes, 'auto')), { [file.name]: bytes });
  documents.actions.select(['file']);
  openInspector('settings');
}
