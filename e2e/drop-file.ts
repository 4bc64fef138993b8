import type { Locator, Page } from '@playwright/test';

/** As the system does it when a file is let go of over the page. */
export async function dropFile(page: Page, zone: Locator, path: string): Promise<void> {
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  if (box === null) throw new Error('There is nothing to drop a file on.');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const devTools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, ...at, data });
}
