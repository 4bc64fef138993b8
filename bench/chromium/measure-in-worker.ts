/** Runs one measurement in a fresh worker of Chromium, so that none finds its code warmed, or spoilt, by another. */
import type { Browser } from '@playwright/test';
import { z } from 'zod';
import type { Work } from '../portable.ts';
import type { Site } from './site.ts';

const answer = z.object({ measured: z.unknown().optional(), failure: z.string().optional() });

export async function measureInWorker(browser: Browser, site: Site, work: Work): Promise<unknown> {
  const page = await browser.newPage();
  try {
    // A page of the same origin with nothing on it: what the worker shares the machine with is this process alone.
    const blank = `${site.url}blank`;
    await page.route(blank, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto(blank);
    const { measured, failure } = answer.parse(
      await page.evaluate(
        ([url, name]) =>
          new Promise<unknown>((resolve, reject) => {
            const worker = new Worker(url, { type: 'module' });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.postMessage(name);
          }),
        [site.workerUrl, work],
      ),
    );
    if (failure !== undefined) throw new Error(`${work} in Chromium: ${failure}`);
    return measured;
  } finally {
    await page.close();
  }
}
