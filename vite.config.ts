import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// Named by number: `localhost` is served on one of its two addresses only, which differs between machines.
const host = '127.0.0.1';

export default defineConfig({
  // Relative addresses, so that the built page works from any folder of any server.
  base: './',
  plugins: [react(), withoutLogic()],
  server: { host },
  preview: { host },
  worker: { format: 'es' },
  // Found only behind a dynamic import in a worker: without this the first use would reload the page.
  optimizeDeps: { include: ['onnxruntime-web/wasm'] },
  build: {
    target: 'es2023',
    rolldownOptions: {
      // React Flow brings a mini map, controls and resizers that stand here nowhere; only a call of `memo` kept them.
      treeshake: { manualPureFunctions: ['memo', 'forwardRef'] },
      output: {
        // What changes least stands apart, so that a new version of ours leaves it in the browser's cache.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'flow', test: /node_modules\/(@xyflow|d3-[a-z]+|classcat)\// },
            { name: 'zod', test: /node_modules\/zod\// },
            // One piece of what is ours and needed at once, however many later pieces share its modules.
            { name: 'page', tags: ['$initial'] },
          ],
        },
      },
    },
  },
});

/**
 * The page knows of each kind what it is; what it does is opened in the worker alone, which is a build of its own. So
 * the built page carries neither the operators' logic nor the world behind the sources, and reads files by what comes
 * later: together a tenth of what it would fetch. Who opens an operator there nevertheless is told so.
 */
function withoutLogic(): Plugin {
  const mark = '\0without-logic:';
  return {
    name: 'without-logic',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer = '') {
      if (source === './file-table.ts' && importer.endsWith('/src/operators/file/logic.ts'))
        return join(import.meta.dirname, 'src/app/shell/on-demand/file-table.ts');
      const isLogic =
        source === './logic.ts' &&
        /\/src\/operators\/[^/]+\/index\.ts$/.test(importer) &&
        // What a source says of its timing and its fields the page asks for, too.
        readFileSync(importer, 'utf8').includes("role: 'operator'");
      const isWorld = source.endsWith('/shipfast/shipfast.ts') && importer.endsWith('/src/operators/stream-source.ts');
      if (!isLogic && !isWorld) return null;
      const left = await this.resolve(source, importer, { skipSelf: true });
      return left === null ? null : `${mark}${left.id}`;
    },
    load(id) {
      if (!id.startsWith(mark)) return null;
      const path = id.slice(mark.length);
      const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(
        ([, name]) => name,
      );
      const message = `${relative(import.meta.dirname, path)} is not part of the page: a run is opened in the worker.`;
      return [
        `function open() { throw new Error(${JSON.stringify(message)}); }`,
        'open.open = open;',
        `export { ${names.map((name) => `open as ${name}`).join(', ')} };`,
      ].join('\n');
    },
  };
}
