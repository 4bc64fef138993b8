// `npm run sweep [-- RUNS]`: the laws on many more random jobs than `npm test` has time for. A failure prints its seed.
import { ensureInstalled } from './install.mjs';
import { runScript } from './processes.mjs';

ensureInstalled();
const [runs = '1000'] = process.argv.slice(2);
const laws = ['src/engine/laws.test.ts', 'src/operators/conformance.test.ts'];
process.exitCode = await runScript('node_modules/vitest/vitest.mjs', ['run', ...laws, '--testTimeout', '0'], {
  SWEEP: runs,
});
