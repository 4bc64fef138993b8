import { expect, type Page, test } from '@playwright/test';

/** The run time that the clock shows, read when the page has come to rest. */
async function clock(page: Page): Promise<string> {
  return (
    (await page
      .getByText(/^\d\d:\d\d:\d\d\.\d{3}$/)
      .first()
      .textContent()) ?? ''
  );
}

async function open(page: Page): Promise<void> {
  await page.goto('/?preset=shipfast');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
}

test('within ten seconds of Play on shipfast a window fires, a checkpoint completes and a prediction is made', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('slider', { name: /speed/i }).focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByText(/[1-9]\d* completed/).first()).toBeVisible({ timeout: 10_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('stepping back and forward comes to the same instant', async ({ page }) => {
  await open(page);
  await page.getByRole('slider', { name: /speed/i }).focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByText(/[1-9]\d* completed/).first()).toBeVisible({ timeout: 10_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: /step forward/i }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const before = await clock(page);
  await page.getByRole('button', { name: /step back/i }).click();
  await page.getByRole('button', { name: /step forward/i }).click();
  await expect.poll(() => clock(page)).toBe(before);
});

test('a wrong document of a link is told, and the page stays usable', async ({ page }) => {
  await page.goto('/#pipeline=not-a-pipeline');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(page.getByText(/link/i).first()).toBeVisible();
});
