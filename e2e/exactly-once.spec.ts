/** A TaskManager dies between the barriers and the commit: what the readers of the topic then see. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { fact, inspector, openRun, pause, playAtFullSpeed, showTab } from './workspace-page.ts';

const NONE = 'lost 0 · duplicated 0';
const SOME = /^lost 0 · duplicated [1-9]/;

test('exactly once, a crash in mid-checkpoint is seen to recover within 20 s and costs read_committed nothing', async ({
  page,
}) => {
  await openRun(page, 'shipfast');
  await killInCheckpoint(page);
  // At the pace of the real clock, as a visitor sees it.
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(recovery(page)).toBeVisible({ timeout: 20_000 });
  await pause(page);
  await playPastRecovery(page);
  await expect(fact(page, 'read_uncommitted')).toHaveText(SOME);
  await expect(fact(page, 'read_committed')).toHaveText(NONE);
});

test('at least once, the same crash shows duplicates to every reader', async ({ page }) => {
  await openRun(page, 'shipfast');
  await showTab(page, 'sink', 'Settings');
  await inspector(page).getByLabel('Delivery guarantee').selectOption('at-least-once');
  await expect(page.getByRole('radiogroup', { name: 'Branches of the run' })).toContainText('at-least-once');
  await killInCheckpoint(page);
  await playPastRecovery(page);
  await expect(recovery(page)).toBeVisible();
  await expect(fact(page, 'read_uncommitted')).toHaveText(SOME);
  await expect(fact(page, 'read_committed')).toHaveText(SOME);
});

/** Runs past checkpoint 2, goes back to where it was triggered, and kills a worker while it is under way. */
async function killInCheckpoint(page: Page): Promise<void> {
  for (const reading of ['1 completed', '2 completed']) {
    await page.getByRole('button', { name: 'Run to next…' }).click();
    await page.getByRole('menuitem', { name: /^Checkpoint/ }).click();
    await expect(page.getByText(reading).first()).toBeVisible({ timeout: 20_000 });
  }
  await page.getByRole('button', { name: 'Checkpoints: table' }).click();
  await page.getByRole('dialog').getByRole('row', { name: /^2/ }).getByTitle('Go there').click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Step forward' }).click();
  await expect(page.getByText('2 in flight').first()).toBeVisible();
  await page.getByRole('button', { name: /^tm-2/ }).click();
  await page.getByRole('button', { name: 'Kill tm-2' }).click();
}

/** Checkpoint 2 was not completed, so the job goes back to the one before it. */
function recovery(page: Page): Locator {
  return page.getByRole('button', {
    name: /^tm-2 killed, .*restored checkpoint 1, running after .*, [\d,]+ records replayed/,
  });
}

/** Until two checkpoints have completed that were begun after the restart. */
async function playPastRecovery(page: Page): Promise<void> {
  await playAtFullSpeed(page);
  await expect(page.getByText(/^([3-9]|\d\d) done, 1 not$/).first()).toBeVisible({ timeout: 30_000 });
  await pause(page);
  await showTab(page, 'sink', 'State');
}
