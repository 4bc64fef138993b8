/** Where no browser can be started: a measurement in a process of its own, as it has a worker of its own in Chromium. */
import { fileURLToPath } from 'node:url';
import { captureScript } from '../scripts/processes.mjs';
import type { Work } from './portable.ts';

const program = fileURLToPath(new URL('work-in-node.ts', import.meta.url));

export async function measureInNode(work: Work): Promise<unknown> {
  const { code, output } = await captureScript('scripts/run-ts.mjs', [program, work]);
  if (code !== 0) throw new Error(`${work} in Node ended with ${code}`);
  return JSON.parse(output);
}
