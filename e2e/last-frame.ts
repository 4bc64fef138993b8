/** The newest frame that the worker sent, read on its way to the page. */
import { expect, type Page } from '@playwright/test';
import { z } from 'zod';

const frameSchema = z.looseObject({ at: z.number(), playing: z.boolean() });
type Frame = z.infer<typeof frameSchema>;

/** To be called before the page is opened. */
export async function keepLastFrame(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const plain = (_: string, value: unknown) =>
      value instanceof Float32Array
        ? [...value]
        : Number.isFinite(value) || typeof value !== 'number'
          ? value
          : String(value);
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          if (data.kind === 'frame') Reflect.set(globalThis, 'lastFrame', JSON.stringify(data.frame, plain));
        });
      }
    };
  });
}

export async function lastFrame(page: Page): Promise<Frame> {
  return frameSchema.parse(JSON.parse(await page.evaluate(() => String(Reflect.get(globalThis, 'lastFrame')))));
}

/** The frame in which the run stands still, at `at` where that is given. */
export async function restingFrame(page: Page, at?: number): Promise<Frame> {
  await expect
    .poll(async () => {
      const frame = await lastFrame(page);
      return !frame.playing && (at === undefined || frame.at === at);
    })
    .toBe(true);
  return await lastFrame(page);
}
