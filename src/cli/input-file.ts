/** Files that somebody names in a terminal, each read once, so that it is parsed once. */
import { readFileSync, statSync } from 'node:fs';

export type InputFile =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'unreadable'; readonly why: string };

const read = new Map<string, Uint8Array>();

export function readInput(name: string): InputFile {
  const known = read.get(name);
  if (known !== undefined) return { kind: 'bytes', bytes: known };
  try {
    const stats = statSync(name, { throwIfNoEntry: false });
    if (stats === undefined) return { kind: 'unreadable', why: 'is not there' };
    if (stats.isDirectory()) return { kind: 'unreadable', why: 'is a directory' };
    const bytes = new Uint8Array(readFileSync(name));
    read.set(name, bytes);
    return { kind: 'bytes', bytes };
  } catch (failure) {
    // Too large, or not ours to read: the system's own words say which.
    return { kind: 'unreadable', why: `cannot be read (${failure instanceof Error ? failure.message : failure})` };
  }
}

/** As sources ask for files: undefined where there is none to read. */
export function inputBytes(name: string): Uint8Array | undefined {
  const input = readInput(name);
  return input.kind === 'bytes' ? input.bytes : undefined;
}
