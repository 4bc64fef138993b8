import { expect, test } from '@playwright/test';
import { rolldown } from 'rolldown';

const CASES = [
  {
    preset: 'shipfast',
    profile: 'meso',
    until: 120_000_000,
    interventions: [{ kind: 'kill', target: 'tm-1', at: 65_000_000 }],
  },
  { preset: 'shipfast', profile: 'micro', until: 4_000_000, interventions: [] },
  { preset: 'interval-join', profile: 'meso', until: 90_000_000, interventions: [] },
];

test('the same document gives the same hash in Node and in Chromium', async ({ page }) => {
  const bundle = await rolldown({ input: new URL('hash-entry.ts', import.meta.url).pathname, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'iife', name: 'entry' });
  const script = output[0].code;
  const inNode: { hashOf?: (...of: readonly unknown[]) => Promise<string> } = {};
  new Function('globalThis', script)(inNode);
  await page.goto('/');
  await page.addScriptTag({ content: script });
  for (const { preset, profile, until, interventions } of CASES) {
    const expected = await inNode.hashOf?.(preset, profile, until, interventions);
    const actual = await page.evaluate(
      (args) => Reflect.get(globalThis, 'hashOf')(...args),
      [preset, profile, until, interventions],
    );
    expect(actual, `${preset} ${profile}`).toBe(expected);
  }
});
