// `npm run e2e -- [WHAT PLAYWRIGHT TAKES]`: the journeys alone, on a page built now.
import { ensureInstalled } from './install.mjs';
import { runSteps } from './run-steps.mjs';
import { build, runEndToEnd } from './steps.mjs';

ensureInstalled();
const isFine = await runSteps([
  { name: 'build', run: build },
  { name: 'end-to-end', run: () => runEndToEnd(process.argv.slice(2)) },
]);
process.exitCode = isFine ? 0 : 1;
