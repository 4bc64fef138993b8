// What a browser fetches before the page is there: the built index.html, and all scripts and styles that follow from it
// without a dynamic import, compressed as a host would. Fonts come when a letter needs them, and ONNX Runtime when a
// model is asked; the worker's own script is weighed by itself.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'rolldown/utils';

/** @typedef {{ name: string, bytes: number }} Piece */

/** In bytes. Whoever would raise one looks first for what could come later (src/app/shell/on-demand/). */
export const BUDGETS = { page: 265_000, worker: 115_000 };

/**
 * @param {string} folder in which the page was built
 * @returns {{ page: Piece[], worker: Piece[] }} every file of either, gzipped
 */
export function weighFirstLoad(folder) {
  const page = followImports(folder, ['index.html']);
  const scripts = page.filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(folder, name), 'utf8'));
  const workers = scripts.flatMap((text) => [...text.matchAll(/[\w-]+\.worker-[\w-]+\.js/g)].map(([name]) => name));
  const worker = followImports(
    folder,
    workers.map((name) => `assets/${name}`),
  );
  if (!page.some((name) => name.endsWith('.js')) || worker.length === 0)
    throw new Error(`${folder} holds a page without a script or without a worker: this check does not understand it.`);
  return { page: page.map((name) => weigh(folder, name)), worker: worker.map((name) => weigh(folder, name)) };
}

/**
 * @param {readonly Piece[]} pieces
 * @returns {number} in bytes
 */
export function weightOf(pieces) {
  return pieces.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Piece}
 */
function weigh(folder, name) {
  return { name, bytes: gzipSync(readFileSync(join(folder, name))).length };
}

/**
 * @param {string} folder
 * @param {readonly string[]} first
 * @returns {string[]} these and what they import, and so on
 */
function followImports(folder, first) {
  const found = new Set(first);
  for (const name of found) {
    const text = readFileSync(join(folder, name), 'utf8');
    const next = name.endsWith('.html') ? linkedFrom(text) : name.endsWith('.js') ? importedBy(name, text) : [];
    for (const imported of next) found.add(imported);
  }
  return [...found];
}

/** @param {string} html */
function linkedFrom(html) {
  return [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(([, name = '']) => name);
}

/**
 * @param {string} name
 * @param {string} text
 */
function importedBy(name, text) {
  return parseSync(basename(name), text).program.body.flatMap((statement) =>
    'source' in statement && statement.source ? [join('assets', statement.source.value)] : [],
  );
}
