/** Starts the worker in which runs live. Its script is a chunk of its own: the page is drawn before it has loaded. */
import type { RunPort } from '../run/worker-client.ts';

export function startRunWorker(): RunPort {
  return new Worker(new URL('../run/run.worker.ts', import.meta.url), { type: 'module', name: 'run' });
}
