import { expect, it } from 'vitest';
import { JsonlReader } from './read-jsonl.ts';

it('makes a line bad that is nested too deeply to be kept as text, and reads on', () => {
  const deep = `{"a":1,"b":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const reader = new JsonlReader(`{"a":1}\n${deep}\n{"a":2}`);
  expect(reader.next()).toMatchObject({ line: 1, fields: ['1'], fault: null });
  expect(reader.next()).toMatchObject({ line: 2, fault: 'a field is nested too deeply' });
  expect(reader.next()).toMatchObject({ line: 3, fields: ['2', null], fault: null });
});
