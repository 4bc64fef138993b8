import { expect, type Page, test } from '@playwright/test';
import { clock } from './workspace-page.ts';

function card(page: Page) {
  return page.getByRole('region', { name: /hub-7 · a silent partition, step/ });
}

test.describe('the opening', () => {
  test('asks, fires the panes for one scan, scores the bet, is fixed by a fork, and shows what a crash costs', async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.goto('/');
    await expect(card(page).getByRole('heading')).toContainText(
      'Why has no zone had a new route speed for four minutes?',
    );
    await expect(clock(page)).toHaveText('20:04:00.000', { timeout: 30_000 });
    await card(page).getByRole('button', { name: '225', exact: true }).click();
    await expect(card(page)).toContainText('Right. 225 windows fired for one scan.', { timeout: 30_000 });
    await card(page).getByRole('button', { name: 'Fix it' }).click();
    await card(page).getByRole('button', { name: 'Fork and play' }).click();
    await expect(card(page)).toContainText(/From 20:00 to 20:04 it made \d+ route speeds/, { timeout: 60_000 });
    await card(page).getByRole('button', { name: 'What does it cost?' }).click();
    await card(page).getByRole('button', { name: 'Upload 40 scans' }).click();
    await expect(card(page)).toContainText(/\d+ of 40 scans were late for their window/, { timeout: 60_000 });
    await card(page).getByRole('button', { name: 'And when something dies?' }).click();
    await card(page).getByRole('button', { name: 'read_uncommitted' }).click();
    await expect(card(page)).toContainText(/0 duplicates for read_committed, \d+ for read_uncommitted/, {
      timeout: 90_000,
    });
    await expect(card(page)).toContainText('Lost to read_committed: 0');
  });

  test('is left for good by Escape', async ({ page }) => {
    await page.goto('/');
    await expect(card(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(card(page)).toBeHidden();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(card(page)).toBeHidden();
  });
});
