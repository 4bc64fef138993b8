// `npm test`: everything, from a fresh clone.
import { ensureInstalled } from './install.mjs';
import { runSteps } from './run-steps.mjs';
import {
  build,
  checkFirstLoad,
  checkTypes,
  findUnused,
  lint,
  runConformance,
  runEndToEnd,
  runUnitTests,
} from './steps.mjs';

ensureInstalled();
const isFine = await runSteps([
  { name: 'types', run: checkTypes },
  { name: 'lint', run: lint },
  { name: 'unused', run: findUnused },
  { name: 'unit', run: () => runUnitTests() },
  { name: 'conformance', run: runConformance },
  { name: 'build', run: build },
  { name: 'first load', run: () => checkFirstLoad() },
  { name: 'end-to-end', run: () => runEndToEnd() },
]);
process.exitCode = isFine ? 0 : 1;
