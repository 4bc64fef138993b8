import { expect, type Page, test } from '@playwright/test';
import { card, clock, fact, openRun, showTab } from './workspace-page.ts';

test('an interval of five minutes on either side puts out ten pairs for a record', async ({ page }) => {
  await openRun(page, 'interval-join');
  await showTab(page, 'wide', 'State');
  // Both buffers are full after five minutes; from then on a minute is like any other.
  for (let minute = 1; minute <= 6; minute++) await seekTo(page, minute);
  const six = await counters(page);
  await seekTo(page, 7);
  const seven = await counters(page);
  // Late scans and the observations themselves are among what comes in.
  expect(Math.round((seven.out - six.out) / (seven.in - six.in))).toBe(10);
});

test('and says so on its card', async ({ page }) => {
  await openRun(page, 'interval-join');
  for (let minute = 1; minute <= 7; minute++) await seekTo(page, minute);
  await expect(card(page, 'wide')).toContainText(/1[01](\.\d)? out per in/);
});

async function seekTo(page: Page, minute: number): Promise<void> {
  await page.getByRole('slider', { name: 'Playhead' }).press('PageUp');
  await expect(clock(page)).toHaveText(`12:0${minute}:00.000`, { timeout: 20_000 });
  await expect(page.getByRole('slider', { name: 'Playhead' })).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^12:0${minute}:00`),
  );
}

async function counters(page: Page): Promise<{ readonly in: number; readonly out: number }> {
  const [received, putOut] = await Promise.all([
    fact(page, 'Received').textContent(),
    fact(page, 'Put out').textContent(),
  ]);
  return { in: numberOf(received), out: numberOf(putOut) };
}

function numberOf(text: string | null): number {
  return Number(text?.replace(/\D/g, ''));
}
