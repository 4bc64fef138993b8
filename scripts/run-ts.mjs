// Runs a TypeScript program of this project in Node: `node scripts/run-ts.mjs FILE [ARGUMENT…]`.
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, projectRoot } from './install.mjs';

const [file = '', ...args] = process.argv.slice(2);
const path = resolve(projectRoot, file);
if (!existsSync(path)) {
  console.error(`There is no ${file} to run.`);
  process.exit(1);
}
ensureInstalled();
register('./typescript-loader.mjs', import.meta.url);
process.setSourceMapsEnabled(true);
// The program sees the arguments it would see if Node had started it.
process.argv.splice(1, Number.POSITIVE_INFINITY, path, ...args);
await import(pathToFileURL(path).href);
