import { describe, expect, test } from 'vitest';
import { operatorKinds } from '../../operators/index.ts';
import { findPreset } from '../../pipeline/presets/index.ts';
import { validate } from '../../pipeline/validate.ts';
import { hub7, OPENS_AT, SILENT_FROM } from './scenario.ts';

const shipfast = findPreset('shipfast');
if (shipfast === undefined) throw new Error('There is no preset shipfast.');
const story = hub7(shipfast);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)[^}]*\}/g)].map(([, name]) => name ?? '');

test('the scenario is a pipeline without problems, silent for four minutes when it opens', () => {
  expect(validate(story.document, operatorKinds).problems).toEqual([]);
  expect(story.document.interventions).toEqual([{ kind: 'silence', target: 'shipments/p7', at: SILENT_FROM }]);
  expect(OPENS_AT - SILENT_FROM).toBe(240_000_000);
});

describe.each(story.steps)('step $id', (step) => {
  test('names only figures that it reads and nodes that are there', () => {
    const texts = [step.whileRunning, ...Object.values(step.told)];
    expect(texts.flatMap(placeholders).filter((name) => !(name in step.figures))).toEqual([]);
    const nodes = new Set(story.document.nodes.map(({ id }) => id));
    const named = [
      step.select,
      ...Object.values(step.figures).flatMap((figure) => ('node' in figure ? [figure.node] : [])),
      ...(step.lit ?? []).filter((part) => part.startsWith('node:')).map((part) => part.slice(5)),
    ];
    expect(named.filter((node) => node !== null && !nodes.has(node))).toEqual([]);
  });

  test('stops by itself, and scores what it asks', () => {
    expect(step.moves.at(-1)?.do).toBe('play');
    expect(step.options.length > 1).toBe(step.score !== null);
    if (step.score?.kind === 'nearest') expect(step.score.figure in step.figures).toBe(true);
    if (step.score?.kind === 'cases')
      expect(step.options.every(({ holds }) => holds !== undefined && holds.length > 0)).toBe(true);
  });

  test('leaves a document without problems after each of its edits', () => {
    const edited = step.moves.reduce(
      (document, move) => (move.do === 'edit' ? move.change(document) : document),
      story.document,
    );
    expect(validate(edited, operatorKinds).problems).toEqual([]);
  });
});
