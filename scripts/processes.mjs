import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { projectRoot } from './install.mjs';

/**
 * Runs a program of node_modules (by the path of its script) in this Node, showing its output as it comes.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to ours
 * @returns {Promise<number>} its exit code; 1 if a signal ended it
 */
export function runScript(script, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    // Whoever ends this program ends what it started; an interrupt from the keyboard reaches both by itself.
    const end = () => child.kill();
    process.once('SIGTERM', end);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGTERM', end);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a script and returns what it wrote to standard output; standard error is shown as it comes.
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
export function captureScript(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/**
 * A TCP port that nobody listens on now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
