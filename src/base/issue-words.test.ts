import { expect, it } from 'vitest';
import { z } from 'zod';
import { issueWords } from './issue-words.ts';

const even = z.number().refine((value) => value % 2 === 0, 'It must be even.');

it.each([
  ['a choice', z.enum(['none', 'exactly-once']), 'maybe', 'Choose one of: none, exactly-once.'],
  ['a type', z.string(), 5, 'Give it a value of that type.'],
  ['a whole number', z.number().int(), 1.5, 'Give it a value of that type.'],
  ['a least value', z.number().min(1), 0, 'The smallest value: 1.'],
  ['a least value left out', z.number().gt(0), 0, 'The smallest value: more than 0.'],
  ['a greatest value', z.number().max(64), 65, 'The largest value: 64.'],
  ['a length', z.array(z.string()).min(1), [], 'The fewest entries: 1.'],
  ['what is missing', z.boolean(), undefined, 'Add it: true or false.'],
  ['what a schema says itself', even, 3, 'Change it, or remove it to take its default.'],
])('says what to do about %s, in no words of zod', (_, schema, value, hint) => {
  const issue = schema.safeParse(value).error?.issues[0];
  if (issue === undefined) throw new Error('the value is right');
  const words = issueWords(issue, value === undefined);
  expect(words.hint).toBe(hint);
  expect(words.message).toMatch(/^It .*\.$/);
  expect(words.message).not.toMatch(/invalid|expected|received/i);
});
