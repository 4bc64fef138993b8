import { expect, type Page, test } from '@playwright/test';
import { keepLastFrame, lastFrame, restingFrame } from './last-frame.ts';
import { clock, inspector, openRun, pause, playAtFullSpeed, showTab } from './workspace-page.ts';

const MINUTE = 60_000_000;
const START = Date.UTC(2026, 0, 5, 12);

test('a minute back and forth, and a step back and forth, lead to the same frame and the same texts', async ({
  page,
}) => {
  await keepLastFrame(page);
  await openRun(page, 'shipfast');
  await showTab(page, 'speed', 'State');
  await playAtFullSpeed(page);
  await expect(clock(page)).toHaveText(/^12:0[1-9]:[1-5]/, { timeout: 30_000 });
  await pause(page);
  // From behind an event, a step back and one forward come to the same instant.
  const paused = await restingFrame(page);
  await page.getByRole('button', { name: 'Step forward' }).click();
  // The frame of before rests, too.
  await expect.poll(async () => (await lastFrame(page)).at).toBeGreaterThan(paused.at);
  const frame = await restingFrame(page);
  const texts = await settledTexts(page);
  expect(texts[0]).toBe(clockAt(frame.at));
  expect(texts.join()).toContain('Fired so far');

  await scrub(page, 'PageDown', frame.at - MINUTE);
  expect(await settledTexts(page)).not.toEqual(texts);
  await scrub(page, 'PageUp', frame.at);
  expect(await restingFrame(page, frame.at)).toEqual(frame);
  await expect.poll(() => textsOf(page)).toEqual(texts);

  await page.getByRole('button', { name: 'Step back' }).click();
  await restingFrame(page, frame.at - 1);
  await page.getByRole('button', { name: 'Step forward' }).click();
  expect(await restingFrame(page, frame.at)).toEqual(frame);
  await expect.poll(() => textsOf(page)).toEqual(texts);
});

async function scrub(page: Page, key: string, to: number): Promise<void> {
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  await playhead.press(key);
  await restingFrame(page, to);
  await expect(playhead).toHaveAttribute('aria-valuetext', new RegExp(`^${clockAt(to)}`));
}

function clockAt(micros: number): string {
  return new Date(START + Math.floor(micros / 1000)).toISOString().slice(11, 23);
}

/** Cards follow a frame within a tenth of a second: what is read twice, further apart, stands. */
async function settledTexts(page: Page): Promise<readonly string[]> {
  let last: readonly string[] = [];
  await expect
    .poll(
      async () => {
        const before = last.join();
        last = await textsOf(page);
        return last.join() === before;
      },
      { intervals: [300] },
    )
    .toBe(true);
  return last;
}

async function textsOf(page: Page): Promise<readonly string[]> {
  return [
    ...(await clock(page).allTextContents()),
    ...(await page.locator('.react-flow__node').allTextContents()),
    ...(await inspector(page).allTextContents()),
  ];
}
