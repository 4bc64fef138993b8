/**
 * In the built page the file source reads its rows through this (vite.config.ts): what reads CSV and JSON comes
 * when somebody first brings a file, and the files are then judged once more.
 */
import type { ReadTable, TableSettings } from '../../../operators/file/file-table.ts';
import { documents } from '../../stores/documents.ts';
import { part } from './parts.ts';

const reader = part(async () => (await import('../../../operators/file/file-table.ts')).readTable);

export function readTable(name: string, bytes: Uint8Array, settings: TableSettings): ReadTable {
  const read = reader.here();
  if (read !== null) return read(name, bytes, settings);
  void reader.fetch().then(readAgain);
  return {
    kind: 'refused',
    field: 'path',
    message: `“${name}” is about to be read.`,
    hint: 'What reads files is still being fetched.',
  };
}

/** As copies: what was said of the bytes before is remembered with them. */
function readAgain(): void {
  if (reader.here() === null) return;
  for (const [name, bytes] of Object.entries(documents.getState().files))
    documents.actions.putFile(name, bytes.slice());
}
