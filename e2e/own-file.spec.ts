/** A file that nobody made for us, dropped on the page and mapped by hand, against a plain group-by of its rows. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { csvParse } from 'd3';
import { dropFile } from './drop-file.ts';
import { card, inspector, openPreset, playAtFullSpeed, setField, showTab } from './workspace-page.ts';

const path = new URL('../node_modules/vega-datasets/data/birdstrikes.csv', import.meta.url).pathname;
const flights = new URL('../node_modules/vega-datasets/data/flights-2k.json', import.meta.url).pathname;
const SIZE_MS = 1000 * 86_400_000;
/** Until the sink tells more, its table has room for this many. */
const MOST_SHOWN = 20;

test('a dropped CSV of ten thousand rows gives the windows that a group-by gives', async ({ page }) => {
  const expected = groupBy(csvParse(readFileSync(path, 'utf8')));
  expect(expected.length).toBeLessThanOrEqual(MOST_SHOWN);
  await openPreset(page, 'file-window');
  await showTab(page, 'file', 'Settings');
  await dropFile(page, page.getByText('Drop a CSV or JSON file here'), path);
  await page.getByRole('radio', { name: 'Flight Date says when a row happened' }).check();
  await setField(page, 'Out-of-orderness bound', '20000 d');
  await showTab(page, 'window', 'Settings');
  await setField(page, 'Key', 'Time of day');
  await setField(page, 'Value', 'Speed IAS in knots');
  await setField(page, 'Size', '1000 d');
  await expect(page.getByText(/problem/)).toHaveCount(0);
  await playAtFullSpeed(page);
  await expect(card(page, 'sink')).toContainText(`${expected.length} records`, { timeout: 20_000 });
  await expect(page.getByRole('status').filter({ hasText: 'All sources are read to their end.' })).toBeAttached();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await showTab(page, 'sink', 'State');
  await expect(inspector(page)).toContainText(`${expected.length} in all`);
  expect(await shownResults(page)).toEqual(expected);
});

test('a JSON list dropped anywhere takes the place of what runs, with its columns guessed', async ({ page }) => {
  await openPreset(page, 'interval-join');
  await playAtFullSpeed(page);
  await dropFile(page, page.locator('.react-flow__pane'), flights);
  await expect(card(page, 'file')).toContainText('flights-2k.json');
  await expect(card(page, 'window')).toContainText('origin');
  await expect(page.getByText(/problem/)).toHaveCount(0);
  await playAtFullSpeed(page);
  await expect(page.getByRole('status').filter({ hasText: 'All sources are read to their end.' })).toBeAttached();
  await showTab(page, 'window', 'State');
  await expect(inspector(page)).toContainText('2,000 records');
});

async function shownResults(page: Page): Promise<readonly string[]> {
  const table = inspector(page).getByRole('table').first();
  const rows = await table.getByRole('row').all();
  const cells = await Promise.all(
    rows.map((row) => row.getByRole('columnheader').or(row.getByRole('cell')).allTextContents()),
  );
  const [[, ...head], ...body] = cells;
  expect(head).toEqual(['key', 'start', 'end', 'count', 'nonNull', 'mean', 'min', 'max', 'p50', 'p95']);
  return body
    .map(([, key, start, end, ...figures]) => [key, instantOf(start), instantOf(end), ...figures].join(' | '))
    .sort();
}

function instantOf(cell: string): number {
  return /^\d+$/.test(cell) ? Number(cell) : Date.parse(`${cell.replace(' ', 'T')}Z`);
}

function groupBy(rows: readonly Record<string, string>[]): readonly string[] {
  const panes = new Map<string, { readonly values: number[]; count: number }>();
  for (const row of rows) {
    const start = Math.floor(Date.parse(`${row['Flight Date']}T00:00:00Z`) / SIZE_MS) * SIZE_MS;
    const name = `${row['Time of day']} | ${start} | ${start + SIZE_MS}`;
    const pane = panes.get(name) ?? { values: [], count: 0 };
    panes.set(name, pane);
    pane.count++;
    const value = row['Speed IAS in knots'];
    if (value !== '') pane.values.push(Number(value));
  }
  return [...panes].map(([name, { values, count }]) => `${name} | ${count} | ${measure(values).join(' | ')}`).sort();
}

function measure(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const rank = (share: number) => sorted[Math.ceil(share * values.length) - 1];
  return [values.length, Math.round(mean * 1000) / 1000, sorted[0], sorted[values.length - 1], rank(0.5), rank(0.95)];
}
