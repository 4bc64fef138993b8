import type { z } from 'zod';
import type { Problem } from './problem.ts';

/** Says in plain words what zod found wrong; messages of a schema's own are kept as they are. */
export function issueWords(issue: z.core.$ZodIssue, isMissing: boolean): Pick<Problem, 'message' | 'hint'> {
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
