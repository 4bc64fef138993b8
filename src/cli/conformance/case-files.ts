import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The cases of one file; or why it holds none, which is an error if the user named it and a warning below a directory. */
export type CaseFile =
  | { readonly kind: 'cases'; readonly file: string; readonly cases: readonly unknown[] }
  | { readonly kind: 'no-cases'; readonly file: string; readonly why: string };

/** Reads the case files at or below a path, in the order of their names; a directory is read recursively. */
export function readCaseFiles(path: string): readonly CaseFile[] {
  return findCaseFiles(path).map(readCaseFile);
}

function findCaseFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .flatMap((inner) => (statSync(inner).isDirectory() ? findCaseFiles(inner) : isCaseFile(inner) ? [inner] : []));
}

/** A JSON array of objects, plain or gzipped. */
function readCaseFile(file: string): CaseFile {
  try {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const cases: unknown = JSON.parse(text);
    if (isCases(cases)) return { kind: 'cases', file, cases };
    return { kind: 'no-cases', file, why: 'it does not hold a JSON array of cases' };
  } catch (failure) {
    return { kind: 'no-cases', file, why: failure instanceof Error ? failure.message : String(failure) };
  }
}

function isCases(content: unknown): content is readonly unknown[] {
  return Array.isArray(content) && content.every((each) => typeof each === 'object' && each !== null);
}

function isCaseFile(path: string): boolean {
  return path.endsWith('.json') || path.endsWith('.json.gz');
}
