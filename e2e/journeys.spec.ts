import { expect, test } from '@playwright/test';
import { card, fact, openRun, pause, playAtFullSpeed, showTab } from './workspace-page.ts';

test('within ten seconds of Play on shipfast a window fires, a checkpoint completes and a prediction is made', async ({
  page,
}) => {
  await openRun(page, 'shipfast');
  await showTab(page, 'speed', 'State');
  await playAtFullSpeed(page);
  await Promise.all([
    expect(fact(page, 'Fired so far')).toHaveText(/^[1-9]/),
    expect(page.getByText(/^[1-9]\d* completed$/).first()).toBeVisible(),
    expect(card(page, 'infer')).toContainText(/[1-9]\d* out\/s/),
  ]);
  await pause(page);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('a wrong document of a link is told, and the page stays usable', async ({ page }) => {
  await page.goto('/#pipeline=not-a-pipeline');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await expect(page.getByText(/link/i).first()).toBeVisible();
});
