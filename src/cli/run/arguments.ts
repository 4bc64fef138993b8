/** The words of `tidemark run`, read into a document and what to do with it; every mistake is a Problem in words. */
import type { Problem } from '../../base/problem.ts';
import { operatorKinds } from '../../operators/index.ts';
import type { BoundPipeline } from '../../pipeline/bound-pipeline.ts';
import type { Intervention, PipelineDocument } from '../../pipeline/document.ts';
import { DURATION_HINT, formatDuration, parseDuration } from '../../pipeline/duration-text.ts';
import type { FaultTargets } from '../../pipeline/fault-targets.ts';
import { parseFault } from '../../pipeline/fault-text.ts';
import { applySet } from '../../pipeline/set-text.ts';
import { readWhat, understand } from '../read-what.ts';
import { commandLineProblem, splitWords, type Words } from '../words.ts';

export interface RunOptions {
  /** With the faults of the command line among its interventions. */
  readonly document: PipelineDocument;
  readonly faults: readonly Intervention[];
  readonly plan: BoundPipeline;
  readonly untilMicros: number | null;
  /** How many of a sink's records are told; null where nobody said. */
  readonly records: number | null;
  readonly json: boolean;
}

export type ReadArguments =
  | { readonly kind: 'options'; readonly options: RunOptions }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

const OPTIONS = { once: ['--until', '--seed', '--profile', '--records'], repeatable: ['--fault', '--set'] } as const;

export function readRunArguments(argv: readonly string[]): ReadArguments {
  const words = splitWords(argv, OPTIONS);
  if ('message' in words) return refuse([words]);
  const found = readWhat('run', words.plain);
  if (found.document === null || found.problems.length > 0) return refuse(found.problems);
  const set = applySettings(found.document, words);
  // What does not fit the document may follow from a setting that was refused, so that is told first.
  if (set.problems.length > 0) return refuse(set.problems);
  const { plan, targets, problems } = understand(set.document);
  if (plan === null || targets === null) return refuse(problems);
  const until = readUntil(words.values('--until'));
  const records = readRecords(words.values('--records'));
  const { faults, problems: wrong } = readFaults(words.values('--fault'), targets, until.value);
  const misread = [...wrong, ...until.problems, ...records.problems];
  if (misread.length > 0) return refuse(misread);
  const document = { ...set.document, interventions: [...set.document.interventions, ...faults] };
  return {
    kind: 'options',
    options: { document, faults, plan, untilMicros: until.value, records: records.value, json: words.json },
  };
}

function applySettings(document: PipelineDocument, words: Words) {
  const texts = [
    ...words.values('--set').map((text) => ({ flag: '--set', text })),
    ...words.values('--seed').map((text) => ({ flag: '--seed', text: `settings.seed=${text}` })),
    ...words.values('--profile').map((text) => ({ flag: '--profile', text: `settings.profile=${text}` })),
  ];
  const problems: Problem[] = [];
  let edited = document;
  for (const { flag, text } of texts) {
    const edit = applySet(edited, text, operatorKinds);
    edited = edit.document;
    problems.push(...edit.problems.map((problem) => named(problem, flag)));
  }
  return { document: edited, problems };
}

function readFaults(texts: readonly string[], targets: FaultTargets, untilMicros: number | null) {
  const faults: Intervention[] = [];
  const problems: Problem[] = [];
  for (const text of texts) {
    const fault = parseFault(text, targets);
    if (fault.kind === 'problem') problems.push(named(fault.problem, '--fault'));
    else if (untilMicros !== null && fault.intervention.at >= untilMicros) {
      const message = `The run ends at ${formatDuration(untilMicros)}, before this fault.`;
      problems.push({ where: text, field: 'at', message, hint: 'Let it run for longer, or move the fault.' });
    } else faults.push(fault.intervention);
  }
  return { faults, problems };
}

interface Read {
  readonly value: number | null;
  readonly problems: readonly Problem[];
}

function readUntil([text]: readonly string[]): Read {
  if (text === undefined) return { value: null, problems: [] };
  const value = parseDuration(text);
  const hint = `${DURATION_HINT} At most some 285 years.`;
  return { value, problems: value === null ? [commandLineProblem('--until', `“${text}” is no duration.`, hint)] : [] };
}

function readRecords([text]: readonly string[]): Read {
  if (text === undefined) return { value: null, problems: [] };
  if (text === 'all') return { value: Infinity, problems: [] };
  if (/^\d+$/.test(text)) return { value: Number(text), problems: [] };
  const message = `“${text}” is no number of records.`;
  return { value: null, problems: [commandLineProblem('--records', message, 'Write a whole number, or all.')] };
}

/** An empty text cannot say where it was written. */
function named(problem: Problem, flag: string): Problem {
  return problem.where.trim() === '' ? { ...problem, where: 'command line', field: flag } : problem;
}

function refuse(problems: readonly Problem[]): ReadArguments {
  return { kind: 'problems', problems };
}
