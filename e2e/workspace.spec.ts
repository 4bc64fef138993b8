import { expect, type Locator, type Page, test } from '@playwright/test';
import { textFaults } from './text-faults.ts';
import { card, clock, openRun } from './workspace-page.ts';

async function open(page: Page): Promise<void> {
  await openRun(page, 'shipfast');
  await expect(card(page, 'sink')).toContainText('in/s');
}

function edge(page: Page, id: string): Locator {
  return page.locator(`.react-flow__edge[data-id="${id}"]`);
}

test.describe('the drawing by pointer', () => {
  test('a kind dragged from the palette onto an edge is inserted there, and undo takes it back in two steps', async ({
    page,
  }) => {
    await open(page);
    const before = await page.locator('.react-flow__edge').count();
    const item = await middleOf(page.getByRole('button', { name: 'Filter', exact: true }));
    const target = await middleOf(edge(page, 'weather.out>join.observations').locator('path').first());
    await drag(page, item, target);
    await expect(card(page, 'filter')).toBeVisible();
    await expect(page.locator('.react-flow__edge')).toHaveCount(before + 1);
    await page.keyboard.press('Control+z');
    await expect(page.locator('.react-flow__edge')).toHaveCount(before);
    await page.keyboard.press('Control+z');
    await expect(card(page, 'filter')).toHaveCount(0);
  });

  test('a wrong connection is refused in words beside the pointer, and read out', async ({ page }) => {
    await open(page);
    await drag(
      page,
      await middleOf(card(page, 'infer').locator('.react-flow__handle.source')),
      await middleOf(card(page, 'enrich').locator('.react-flow__handle.target').first()),
    );
    await expect(page.getByRole('status')).toContainText(/already|circle|takes one/i);
    await expect(page.locator('.react-flow__edge')).toHaveCount(9);
  });

  test('cards are moved, several are selected, and a press on the ground lets go of all', async ({ page }) => {
    await open(page);
    const from = await middleOf(card(page, 'weather'));
    await drag(page, from, { x: from.x + 40, y: from.y + 60 });
    const to = await middleOf(card(page, 'weather'));
    // The first pixels of a drag tell it from a press.
    expect(Math.abs(to.y - from.y - 60)).toBeLessThan(12);
    await card(page, 'join').click({ modifiers: ['Control'] });
    await expect(page.getByRole('heading', { name: '2 nodes' })).toBeVisible();
    await page.locator('.react-flow__pane').click({ position: { x: 300, y: 20 } });
    await expect(page.getByRole('heading', { name: 'Pipeline', exact: true })).toBeVisible();
  });
});

test.describe('the drawing by keyboard', () => {
  test('a node is found, placed, connected, moved, duplicated and removed without a pointer', async ({ page }) => {
    await open(page);
    await page.keyboard.press('/');
    await page.keyboard.type('collect');
    await page.keyboard.press('Enter');
    await expect(card(page, 'collect')).toBeFocused();
    await page.keyboard.press('c');
    await expect(page.getByText(/1 of \d+ · arrows choose/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.locator('.react-flow__edge')).toHaveCount(10);
    const before = await middleOf(card(page, 'collect'));
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await middleOf(card(page, 'collect'))).x).toBeGreaterThan(before.x);
    await page.keyboard.press('Control+d');
    await expect(card(page, 'collect-2')).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(card(page, 'collect-2')).toHaveCount(0);
  });

  test('Enter on a card opens its settings, and every shortcut is listed behind the question mark', async ({
    page,
  }) => {
    await open(page);
    await card(page, 'speed').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Settings' })).toBeFocused();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test('a number is dragged by its name, typed with its unit, and brought back to its default', async ({ page }) => {
  await open(page);
  await card(page, 'speed').click();
  const size = page.getByRole('textbox', { name: 'Size' });
  await expect(size).toHaveValue('1 min');
  const handle = await middleOf(page.getByText('Size', { exact: true }));
  await drag(page, handle, { x: handle.x + 50, y: handle.y });
  await expect(size).toHaveValue('1 min 10 s');
  await size.fill('2 min');
  await size.press('Enter');
  await expect(card(page, 'speed')).toContainText('120 s');
  await page.getByRole('button', { name: 'Size: back to its default' }).click();
  await expect(size).toHaveValue('1 min');
});

test('a TaskManager is killed from the canvas, is shown dead, and comes back', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /^tm-2/ }).click();
  await page.getByRole('button', { name: 'Kill tm-2' }).click();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: /^tm-2 dead/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^tm-2 \d+ subtasks/ })).toBeVisible({ timeout: 20_000 });
});

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1600, height: 1000 },
]) {
  test(`no text is clipped, covered or under 11 px at ${viewport.width} × ${viewport.height}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    // The opening, left: a run of fourteen minutes, with something to say on every part of the page.
    await page.goto('/');
    await expect(clock(page)).toHaveText('20:04:00.000', { timeout: 30_000 });
    await page.keyboard.press('Escape');
    await expect(card(page, 'sink')).toContainText('in/s');
    for (const tab of ['Settings', 'State', 'Lesson']) {
      await card(page, 'speed').click();
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForFunction(() => document.fonts.status === 'loaded');
      expect(await page.evaluate(textFaults), `with ${tab} open`).toEqual([]);
    }
  });
}

async function middleOf(target: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('The element is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(
  page: Page,
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}
