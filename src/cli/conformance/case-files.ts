import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The case files at or below a path, in the order of their names; a directory is read recursively. */
export function findCaseFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .flatMap((inner) => (statSync(inner).isDirectory() ? findCaseFiles(inner) : isCaseFile(inner) ? [inner] : []));
}

/** The cases of one file, a JSON array, plain or gzipped. Throws an error that names the file. */
export function readCases(file: string): readonly unknown[] {
  try {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const cases: unknown = JSON.parse(text);
    if (!Array.isArray(cases)) throw new Error('it does not hold a JSON array of cases');
    return cases;
  } catch (failure) {
    throw new Error(`${file}: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
}

function isCaseFile(path: string): boolean {
  return path.endsWith('.json') || path.endsWith('.json.gz');
}
