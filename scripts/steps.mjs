// What `npm test` and `npm run check` consist of. Each step shows its output as it comes and returns what it
// counted: tests where it runs tests, and one failure where a step without tests fails.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './install.mjs';
import { captureScript, freePort, runScript } from './processes.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const tool = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  knip: 'node_modules/knip/bin/knip.js',
  playwright: 'node_modules/@playwright/test/cli.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/** @returns {Promise<Count>} */
export async function checkTypes() {
  let failed = 0;
  for (const project of ['tsconfig.json', 'tsconfig.headless.json', 'tsconfig.worker.json']) {
    if ((await runScript(tool.tsc, ['--project', project])) === 0) continue;
    console.log(`The types of ${project} do not hold.`);
    failed += 1;
  }
  return { passed: 0, failed };
}

/** @returns {Promise<Count>} */
export async function lint() {
  return countStep(await runScript(tool.biome, ['check', '--error-on-warnings']));
}

/**
 * Files, exports and dependencies that nothing uses.
 * @returns {Promise<Count>}
 */
export async function findUnused() {
  return countStep(await runScript(tool.knip, []));
}

/**
 * @param {readonly string[]} [args] for vitest
 * @returns {Promise<Count>}
 */
export async function runUnitTests(args = []) {
  const report = freshReport('vitest.json');
  const code = await runScript(tool.vitest, [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] } | undefined} */
  const result = readReport(report);
  if (result === undefined) return countTests(code);
  // A file that does not load holds no tests, and still is a failure.
  const unloadable = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return countTests(code, { passed: result.numPassedTests, failed: result.numFailedTests + unloadable.length });
}

/** @returns {Promise<Count>} */
export async function runConformance() {
  if (!existsSync(join(projectRoot, 'src/cli/main.ts'))) return skip('src/cli/main.ts does not exist');
  const { code, output } = await captureScript('scripts/run-ts.mjs', [
    'src/cli/main.ts',
    'conformance',
    'conformance',
    '--json',
  ]);
  /** @type {{ passed: string[], failed: { id: string, step?: unknown }[], unsupported: { id: string, why: string }[] } | undefined} */
  const result = parseJson(output);
  if (result === undefined) {
    console.log(
      `No JSON came from the conformance command; it exited with ${code} and wrote:\n${output.slice(0, 2000)}`,
    );
    return { passed: 0, failed: 1 };
  }
  for (const { id, step } of result.failed) console.log(`failed: ${id}, step ${JSON.stringify(step)}`);
  console.log(
    `${result.passed.length} passed, ${result.failed.length} failed, ${result.unsupported.length} unsupported`,
  );
  return countTests(code, { passed: result.passed.length, failed: result.failed.length });
}

/** @returns {Promise<Count>} */
export async function build() {
  return countStep(await runScript(tool.vite, ['build', '--logLevel', 'warn']));
}

/**
 * Weighs the built page, so `build` goes first.
 * @param {string} [folder]
 * @returns {Promise<Count>}
 */
export async function checkFirstLoad(folder = join(projectRoot, 'dist')) {
  // It needs a package, and what is in this file has to load before packages are installed.
  const { BUDGETS, weighFirstLoad, weightOf } = await import('./first-load.mjs');
  const { page, worker } = weighFirstLoad(folder);
  for (const { name, bytes } of [...page, ...worker]) console.log(`${kilobytes(bytes)}  ${name}`);
  const isWithin = [
    compareWeight('The page', weightOf(page), BUDGETS.page),
    compareWeight('The worker', weightOf(worker), BUDGETS.worker),
  ];
  return { passed: 0, failed: isWithin.filter((within) => !within).length };
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} budget
 */
function compareWeight(what, bytes, budget) {
  console.log(`${what} comes to ${kilobytes(bytes).trim()} of at most ${kilobytes(budget).trim()}.`);
  return bytes <= budget;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(6)} kB`;
}

/**
 * Drives the built page, so `build` goes first.
 * @param {readonly string[]} [args] for Playwright
 * @returns {Promise<Count>}
 */
export async function runEndToEnd(args = []) {
  const folder = join(projectRoot, 'e2e');
  if (
    !existsSync(folder) ||
    !readdirSync(folder, { recursive: true }).some((file) => /\.(spec|test)\.ts$/.test(String(file)))
  ) {
    return skip('e2e/ holds no tests');
  }
  const report = freshReport('playwright.json');
  const code = await runScript(tool.playwright, ['test', '--reporter=list,json', ...args], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    PORT: String(await freePort()),
  });
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number } } | undefined} */
  const result = readReport(report);
  return countTests(
    code,
    result && { passed: result.stats.expected, failed: result.stats.unexpected + result.stats.flaky },
  );
}

/**
 * @param {number} code
 * @returns {Count}
 */
function countStep(code) {
  return { passed: 0, failed: code === 0 ? 0 : 1 };
}

/**
 * A runner may fail without a failed test: a file that does not load, an error after the last test.
 * @param {number} code
 * @param {Count | undefined} count
 * @returns {Count}
 */
function countTests(code, count = { passed: 0, failed: 0 }) {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {string} why
 * @returns {Count}
 */
function skip(why) {
  console.log(`Nothing to do: ${why}.`);
  return { passed: 0, failed: 0 };
}

/** @param {string} name */
function freshReport(name) {
  const folder = join(projectRoot, 'node_modules/.cache/tidemark');
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, name), { force: true });
  return join(folder, name);
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string} text */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
