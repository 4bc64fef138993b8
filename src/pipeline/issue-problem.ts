/** What zod found wrong with a document, at the place where it is. */
import type { z } from 'zod';
import { issueWords } from '../base/issue-words.ts';
import type { Problem } from '../base/problem.ts';
import { edgeId } from './graph.ts';
import { type FieldPath, isRecord } from './lost-fields.ts';

export function issueProblem(document: unknown, issue: z.core.$ZodIssue): Problem {
  const { where, field } = placeOf(document, issue.path);
  return { where, field, ...issueWords(issue, valueAt(document, issue.path) === undefined) };
}

export function unknownFieldProblem(document: unknown, path: FieldPath): Problem {
  const { where, field } = placeOf(document, path);
  return {
    where,
    field,
    message: `“${path.at(-1)}” is no field that belongs here, so it was not read.`,
    hint: 'Correct its name, or remove it.',
  };
}

/** A node's or edge's id and the field within it; everything else by the name of its part. */
export function placeOf(
  document: unknown,
  path: readonly PropertyKey[],
): { readonly where: string; readonly field: string } {
  const [part, index, ...rest] = path;
  if (part === undefined) return { where: 'document', field: '' };
  if ((part === 'nodes' || part === 'edges') && typeof index === 'number') {
    const name = part === 'nodes' ? nodeName(document, index) : edgeName(document, index);
    return { where: name, field: rest.map(String).join('.') };
  }
  if (part === 'settings' || part === 'interventions')
    return { where: part, field: path.slice(1).map(String).join('.') };
  return { where: 'document', field: path.map(String).join('.') };
}

function nodeName(document: unknown, index: number): string {
  const node = valueAt(document, ['nodes', index]);
  return isRecord(node) && typeof node.id === 'string' && node.id !== '' ? node.id : `node ${index + 1}`;
}

function edgeName(document: unknown, index: number): string {
  const edge = valueAt(document, ['edges', index]);
  const from = isRecord(edge) ? portOf(edge.from) : null;
  const to = isRecord(edge) ? portOf(edge.to) : null;
  return from === null || to === null ? `edge ${index + 1}` : edgeId({ from, to });
}

function portOf(end: unknown): { readonly node: string; readonly port: string } | null {
  if (!isRecord(end)) return null;
  const { node, port } = end;
  return typeof node === 'string' && typeof port === 'string' ? { node, port } : null;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step];
    else if (isRecord(value)) value = value[String(step)];
    else return undefined;
  }
  return value;
}
