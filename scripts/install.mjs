// Runs before anything is installed, so it may use nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

const oldestNode = [20, 19];

/**
 * Installs what package-lock.json lists unless node_modules already holds exactly that. Says so on standard
 * error only: the commands that print JSON keep standard output to themselves.
 */
export function ensureInstalled() {
  refuseOldNode();
  const missing = firstDifference();
  if (missing === undefined) return;
  console.error(`Installing dependencies (${missing}) …`);
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: projectRoot, stdio: /** @type {['ignore', 2, 2]} */ (['ignore', 2, 2]) };
  // npm names itself when it started us; on Windows its launcher is a batch file, which only a shell can run.
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('npm ci failed: see above. Is the package registry reachable?');
    process.exit(result.status ?? 1);
  }
}

/**
 * Names the first package whose installed version is not the locked one. Optional packages may be absent:
 * most of them are builds for other platforms.
 */
function firstDifference() {
  const installedFile = new URL('../node_modules/.package-lock.json', import.meta.url);
  if (!existsSync(installedFile)) return 'nothing is installed yet';
  const locked = readPackages(new URL('../package-lock.json', import.meta.url));
  const installed = readPackages(installedFile);
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) continue;
    if (installed[path]?.version !== entry.version)
      return `${path.replace(/^node_modules\//, '')} is not ${entry.version}`;
  }
  return undefined;
}

/**
 * @param {URL} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = oldestNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  console.error(`Tidemark needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
