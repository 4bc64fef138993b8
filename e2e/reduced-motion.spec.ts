import { expect, test } from '@playwright/test';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What is pressed in each step of the opening, and what stands there then. */
const STEPS = [
  { press: ['225'], tells: 'Before: 0 windows have fired. After: 225 windows have fired.' },
  {
    press: ['Fix it', 'Fork and play'],
    tells: /Before: 0 route speeds between 20:00 and 20:04\. After: [1-9]\d* route speeds/,
  },
  {
    press: ['What does it cost?', 'Upload 40 scans'],
    tells: /Before: 0 dropped as late\. After: [1-9]\d* dropped as late\./,
  },
  {
    press: ['And when something dies?', 'read_uncommitted'],
    tells: /0 duplicates for read_committed, [1-9]\d* for read_uncommitted/,
  },
];

test('with reduced motion the steps of the opening are told as before and after', async ({ page }) => {
  await page.goto('/');
  const card = page.getByRole('region', { name: /hub-7 · a silent partition, step/ });
  // The first answer is given at once, before the run stands at the question.
  for (const { press, tells } of STEPS) {
    for (const name of press) await card.getByRole('button', { name, exact: true }).click();
    await expect(card).toContainText(tells, { timeout: 30_000 });
  }
});
