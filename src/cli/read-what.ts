/** What a command is to work on: a preset's name or a document's file. */
import type { Problem } from '../base/problem.ts';
import { operatorKinds } from '../operators/index.ts';
import type { BoundPipeline } from '../pipeline/bound-pipeline.ts';
import type { PipelineDocument } from '../pipeline/document.ts';
import { checkInterventions, type FaultTargets, faultTargets } from '../pipeline/fault-targets.ts';
import { type ParsedDocument, parseDocument } from '../pipeline/parse-document.ts';
import { findPreset, presets } from '../pipeline/presets/index.ts';
import { validate } from '../pipeline/validate.ts';
import { chooseStartAt, expandPipeline } from '../run/expand.ts';
import { inputBytes, readInput } from './input-file.ts';
import { commandLineProblem } from './words.ts';

export const presetNames = presets.map((preset) => preset.name).join(', ');

/** `command` is told where there is not exactly one word. */
export function readWhat(command: string, words: readonly string[]): ParsedDocument {
  const [what] = words;
  if (words.length !== 1)
    return refuse(
      command,
      words.length === 0 ? `Say what to ${command}.` : `One thing at a time: ${words.join(', ')} are too many.`,
      `A document’s file, or one of ${presetNames}.`,
    );
  const preset = findPreset(what);
  if (preset !== undefined) return { document: preset, problems: [] };
  const input = readInput(what);
  if (input.kind === 'bytes') return parseDocument(new TextDecoder().decode(input.bytes));
  const message =
    input.why === 'is not there' ? `There is no preset and no file “${what}”.` : `“${what}” ${input.why}.`;
  return refuse(command, message, `The presets are ${presetNames}.`);
}

export interface UnderstoodDocument {
  readonly problems: readonly Problem[];
  /** Both null as soon as there is a problem. */
  readonly plan: BoundPipeline | null;
  readonly targets: FaultTargets | null;
}

/** Validates with the files of this machine, and with what is known of sources once their streams exist. */
export function understand(document: PipelineDocument): UnderstoodDocument {
  const { plan, problems } = validate(document, operatorKinds, inputBytes);
  if (plan === null) return { problems, plan, targets: null };
  const { settings } = document;
  const startAtMs = chooseStartAt(settings, plan);
  const { nodes } = expandPipeline(plan, { settings, startAtMs, file: inputBytes });
  const splits = new Map(
    nodes.map(({ id, behaviour }) => [id, behaviour.role === 'source' ? behaviour.stream.partitions : null]),
  );
  const targets = faultTargets(document, plan, (node) => splits.get(node) ?? null);
  const missed = checkInterventions(document.interventions, targets);
  return missed.length > 0 ? { problems: missed, plan: null, targets: null } : { problems: [], plan, targets };
}

function refuse(field: string, message: string, hint: string): ParsedDocument {
  return { document: null, problems: [commandLineProblem(field, message, hint)] };
}
