/** The rules that hold the house together, tried on the real files and on samples that break them. */
import { describe, expect, test } from 'vitest';
import { arrows } from './walls/arrows.ts';
import { colours } from './walls/colours.ts';
import { determinism } from './walls/determinism.ts';
import { assertedTypes, emptyCatches, fileLength, fileNames, testData } from './walls/files.ts';
import { kinds } from './walls/kinds.ts';
import { operatorFolders } from './walls/operator-folders.ts';
import { headless, messages, operatorPictures, packages } from './walls/packages.ts';
import { readSources } from './walls/source.ts';
import { parseSample, type Sample, type Wall } from './walls/wall.ts';

const walls: readonly Wall[] = [
  arrows,
  packages,
  messages,
  operatorPictures,
  headless,
  determinism,
  operatorFolders,
  fileLength,
  fileNames,
  kinds,
  colours,
  assertedTypes,
  emptyCatches,
  testData,
];

const sources = readSources();

test('there is something to look at', () => {
  expect(sources.length).toBeGreaterThan(50);
});

describe.each(walls.map((wall) => ({ wall, toString: () => wall.says })))('%s', ({ wall }) => {
  test('in every file of the project', () => {
    expect(wall.findBreaches(sources)).toEqual([]);
  });

  test.each(wall.mustCatch.map(titled))('and would catch %s', ({ sample }) => {
    expect(wall.findBreaches(parseSample(sample))).not.toEqual([]);
  });

  test.each(wall.mustAllow.map(titled))('and allows %s', ({ sample }) => {
    expect(wall.findBreaches(parseSample(sample))).toEqual([]);
  });
});

function titled(sample: Sample) {
  const files = Object.entries(sample);
  const [path = '', text = ''] = files.at(-1) ?? [];
  const lines = text.trim().split('\n');
  const isLong = files.length > 3 || lines.length > 1 || text.trim() === '';
  const title = isLong ? files.map(([name]) => name).join(' + ') : `${lines[0]} in ${path}`;
  return { sample, toString: () => title };
}
