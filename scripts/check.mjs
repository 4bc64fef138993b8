// `npm run check`: what a change can be tried against in under a minute. Tests named `*.long.test.ts` are
// left to `npm test`, which also tries the laws on more random jobs and gives every test file a world of its own.
import { ensureInstalled } from './install.mjs';
import { runSteps } from './run-steps.mjs';
import { checkTypes, findUnused, lint, runUnitTests } from './steps.mjs';

ensureInstalled();
process.env.SWEEP ??= '10';
const isFine = await runSteps([
  { name: 'types', run: checkTypes },
  { name: 'lint', run: lint },
  { name: 'unused', run: findUnused },
  {
    name: 'unit',
    run: () => runUnitTests(['--no-isolate', '--exclude', '**/*.long.test.ts', ...process.argv.slice(2)]),
  },
]);
process.exitCode = isFine ? 0 : 1;
