/** The page as it ships and the worker that measures, built beside each other and served to the browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, preview } from 'vite';
import { freePort } from '../../scripts/processes.mjs';

export interface Site {
  readonly url: string;
  readonly workerUrl: string;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const worker = fileURLToPath(new URL('measure.worker.ts', import.meta.url));

export async function openSite(): Promise<Site> {
  // A folder of its own: the end-to-end tests may be looking at `dist`.
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-bench-'));
  const quiet: InlineConfig = { root, logLevel: 'silent' };
  await build({ ...quiet, build: { outDir: folder, emptyOutDir: true } });
  await build({
    ...quiet,
    // As the page's own worker, and not as the page, which is built without what operators do.
    configFile: false,
    base: './',
    publicDir: false,
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: false,
      // What loads a chunk's dependencies ahead of it needs a document, and a worker has none.
      modulePreload: false,
      rolldownOptions: { input: { measure: worker }, output: { entryFileNames: 'measure/[name].js' } },
    },
  });
  const port = await freePort();
  const server = await preview({
    ...quiet,
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port, strictPort: true },
  });
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    workerUrl: `${url}measure/measure.js`,
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
