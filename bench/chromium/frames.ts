/** How often the built page draws two thousand records on their way, in real time and with the worker at full speed. */
import type { Browser, Page } from '@playwright/test';
import { writeShareLink } from '../../src/pipeline/share-link.ts';
import { rounded, shareOf } from '../rounds.ts';
import { crowdedDocument } from './crowded-document.ts';
import type { Site } from './site.ts';
import { type WatchedMarks, watchMarks } from './watch-marks.ts';

const ROUNDS = 3;
const WATCH_MS = 3000;
const ENOUGH_MARKS = 1500;
const LONGEST_FILLING_MS = 30_000;

export interface Frames {
  /** In real time. */
  readonly fps: number;
  readonly fpsFullSpeed: number;
  /** Drawn at once, in the median drawing. */
  readonly marks: number;
}

export async function measureFrames(browser: Browser, site: Site): Promise<Frames> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await openCrowded(page, site);
    await setSpeed(page, 'as fast as possible');
    await page.getByRole('button', { name: 'Play' }).click();
    await fillEdges(page);
    const [real, full]: [WatchedMarks[], WatchedMarks[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      await setSpeed(page, 'real time');
      real.push(await page.evaluate(watchMarks, WATCH_MS));
      await setSpeed(page, 'as fast as possible');
      full.push(await page.evaluate(watchMarks, WATCH_MS));
    }
    const median = (of: keyof WatchedMarks, all: readonly WatchedMarks[]) =>
      rounded(
        shareOf(
          all.map((one) => one[of]),
          0.5,
        ),
        1,
      );
    return { fps: median('fps', real), fpsFullSpeed: median('fps', full), marks: median('marks', [...real, ...full]) };
  } finally {
    await page.close();
  }
}

async function openCrowded(page: Page, site: Site): Promise<void> {
  const link = await writeShareLink(crowdedDocument());
  if (link.kind === 'problem') throw new Error(link.problem.message);
  await page.goto(`${site.url}${link.hash}`);
  await page.locator('.react-flow__node[data-id="sink"]').waitFor();
}

/** On its scale, real time stands in the middle: four leaps of ten steps from the slow end. */
const keysTo = {
  'real time': ['Home', 'PageUp', 'PageUp', 'PageUp', 'PageUp'],
  'as fast as possible': ['End'],
} as const;

async function setSpeed(page: Page, speed: keyof typeof keysTo): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Speed' });
  for (const key of keysTo[speed]) await slider.press(key);
  const shown = await slider.getAttribute('aria-valuetext');
  if (shown !== speed) throw new Error(`the speed is ${shown}, not ${speed}`);
}

async function fillEdges(page: Page): Promise<void> {
  const began = performance.now();
  for (;;) {
    const { marks } = await page.evaluate(watchMarks, 0);
    if (marks >= ENOUGH_MARKS) return;
    if (performance.now() - began > LONGEST_FILLING_MS) throw new Error(`only ${marks} marks are drawn`);
  }
}
