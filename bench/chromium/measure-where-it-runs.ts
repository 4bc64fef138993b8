/** What is measured in a worker of Chromium, where runs live; in Node where no browser can be started. */
import { measureInNode } from '../measure-in-node.ts';
import type { P12 } from '../p12/measure.ts';
import { p12Shape, percentilesShape, speedShape, type Work } from '../portable.ts';
import { rounded } from '../rounds.ts';
import type { Percentiles } from '../shipfast/measure-seeks.ts';
import type { ShipfastSpeed } from '../shipfast/measure-speed.ts';
import { type Frames, measureFrames } from './frames.ts';
import { launchChromium } from './launch.ts';
import { measureInWorker } from './measure-in-worker.ts';
import { openSite } from './site.ts';

export interface MeasuredWorks {
  readonly p12: P12 & { readonly timesReference: number };
  readonly shipfastMicro: ShipfastSpeed;
  /** Within the last twenty seconds of run time at 20,000 events a second. */
  readonly seekMs: Percentiles;
  /** Anywhere in ten minutes; `micro` takes minutes to play, so it is null unless a long run is asked for. */
  readonly seekAnywhereMs: { readonly meso: Percentiles; readonly micro: Percentiles | null };
}

export interface MeasuredWhereItRuns extends MeasuredWorks {
  readonly where: 'node' | 'chromium-worker';
  readonly frames: Frames | null;
}

export async function measureWhereItRuns(isLong: boolean): Promise<MeasuredWhereItRuns> {
  const browser = await launchChromium();
  if (browser === null) return { where: 'node', ...(await measureWorks(measureInNode, isLong)), frames: null };
  try {
    const site = await openSite();
    try {
      const works = await measureWorks((work) => measureInWorker(browser, site, work), isLong);
      return { where: 'chromium-worker', ...works, frames: await measureFrames(browser, site) };
    } finally {
      await site.close();
    }
  } finally {
    await browser.close();
  }
}

async function measureWorks(run: (work: Work) => Promise<unknown>, isLong: boolean): Promise<MeasuredWorks> {
  const p12 = p12Shape.parse(await run('p12'));
  const reference = speedShape.parse(await run('p12-reference'));
  return {
    p12: { ...p12, timesReference: rounded(p12.timesRealTime / reference.timesRealTime) },
    shipfastMicro: speedShape.parse(await run('shipfast')),
    seekMs: percentilesShape.parse(await run('recent-seeks')),
    seekAnywhereMs: {
      meso: percentilesShape.parse(await run('meso-seeks')),
      micro: isLong ? percentilesShape.parse(await run('micro-seeks')) : null,
    },
  };
}
