// Which browser the end-to-end tests drive. The first that is there: CHROMIUM_PATH, Playwright's own, the
// system's Chrome or Chromium, and on Linux the one inside the npm package @sparticuz/chromium, which needs
// no system package at all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { projectRoot } from './install.mjs';

/** @typedef {{ from: string, executablePath?: string, env: Record<string, string> }} Browser */

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * @returns {Browser} without `executablePath` where Playwright finds it by itself
 * @throws an error that says what to do where there is none
 */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return { from: 'CHROMIUM_PATH', executablePath: named, env: {} };
  }
  const own = playwrightsOwn();
  if (own !== undefined) return own;
  const system = systemBrowsers.find((path) => existsSync(path));
  if (system !== undefined) return { from: 'the system', executablePath: system, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser();
  throw new Error('No browser found: install Chrome, or run `npx playwright install chromium`, or set CHROMIUM_PATH.');
}

/**
 * Playwright drives its headless shell, which it keeps beside the full browser; either may be there alone.
 * @returns {Browser | undefined}
 */
function playwrightsOwn() {
  const full = chromium.executablePath();
  const [shellFolder = ''] = full
    .replace(/([\\/])chromium-(\d+)/, '$1chromium_headless_shell-$2')
    .split(/(?<=headless_shell-\d+)[\\/]/);
  if (shellFolder !== full && existsSync(shellFolder)) return { from: 'Playwright', env: {} };
  if (existsSync(full)) return { from: 'Playwright', executablePath: full, env: {} };
  return undefined;
}

/**
 * Unpacks @sparticuz/chromium once per version. It is done in a folder of its own, which gets its name when
 * complete: an interrupted unpacking, or two at once, cannot leave half a browser behind.
 * @returns {Browser}
 */
function packagedBrowser() {
  const manifest = join(projectRoot, 'node_modules/@sparticuz/chromium/package.json');
  if (!existsSync(manifest)) {
    throw new Error(
      'No browser found, nor the optional package @sparticuz/chromium: run `npm ci --include=optional`, or set CHROMIUM_PATH.',
    );
  }
  const cache = join(projectRoot, 'node_modules/.cache');
  const folder = join(cache, `chromium-${JSON.parse(readFileSync(manifest, 'utf8')).version}`);
  if (!existsSync(folder)) {
    console.error('Unpacking the browser of @sparticuz/chromium …');
    mkdirSync(cache, { recursive: true });
    unpack(mkdtempSync(join(cache, 'unpacking-')), folder);
  }
  return { from: '@sparticuz/chromium', executablePath: join(folder, 'chromium'), env: environmentOf(folder) };
}

/**
 * The package unpacks into the folder for temporary files, and only on what it takes for Amazon's Linux does
 * it bring the libraries (NSS, NSPR, expat) that a bare system lacks. A process of its own is told both.
 * @param {string} temporary
 * @param {string} folder
 */
function unpack(temporary, folder) {
  const program = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  if (status !== 0) {
    rmSync(temporary, { recursive: true, force: true });
    throw new Error('The browser of @sparticuz/chromium could not be unpacked; set CHROMIUM_PATH to another one.');
  }
  if (existsSync(folder)) rmSync(temporary, { recursive: true, force: true });
  else renameSync(temporary, folder);
}

/**
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function environmentOf(folder) {
  const libraries = [process.env.LD_LIBRARY_PATH, join(folder, 'al2023/lib')].filter(Boolean).join(':');
  if (existsSync('/etc/fonts/fonts.conf')) return { LD_LIBRARY_PATH: libraries };
  // Without a font configuration the browser would draw no text: it gets one, with the package's own font.
  const fonts = join(folder, 'fonts');
  const configuration = join(fonts, 'tidemark.conf');
  writeFileSync(
    configuration,
    `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${fonts}-cache</cachedir></fontconfig>\n`,
  );
  return { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: configuration };
}
