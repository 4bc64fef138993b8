/** First step of understanding a document: every node's kind found and its configuration parsed. */
import type { Problem } from '../base/problem.ts';
import { formFields } from '../operators/form.ts';
import type { BoundOperator, Files, OperatorKind } from '../operators/kind.ts';
import type { PipelineDocument, PipelineNode } from './document.ts';
import { type FieldPath, isRecord, lostFields } from './lost-fields.ts';

export interface BoundNodes {
  /** By node id; a node whose kind or configuration could not be read is missing. */
  readonly operators: ReadonlyMap<string, BoundOperator>;
  readonly problems: readonly Problem[];
}

export function bindNodes(document: PipelineDocument, kinds: readonly OperatorKind[], files?: Files): BoundNodes {
  const operators = new Map<string, BoundOperator>();
  const problems: Problem[] = [];
  for (const node of document.nodes) {
    const kind = kinds.find(({ spec }) => spec.kind === node.kind);
    if (kind === undefined) {
      problems.push(unknownKind(node, kinds));
      continue;
    }
    const bound = kind.bind(node.id, node.config, files);
    if (bound.kind === 'problems') {
      problems.push(...bound.problems, ...unknownSettings(node, kind));
      continue;
    }
    problems.push(...unreadSettings(node, bound.operator));
    operators.set(node.id, bound.operator);
  }
  return { operators, problems };
}

/** A node without a parallelism of its own takes the job's, as an operator in Flink does. */
export function parallelismOf(document: PipelineDocument, node: PipelineNode): number {
  return node.parallelism ?? document.settings.parallelism;
}

function unknownKind(node: PipelineNode, kinds: readonly OperatorKind[]): Problem {
  return {
    where: node.id,
    field: 'kind',
    message: `There is no operator kind “${node.kind}”.`,
    hint: `The kinds are: ${kinds.map(({ spec }) => spec.kind).join(', ')}.`,
  };
}

/** A misspelt setting would otherwise quietly take its default. */
function unreadSettings(node: PipelineNode, operator: BoundOperator): readonly Problem[] {
  const known = isRecord(operator.config) ? Object.keys(operator.config) : [];
  return lostFields(node.config, operator.config).map((path) => noSetting(node, path, operator.face.title, known));
}

/** Of a configuration that could not be parsed as a whole, at least the names can be judged. */
function unknownSettings(node: PipelineNode, { spec }: OperatorKind): readonly Problem[] {
  const known = formFields(spec.config).map(({ name }) => name);
  // A configuration that is one choice of groups has other names in each.
  if (known.includes('')) return [];
  const names = Object.keys(node.config).filter((name) => !known.includes(name));
  return names.map((name) => noSetting(node, [name], spec.title, known));
}

function noSetting(node: PipelineNode, path: FieldPath, title: string, known: readonly string[]): Problem {
  return {
    where: node.id,
    field: path.join('.'),
    message: `${title} has no setting “${path.join('.')}”.`,
    hint:
      path.length > 1 || known.length === 0
        ? 'Correct its name, or remove it.'
        : `Its settings are: ${known.join(', ')}.`,
  };
}
