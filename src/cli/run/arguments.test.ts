import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPreset } from '../../pipeline/presets/index.ts';
import { readRunArguments } from './arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-arguments-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `where, field: message hint` of every problem; nothing where the words are understood. */
function problemsOf(...argv: readonly string[]): readonly string[] {
  const read = readRunArguments(argv);
  return read.kind === 'options'
    ? []
    : read.problems.map(({ where, field, message, hint }) => `${where}, ${field}: ${message} ${hint}`);
}

function optionsOf(...argv: readonly string[]) {
  const read = readRunArguments(argv);
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return read.options;
}

const refused: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /^command line, run: .*shipfast, file-window, interval-join/],
  [['nope'], /nope.*The presets are/],
  [[''], /^command line, run: .*“”/],
  [[folder], /is a directory/],
  [['shipfast', 'file-window'], /One thing/],
  [['shipfast', '-x'], /^command line, -x: There is no such option/],
  [['shipfast', '--wat'], /no such option.*--until/],
  [['shipfast', '--json=1'], /no such option/],
  [['shipfast', '--until'], /value is missing/],
  [['shipfast', '--until', '10'], /no duration.*10m/],
  [['shipfast', '--until', '1m', '--until', '2m'], /^command line, --until: .*more than once/],
  [['shipfast', '--seed', '1', '--seed', '1'], /^command line, --seed: .*more than once/],
  [['shipfast', '--seed', '4294967296'], /^settings, seed: /],
  [['shipfast', '--records', ''], /no number of records/],
  [['shipfast', '--records', '-1'], /no number of records/],
  [['shipfast', '--records', '0x10'], /no number of records/],
  [['shipfast', '--fault', ''], /^command line, --fault: /],
  [['shipfast', '--set', ''], /^command line, --set: /],
  [['shipfast', '--set', 'settings.startAt=1e300'], /^settings, startAt: .*too large/],
  [['shipfast', '--fault', 'silence:shipments/p99@1s'], /no split p99.*shipments\/p0 to shipments\/p\d+/],
  [['shipfast', '--until', '1m', '--fault', 'kill:tm-1@1m'], /^kill:tm-1@1m, at: .*ends at 1m/],
];

describe('the words of tidemark run', () => {
  it.each(refused)('%j is refused in words', (argv, says) => {
    expect(problemsOf(...argv)).toEqual([expect.stringMatching(says)]);
  });

  it('may be written with an equals sign, and repeat what adds up', () => {
    const words = ['--until=1m', '--seed=7', '--fault', 'kill:tm-1@1s', '--fault=silence:shipments/p0@2s+1s'];
    const { document, untilMicros, records, faults } = optionsOf('shipfast', ...words, '--records', 'all');
    expect([document.settings.seed, untilMicros, records]).toEqual([7, 60_000_000, Infinity]);
    expect(faults).toEqual(document.interventions);
    expect(faults.map(({ kind }) => kind)).toEqual(['kill', 'silence']);
  });

  it('keep what the document plans beyond the end, for that is its own plan', () => {
    const path = join(folder, 'plan.json');
    const planned = [{ kind: 'kill', target: 'tm-1', at: 600_000_000 }];
    writeFileSync(path, JSON.stringify({ ...findPreset('shipfast'), interventions: planned }));
    expect(problemsOf(path, '--until', '1m')).toEqual([]);
  });

  it('find a split in a document that no source has', () => {
    const path = join(folder, 'split.json');
    const planned = [{ kind: 'silence', target: 'shipments/p99', at: 0 }];
    writeFileSync(path, JSON.stringify({ ...findPreset('shipfast'), interventions: planned }));
    expect(problemsOf(path)).toEqual([expect.stringMatching(/^interventions, 0.target: .*no split p99/)]);
  });
});
