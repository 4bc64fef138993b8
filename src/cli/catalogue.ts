/** `tidemark presets`, `tidemark kinds`, `tidemark validate FILE`. */
import { operatorKinds } from '../operators/index.ts';
import { configJsonSchema } from '../pipeline/json-schema.ts';
import { presets } from '../pipeline/presets/index.ts';
import { readWhat, understand } from './read-what.ts';
import { tellProblems } from './tell-problems.ts';
import { commandLineProblem, splitWords, type Words } from './words.ts';

export function presetsCommand(argv: readonly string[]): number {
  const words = splitWords(argv, NO_VALUES);
  if ('message' in words) return tellProblems([words]);
  if (words.plain.length > 0) return tellProblems([nothingMore('presets', words)]);
  const list = presets.map(({ name, document }) => ({
    name,
    title: document.title,
    nodes: document.nodes.map((node) => node.id),
  }));
  if (words.json) process.stdout.write(`${JSON.stringify({ presets: list })}\n`);
  else
    for (const { name, title, nodes } of list)
      process.stdout.write(`${name.padEnd(16)}${title}\n${''.padEnd(16)}${nodes.join(' ')}\n`);
  return 0;
}

export function kindsCommand(argv: readonly string[]): number {
  const words = splitWords(argv, NO_VALUES);
  if ('message' in words) return tellProblems([words]);
  if (words.plain.length > 0) return tellProblems([nothingMore('kinds', words)]);
  const kinds = operatorKinds.map(({ spec }) => ({
    kind: spec.kind,
    title: spec.title,
    group: spec.group,
    ports: { inputs: spec.inputs.map((port) => port.id), outputs: spec.outputs.map((port) => port.id) },
    configSchema: configJsonSchema(spec),
  }));
  if (words.json) process.stdout.write(`${JSON.stringify({ kinds })}\n`);
  else
    for (const { kind, title, group } of kinds) process.stdout.write(`${kind.padEnd(18)}${group.padEnd(12)}${title}\n`);
  return 0;
}

export function validateCommand(argv: readonly string[]): number {
  const words = splitWords(argv, NO_VALUES);
  if ('message' in words) return tellProblems([words]);
  const found = readWhat('validate', words.plain);
  const problems = [...found.problems, ...(found.document === null ? [] : understand(found.document).problems)];
  if (words.json) process.stdout.write(`${JSON.stringify({ valid: problems.length === 0, problems })}\n`);
  if (problems.length > 0) return tellProblems(problems);
  if (!words.json) process.stdout.write('valid\n');
  return 0;
}

const NO_VALUES = { once: [], repeatable: [] } as const;

function nothingMore(command: string, { plain }: Words) {
  return commandLineProblem(command, `It takes no ${plain.join(', ')}.`, 'There is --json.');
}
