/** Which room may import from which. */
import { type Import, roomOf, type Source } from './source.ts';
import type { Wall } from './wall.ts';

const machine = ['base', 'engine', 'world', 'operators', 'pipeline'];

/** Each room and those it stands on; a room always knows itself. */
const standsOn: Readonly<Record<string, readonly string[]>> = {
  base: [],
  engine: ['base'],
  world: ['base', 'engine'],
  operators: ['base', 'engine', 'world'],
  pipeline: ['base', 'engine', 'world', 'operators'],
  inference: ['base'],
  run: [...machine, 'inference'],
  insight: [...machine, 'run'],
  export: machine,
  scenarios: [...machine, 'run', 'insight'],
  exercises: [...machine, 'run', 'insight', 'scenarios'],
  theme: [],
  app: [...machine, 'run', 'insight', 'export', 'scenarios', 'exercises', 'theme'],
  cli: [...machine, 'inference', 'run', 'insight', 'export', 'scenarios', 'exercises'],
  'main.tsx': ['app', 'theme'],
};

export const arrows: Wall = {
  says: 'rooms are known to those above them only',
  findBreaches: (sources) => sources.flatMap((source) => source.imports.flatMap((used) => breachOf(source, used))),
  mustCatch: [
    { 'base/heap.ts': "import { engine } from '../engine/engine.ts';" },
    { 'engine/engine.ts': "import type { Kafka } from '../world/kafka.ts';" },
    { 'world/kafka/log.ts': "export * from '../../operators/index.ts';" },
    { 'pipeline/plan.ts': "const run = await import('../run/run.ts');" },
    { 'run/run.ts': "type Why = import('../insight/why.ts').Why;" },
    { 'inference/train.ts': "import { truth } from '../world/truth.ts';" },
    { 'insight/why.ts': "import { predict } from '../inference/index.ts';" },
    {
      'app/run-client.ts': "new Worker(new URL('../inference/train.worker.ts', import.meta.url), { type: 'module' });",
    },
    { 'scenarios/hub-7/index.ts': "import { task } from '../../exercises/hub-7/index.ts';" },
    { 'theme/marks.ts': "import { clamp } from '../base/clamp.ts';" },
    { 'cli/main.ts': "import { format } from '../app/format.ts';" },
    { 'operators/filter/logic.ts': "import type { Frame } from '../../run/protocol.ts';" },
    { 'operators/views.ts': "import { frame } from '../run/protocol.ts';" },
    { 'operators/filter/StateView.tsx': "import type { Run } from '../../run/run.ts';" },
    { 'engine/engine.ts': "import { version } from '../../package.json';" },
    { 'attic/old.ts': "import { clamp } from '../base/clamp.ts';" },
  ],
  mustAllow: [
    { 'engine/rows/row.ts': "import { assert } from '../../base/assert.ts'; import { zod } from 'zod';" },
    { 'run/run.ts': "import { predict } from '../inference/index.ts'; import { plan } from '../pipeline/plan.ts';" },
    { 'operators/views.ts': "import type { Frame } from '../run/protocol.ts';" },
    { 'operators/filter/StateView.tsx': "import { marks } from '../../theme/marks.ts';" },
    { 'app/run-client.ts': "new Worker(new URL('../run/run.worker.ts', import.meta.url), { type: 'module' });" },
  ],
};

function breachOf(source: Source, used: Import): readonly string[] {
  if (used.file === null) return [];
  const from = roomOf(source.path);
  const to = roomOf(used.file);
  const known = standsOn[from];
  if (known === undefined) return [`${source.path}: ${from} is no room of the house`];
  if (to === from || known.includes(to) || (isPicture(source.path) && mayBeDrawn(used))) return [];
  return [`${source.path}:${used.line} imports ${used.specifier}: ${from} does not stand on ${to}`];
}

/** The browser's side of the operators, which draws what a run shows. */
export function isPicture(path: string): boolean {
  return /^operators\/(.*\.tsx|views\.ts|state-view\.ts)$/.test(path);
}

/** Frame types are made above the operators, and the theme beside them; pictures may use both. */
function mayBeDrawn(used: Import): boolean {
  return (used.file === 'run/protocol.ts' && used.isTypeOnly) || (used.file !== null && roomOf(used.file) === 'theme');
}
