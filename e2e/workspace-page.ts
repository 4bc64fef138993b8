/** The parts of the workspace that more than one journey has its hands on. */
import { expect, type Locator, type Page } from '@playwright/test';

export async function openPreset(page: Page, preset: string): Promise<void> {
  await page.goto(`/?preset=${preset}`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
}

/** As `openPreset`, and the run stands at its start. */
export async function openRun(page: Page, preset: string): Promise<void> {
  await openPreset(page, preset);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
}

export function card(page: Page, node: string): Locator {
  return page.locator(`.react-flow__node[data-id="${node}"]`);
}

export function inspector(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Inspector' });
}

export async function showTab(page: Page, node: string, tab: 'Settings' | 'State'): Promise<void> {
  await card(page, node).click();
  await page.getByRole('tab', { name: tab }).click();
}

export async function setField(page: Page, setting: string, text: string): Promise<void> {
  const field = inspector(page).getByLabel(setting, { exact: true });
  await field.fill(text);
  await field.press('Enter');
}

/** One of the figures that the State panel lists by name. */
export function fact(page: Page, name: string): Locator {
  return inspector(page).getByText(name, { exact: true }).locator('+ dd');
}

/** The run's own clock; cards show watermarks that look the same. */
export function clock(page: Page): Locator {
  return page.getByText('processing time', { exact: true }).locator('+ span');
}

export async function playAtFullSpeed(page: Page): Promise<void> {
  const speed = page.getByRole('slider', { name: 'Speed' });
  await speed.press('End');
  await expect(speed).toHaveAttribute('aria-valuetext', 'as fast as possible');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
}

export async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click();
}
