/** Says in plain words what zod found wrong, at the place in the document where it is. */
import type { z } from 'zod';
import type { Problem } from '../base/problem.ts';
import { edgeId } from './graph.ts';
import { type FieldPath, isRecord } from './lost-fields.ts';

export function issueProblem(document: unknown, issue: z.core.$ZodIssue): Problem {
  const { where, field } = placeOf(document, issue.path);
  return { where, field, ...wordsFor(issue, valueAt(document, issue.path) === undefined) };
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

type Words = Pick<Problem, 'message' | 'hint'>;

function wordsFor(issue: z.core.$ZodIssue, isMissing: boolean): Words {
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = TYPE_WORDS[issue.expected] ?? issue.expected;
      return isMissing
        ? { message: 'It is missing.', hint: `Add it: ${wanted}.` }
        : { message: `It should be ${wanted}.`, hint: 'Give it a value of that type.' };
    }
    case 'too_big':
      return {
        message: `It is too ${sizeWords(issue.origin).big}.`,
        hint: `${sizeWords(issue.origin).most} ${issue.maximum}.`,
      };
    case 'too_small':
      return {
        message: `It is too ${sizeWords(issue.origin).small}.`,
        hint: `${sizeWords(issue.origin).least} ${issue.inclusive === false ? 'more than ' : ''}${issue.minimum}.`,
      };
    case 'invalid_value':
      return { message: 'It has a value that is not known here.', hint: oneOf(issue.values) };
    case 'invalid_union': {
      const options: unknown = 'options' in issue ? issue.options : undefined;
      return Array.isArray(options)
        ? { message: 'It has a value that is not known here.', hint: oneOf(options) }
        : {
            message: 'It has none of the shapes that are allowed here.',
            hint: 'Compare it with the published schema of pipeline documents.',
          };
    }
    default:
      return { message: issue.message, hint: 'Change it, or remove it to take its default.' };
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object { … }',
  record: 'an object { … }',
  array: 'a list [ … ]',
};

function sizeWords(origin: string): {
  readonly big: string;
  readonly small: string;
  readonly most: string;
  readonly least: string;
} {
  if (origin === 'string')
    return { big: 'long', small: 'short', most: 'The most characters:', least: 'The fewest characters:' };
  if (origin === 'array')
    return { big: 'long', small: 'short', most: 'The most entries:', least: 'The fewest entries:' };
  return { big: 'large', small: 'small', most: 'The largest value:', least: 'The smallest value:' };
}

function oneOf(values: readonly unknown[]): string {
  return `Choose one of: ${values.map(String).join(', ')}.`;
}
