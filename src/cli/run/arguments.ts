/** The words of `tidemark run`, read into a document and what to do with it; every mistake is a Problem in words. */
import { readFileSync, existsSync } from 'node:fs';
import type { Problem } from '../../base/problem.ts';
import { operatorKinds } from '../../operators/index.ts';
import type { Files } from '../../operators/kind.ts';
import type { PipelineDocument } from '../../pipeline/document.ts';
import { parseDuration } from '../../pipeline/duration-text.ts';
import { faultTargets } from '../../pipeline/fault-targets.ts';
import { parseFault } from '../../pipeline/fault-text.ts';
import { parseDocument } from '../../pipeline/parse-document.ts';
import { findPreset, presets } from '../../pipeline/presets/index.ts';
import { applySet } from '../../pipeline/set-text.ts';
import { validate } from '../../pipeline/validate.ts';
import type { BoundPipeline } from '../../pipeline/bound-pipeline.ts';

export interface RunOptions {
  readonly document: PipelineDocument;
  readonly plan: BoundPipeline;
  readonly untilMicros: number | null;
  readonly records: number;
  readonly json: boolean;
}

export type ReadArguments =
  | { readonly kind: 'options'; readonly options: RunOptions }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

const FLAGS_WITH_VALUE = ['--until', '--seed', '--profile', '--fault', '--set', '--records'] as const;

export function readRunArguments(argv: readonly string[], files: Files): ReadArguments {
  const words = splitWords(argv);
  if ('message' in words) return refuse([words]);
  const found = readWhat(words.what);
  if (found.document === null || found.problems.length > 0) return refuse(found.problems);
  let document = found.document;
  const problems: Problem[] = [];
  for (const text of words.values('--set')) {
    const edit = applySet(document, text, operatorKinds);
    document = edit.document;
    problems.push(...edit.problems);
  }
  for (const [flag, path] of [
    ['--seed', 'settings.seed'],
    ['--profile', 'settings.profile'],
  ] as const) {
    for (const text of words.values(flag)) {
      const edit = applySet(document, `${path}=${text}`, operatorKinds);
      document = edit.document;
      problems.push(...edit.problems);
    }
  }
  const { plan, problems: invalid } = validate(document, operatorKinds, files);
  problems.push(...invalid);
  if (plan === null || problems.length > 0) return refuse(problems);
  const targets = faultTargets(document, plan);
  for (const text of words.values('--fault')) {
    const fault = parseFault(text, targets);
    if (fault.kind === 'problem') problems.push(fault.problem);
    else document = { ...document, interventions: [...document.interventions, fault.intervention] };
  }
  const until = words.values('--until').map((text) => parseDuration(text));
  if (until.includes(null))
    problems.push(problem('--until', 'This is no duration.', 'Write for instance 10m, 67s or 95001ms.'));
  const records = readRecords(words.values('--records').at(-1));
  if (records === null) problems.push(problem('--records', 'This is no number of records.', 'Write a number, or all.'));
  if (problems.length > 0 || records === null) return refuse(problems);
  return { kind: 'options', options: { document, plan, untilMicros: until.at(-1) ?? null, records, json: words.json } };
}

interface Words {
  readonly what: string;
  readonly json: boolean;
  values(flag: string): readonly string[];
}

function splitWords(argv: readonly string[]): Words | Problem {
  const values = new Map<string, string[]>();
  const plain: string[] = [];
  let json = false;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i];
    const [flag, inline] =
      word.startsWith('--') && word.includes('=') && FLAGS_WITH_VALUE.some((known) => word.startsWith(`${known}=`))
        ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
        : [word, undefined];
    if (flag === '--json') json = true;
    else if (FLAGS_WITH_VALUE.some((known) => known === flag)) {
      const value = inline ?? argv[++i];
      if (value === undefined) return problem(flag, 'A value is missing.', `Write ${flag} VALUE.`);
      values.set(flag, [...(values.get(flag) ?? []), value]);
    } else if (flag.startsWith('--'))
      return problem(flag, 'There is no such option.', `There are ${FLAGS_WITH_VALUE.join(', ')} and --json.`);
    else plain.push(word);
  }
  if (plain.length !== 1)
    return problem(
      'run',
      plain.length === 0 ? 'Say what to run.' : 'One thing can be run at a time.',
      `A document’s file, or one of ${presetNames()}.`,
    );
  return { what: plain[0], json, values: (flag) => values.get(flag) ?? [] };
}

export function readWhat(what: string): {
  readonly document: PipelineDocument | null;
  readonly problems: readonly Problem[];
} {
  const preset = findPreset(what);
  if (preset !== undefined) return { document: preset, problems: [] };
  if (!existsSync(what))
    return {
      document: null,
      problems: [problem(what, 'There is no preset and no file of this name.', `The presets are ${presetNames()}.`)],
    };
  return parseDocument(readFileSync(what, 'utf8'));
}

function readRecords(text: string | undefined): number | null {
  if (text === undefined) return 1000;
  if (text === 'all') return Infinity;
  const count = Number(text);
  return Number.isInteger(count) && count >= 0 ? count : null;
}

function presetNames(): string {
  return presets.map((preset) => preset.name).join(', ');
}

function problem(field: string, message: string, hint: string): Problem {
  return { where: 'command line', field, message, hint };
}

function refuse(problems: readonly Problem[]): ReadArguments {
  return { kind: 'problems', problems };
}
