import { expect, type Page, test } from '@playwright/test';
import { card, clock, inspector, openRun, pause, playAtFullSpeed, showTab } from './workspace-page.ts';

test('no other host is asked for anything, and another run predicts when the network is gone', async ({
  page,
  context,
  baseURL,
}) => {
  const elsewhere: string[] = [];
  await context.route(
    (url) => url.origin !== new URL(baseURL ?? '').origin,
    (route) => {
      elsewhere.push(route.request().url());
      return route.abort();
    },
  );
  const model = page.waitForResponse(/\/models\/eta-v1\.onnx$/);
  const runtime = page.waitForResponse(/\/assets\/ort-wasm[^/]*\.wasm$/);
  await openRun(page, 'shipfast');
  await predictAndCommit(page);
  expect((await model).ok() && (await runtime).ok()).toBe(true);
  const predicted = await newestPrediction(page);

  await context.setOffline(true);
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(clock(page)).toHaveText('12:00:00.000');
  const seed = page.getByTitle('Another seed is another run of the same pipeline');
  await seed.fill('7');
  await seed.press('Enter');
  await expect(seed).toHaveValue('7');
  await expect(page.getByText('none yet')).toBeVisible();
  await predictAndCommit(page);
  const other = await newestPrediction(page);
  expect(other).toBeGreaterThan(0);
  expect(other).not.toBe(predicted);
  expect(elsewhere).toEqual([]);
});

test('a model that cannot be fetched stops the run in words', async ({ page }) => {
  await page.route(/\/models\/eta-v1\.onnx$/, (route) => route.abort());
  await openRun(page, 'shipfast');
  await playAtFullSpeed(page);
  await expect(page.getByText('The run stopped on an error.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

async function predictAndCommit(page: Page): Promise<void> {
  await playAtFullSpeed(page);
  await expect(page.getByText('1 completed').first()).toBeVisible({ timeout: 30_000 });
  await pause(page);
  await expect(card(page, 'infer')).toContainText(/[1-9]\d* out\/s/);
}

async function newestPrediction(page: Page): Promise<number> {
  await showTab(page, 'sink', 'State');
  const summary = inspector(page).getByText(/^Last \d+ committed records$/);
  await summary.click();
  const table = inspector(page).getByRole('table').filter({ hasText: 'offset' }).last();
  const text = await table.getByRole('row').nth(1).getByRole('cell').last().textContent();
  await summary.click();
  return Number(text);
}
