/** The preset `file-window` over files that nobody made for us, against a plain group-by of the same rows. */
import { readFileSync } from 'node:fs';
import { csvFormat, csvParse } from 'd3';
import { describe, expect, it } from 'vitest';
import { Dictionary } from '../engine/rows/dictionary.ts';
import { LATE } from '../engine/task/counters.ts';
import { operatorKinds } from '../operators/index.ts';
import type { PipelineDocument } from '../pipeline/document.ts';
import { findPreset } from '../pipeline/presets/index.ts';
import { applySet } from '../pipeline/set-text.ts';
import { validate } from '../pipeline/validate.ts';
import { chooseStartAt, listQuarantined } from '../run/expand.ts';
import { SessionPredictions } from '../run/predictions.ts';
import { Simulation } from '../run/simulation.ts';
import { readSink } from './sink-log.ts';

const HOUR = 3_600_000;
const shelf = new URL('../../node_modules/vega-datasets/data/', import.meta.url);

interface WindowResult {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly nonNull: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
}

interface Case {
  readonly name: string;
  readonly text: () => string;
  readonly time: string;
  readonly key: string;
  readonly value: string;
  readonly sizeMs: number;
  readonly more?: readonly string[];
  readonly readTime: (text: string) => number;
}

const cases: readonly Case[] = [
  {
    name: 'bird strikes by state, in windows of 30 days',
    text: () => readFileSync(new URL('birdstrikes.csv', shelf), 'utf8'),
    time: 'Flight Date',
    key: 'Origin State',
    value: 'Speed IAS in knots',
    sizeMs: 30 * 24 * HOUR,
    readTime: (text) => Date.parse(`${text}T00:00:00Z`),
  },
  {
    name: 'flights by airport, in windows of 6 hours',
    text: () => csvFormat(JSON.parse(readFileSync(new URL('flights-5k.json', shelf), 'utf8'))),
    time: 'date',
    key: 'origin',
    value: 'delay',
    sizeMs: 6 * HOUR,
    readTime: (text) => Date.parse(`${text.replaceAll('/', '-').replace(' ', 'T')}:00Z`),
  },
  {
    name: 'hourly weather of a zone with summer time, as UTC+9 has it',
    text: () => readFileSync(new URL('seattle-weather-hourly-normals.csv', shelf), 'utf8'),
    time: 'date',
    key: 'wind',
    value: 'temperature',
    sizeMs: 24 * HOUR,
    more: ['file.zone=+09:00', 'window.offset=-9h'],
    readTime: (text) => Date.parse(`${text}+09:00`),
  },
];

describe('the preset file-window gives what a group-by gives', () => {
  it.each(cases)('$name', async ({ text, time, key, value, sizeMs, readTime, more = [] }) => {
    const file = text();
    const rows = csvParse(file);
    const document = configure([
      'file.path=x.csv',
      `file.eventTime=${time}`,
      'file.outOfOrderness=20000d',
      `window.key=${key}`,
      `window.value=${value}`,
      `window.size=${sizeMs}`,
      ...more,
    ]);
    const offsetMs = more.length > 0 ? -9 * HOUR : 0;
    const { run, quarantined } = simulate(document, file);
    expect(await run.runTo(Infinity)).toBe('finished');
    const found = readSink(run, 'sink').committed.map((record) => record.value);
    const wanted = groupBy(
      rows.map((row) => ({ time: readTime(row[time]), key: row[key], value: row[value] })),
      sizeMs,
      offsetMs,
    );
    expect(rows.length).toBeGreaterThan(4000);
    expect(quarantined).toEqual([]);
    expect(run.engine.job.hosts.flat().reduce((sum, host) => sum + host.counters[LATE], 0)).toBe(0);
    expect(found.length).toBe(wanted.length);
    expect(Object.keys(found[0])).toEqual([
      'key',
      'start',
      'end',
      'count',
      'nonNull',
      'mean',
      'min',
      'max',
      'p50',
      'p95',
    ]);
    const inOrder = found
      .map((result) => ({ ...result, key: String(result.key), mean: result.mean }))
      .sort(byKeyAndStart);
    wanted.forEach((pane, i) => {
      const { mean, ...rest } = inOrder[i];
      const { mean: wantedMean, ...wantedRest } = pane;
      expect(rest).toEqual(wantedRest);
      if (wantedMean === null) expect(mean).toBeNull();
      else expect(mean).toBeCloseTo(wantedMean, 9);
    });
  });

  it('begins where the file begins, and lists its bad rows by node', () => {
    const file = 't,k,v\n2024-01-01 00:00:10,a,1\nnever,a,2\n2024-01-01 00:00:05,a,3\n1\n';
    const document = configure(['file.path=x.csv', 'file.eventTime=t', 'window.key=k', 'window.value=v']);
    const { startAt, quarantined } = simulate(document, file);
    expect(startAt).toBe(Date.UTC(2024, 0, 1, 0, 0, 5));
    expect(quarantined).toEqual([
      { source: 'file', line: 3, reason: '“never” in “t” is no time' },
      { source: 'file', line: 5, reason: '1 field instead of 3' },
    ]);
  });

  it('says which columns there are where none is chosen', () => {
    const file = new TextEncoder().encode('t,k,v\n0,a,1\n');
    const problems = (sets: readonly string[]) =>
      validate(configure(sets), operatorKinds, () => file).problems.map(({ where, field, hint }) => [
        where,
        field,
        hint,
      ]);
    expect(problems([])).toEqual([['file', 'path', expect.stringMatching(/Drop/)]]);
    expect(problems(['file.path=x'])).toEqual([['file', 'eventTime', expect.stringMatching(/t, k, v/)]]);
    expect(problems(['file.path=x', 'file.eventTime=t'])).toEqual([
      ['window', 'key', 'Choose one of: t, k, v.'],
      ['window', 'value', 'Choose one of: t, v.'],
    ]);
    expect(problems(['file.path=x', 'file.eventTime=t', 'window.key=k', 'window.value=k'])).toEqual([
      ['window', 'key', expect.stringMatching(/^Choose one of: t, v\. The file’s values told its type/)],
    ]);
  });
});

function configure(sets: readonly string[]): PipelineDocument {
  const preset = findPreset('file-window');
  if (preset === undefined) throw new Error('no preset file-window');
  return sets.reduce((document, set) => {
    const edit = applySet(document, set, operatorKinds);
    expect(edit.problems).toEqual([]);
    return edit.document;
  }, preset);
}

function simulate(document: PipelineDocument, text: string) {
  const bytes = new TextEncoder().encode(text);
  const file = (name: string) => (name === 'x.csv' ? bytes : undefined);
  const { plan, problems } = validate(document, operatorKinds, file);
  expect(problems).toEqual([]);
  if (plan === null) throw new Error('no plan');
  const startAt = chooseStartAt(document.settings, plan);
  const run = new Simulation({
    pipeline: plan,
    surroundings: { settings: document.settings, startAtMs: startAt, file },
    dictionary: new Dictionary(),
    predictions: new SessionPredictions(),
    tell: () => {},
  });
  return { run, startAt, quarantined: listQuarantined(plan) };
}

function groupBy(
  rows: readonly { readonly time: number; readonly key: string; readonly value: string }[],
  sizeMs: number,
  offsetMs: number,
): readonly WindowResult[] {
  const panes = new Map<string, { key: string; start: number; count: number; values: number[] }>();
  for (const { time, key, value } of rows) {
    const start = Math.floor((time - offsetMs) / sizeMs) * sizeMs + offsetMs;
    const name = `${key} ${start}`;
    const pane = panes.get(name) ?? { key: numeral(key), start, count: 0, values: [] };
    panes.set(name, pane);
    pane.count++;
    if (value !== '' && value !== 'NA') pane.values.push(Number(value));
  }
  return [...panes.values()].map((pane) => measure(pane, sizeMs)).sort(byKeyAndStart);
}

function measure(pane: { key: string; start: number; count: number; values: number[] }, sizeMs: number): WindowResult {
  const { key, start, count } = pane;
  const values = [...pane.values].sort((a, b) => a - b);
  const rank = (share: number) => values.find((_, i) => (i + 1) / values.length >= share) ?? null;
  return {
    key,
    start,
    end: start + sizeMs,
    count,
    nonNull: values.length,
    mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    min: values[0] ?? null,
    max: values.at(-1) ?? null,
    p50: rank(0.5),
    p95: rank(0.95),
  };
}

/** `4.0` and `4` are one key where the column is numbers; a missing one is null. */
function numeral(key: string): string {
  if (key === '' || key === 'NA') return 'null';
  return /^\d+\.\d+$/.test(key) ? String(Number(key)) : key;
}

function byKeyAndStart(a: { readonly key?: unknown; readonly start?: unknown }, b: typeof a): number {
  const [first, second] = [`${a.key} ${a.start}`, `${b.key} ${b.start}`];
  return first < second ? -1 : first > second ? 1 : 0;
}
