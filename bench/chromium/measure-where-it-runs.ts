/** What is measured in a worker of Chromium, where runs live; in this process where no browser can be started. */
import { measureInNode } from '../measure-in-node.ts';
import type { P12 } from '../p12/measure.ts';
import { shapes, type Work } from '../portable.ts';
import type { Seeks } from '../shipfast/measure-seeks.ts';
import type { ShipfastSpeed } from '../shipfast/measure-speed.ts';
import { type Frames, measureFrames } from './frames.ts';
import { launchChromium } from './launch.ts';
import { measureInWorker } from './measure-in-worker.ts';
import { openSite } from './site.ts';

export interface MeasuredWhereItRuns {
  readonly where: 'node' | 'chromium-worker';
  readonly p12: P12;
  readonly shipfast: ShipfastSpeed;
  readonly seeks: Seeks;
  /** Null without a browser. */
  readonly frames: Frames | null;
}

export async function measureWhereItRuns(): Promise<MeasuredWhereItRuns> {
  const browser = await launchChromium();
  if (browser === null) return { where: 'node', ...(await measureWorks(measureInNode)), frames: null };
  try {
    const site = await openSite();
    try {
      const works = await measureWorks((work) => measureInWorker(browser, site, work));
      return { where: 'chromium-worker', ...works, frames: await measureFrames(browser, site) };
    } finally {
      await site.close();
    }
  } finally {
    await browser.close();
  }
}

async function measureWorks(
  run: (work: Work) => Promise<unknown>,
): Promise<Pick<MeasuredWhereItRuns, 'p12' | 'shipfast' | 'seeks'>> {
  const p12 = shapes.p12.parse(await run('p12'));
  const shipfast = shapes.shipfast.parse(await run('shipfast'));
  return { p12, shipfast, seeks: shapes.seeks.parse(await run('seeks')) };
}
