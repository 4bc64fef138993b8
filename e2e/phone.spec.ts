import { expect, test } from '@playwright/test';
import { textFaults } from './text-faults.ts';
import { card, clock, openRun, pause } from './workspace-page.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('on a phone nothing sticks out sideways, cards and lanes can be read, and Play works', async ({ page }) => {
  await openRun(page, 'shipfast');
  await page.getByRole('button', { name: 'Play', exact: true }).tap();
  await expect(card(page, 'shipments')).toContainText(/[1-9]\d* out\/s/);
  await expect(clock(page)).not.toHaveText(/^12:00:00/);
  await pause(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await page.evaluate(textFaults)).toEqual([]);
});
