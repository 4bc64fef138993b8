import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.mjs';

/** Null, and why on standard error, where there is no browser or it does not start. */
export async function launchChromium(): Promise<Browser | null> {
  try {
    const { executablePath, env } = findBrowser();
    return await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      env: { ...definedOf(process.env), ...env },
    });
  } catch (error) {
    process.stderr.write(`No browser: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
