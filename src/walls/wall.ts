import { parseSource, type Source } from './source.ts';

/** A rule about the whole of `src` that a machine can hold. */
export interface Wall {
  readonly says: string;
  /** One line for each breach, beginning with the file's path. */
  findBreaches(sources: readonly Source[]): readonly string[];
  /** Each of these would break the rule in its own way: the proof that it can fail. */
  readonly mustCatch: readonly Sample[];
  /** What looks like a breach and is none. */
  readonly mustAllow: readonly Sample[];
}

/** Texts of files by their path under `src`. */
export type Sample = Readonly<Record<string, string>>;

export function parseSample(sample: Sample): readonly Source[] {
  return Object.entries(sample).map(([path, text]) => parseSource(path, text));
}
