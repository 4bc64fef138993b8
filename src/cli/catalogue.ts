/** `tidemark presets`, `tidemark kinds`, `tidemark validate FILE`. */
import { operatorKinds } from '../operators/index.ts';
import { configJsonSchema } from '../pipeline/json-schema.ts';
import { presets } from '../pipeline/presets/index.ts';
import { validate } from '../pipeline/validate.ts';
import { readWhat } from './run/arguments.ts';
import { tellProblems } from './tell-problems.ts';

export function presetsCommand(argv: readonly string[]): number {
  const list = presets.map(({ name, document }) => ({
    name,
    title: document.title,
    nodes: document.nodes.map((node) => node.id),
  }));
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ presets: list })}\n`);
  else
    for (const { name, title, nodes } of list)
      process.stdout.write(`${name.padEnd(16)}${title}\n${''.padEnd(16)}${nodes.join(' ')}\n`);
  return 0;
}

export function kindsCommand(argv: readonly string[]): number {
  const kinds = operatorKinds.map(({ spec }) => ({
    kind: spec.kind,
    title: spec.title,
    group: spec.group,
    ports: { inputs: spec.inputs.map((port) => port.id), outputs: spec.outputs.map((port) => port.id) },
    configSchema: configJsonSchema(spec),
  }));
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ kinds })}\n`);
  else
    for (const { kind, title, group } of kinds) process.stdout.write(`${kind.padEnd(18)}${group.padEnd(12)}${title}\n`);
  return 0;
}

export function validateCommand(argv: readonly string[]): number {
  const what = argv.find((word) => !word.startsWith('--'));
  const found =
    what === undefined
      ? {
          document: null,
          problems: [
            {
              where: 'command line',
              field: 'validate',
              message: 'Say what to validate.',
              hint: 'A document’s file or a preset’s name.',
            },
          ],
        }
      : readWhat(what);
  const problems = [
    ...found.problems,
    ...(found.document === null ? [] : validate(found.document, operatorKinds).problems),
  ];
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify({ valid: problems.length === 0, problems })}\n`);
  if (problems.length > 0) return tellProblems(problems);
  if (!argv.includes('--json')) process.stdout.write('valid\n');
  return 0;
}
