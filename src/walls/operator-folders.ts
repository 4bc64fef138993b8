/** Every folder of `operators` is the same inside, and one list names them all. */
import type { Source } from './source.ts';
import type { Sample, Wall } from './wall.ts';

/** A virtual kind re-labels what others do (Flink: a transformation without an operator), so it has no logic. */
const virtualMark = /\bvirtual: true\b/;

const parts = ['index.ts', 'spec.ts', 'logic.ts', 'cases.ts', 'lesson.md'];

export const operatorFolders: Wall = {
  says: 'every folder of operators has its spec, logic, door, cases and lesson, and stands in the list',
  findBreaches: (sources) => [...foldersOf(sources)].flatMap(([folder, files]) => breachesOf(folder, files, sources)),
  mustCatch: [
    without('logic.ts'),
    without('spec.ts'),
    without('index.ts'),
    without('cases.ts'),
    without('lesson.md'),
    { ...whole(), 'operators/index.ts': "import { union } from './union/index.ts';" },
    { ...whole(), 'operators/filter/spec.ts': "export const spec = { kind: 'sieve' };" },
    { ...whole(), 'operators/filter/lesson.md': '\n' },
  ],
  mustAllow: [
    whole(),
    { ...without('logic.ts'), 'operators/filter/spec.ts': "export const spec = { kind: 'filter', virtual: true };" },
    { ...whole(), 'operators/form.ts': 'export const form = 1;' },
    { ...whole(), 'operators/harness/operator-harness.ts': 'export const harness = 1;' },
  ],
};

/** The one folder that holds no kind: what operators are tested with. */
const harness = 'harness';

/** Files directly in each kind's folder, by name. */
function foldersOf(sources: readonly Source[]): ReadonlyMap<string, ReadonlyMap<string, Source>> {
  const folders = new Map<string, Map<string, Source>>();
  for (const source of sources) {
    const [room, folder, file, ...deeper] = source.path.split('/');
    if (room !== 'operators' || folder === undefined || file === undefined || deeper.length > 0) continue;
    if (folder === harness) continue;
    const files = folders.get(folder) ?? new Map<string, Source>();
    folders.set(folder, files.set(file, source));
  }
  return folders;
}

function breachesOf(folder: string, files: ReadonlyMap<string, Source>, sources: readonly Source[]): readonly string[] {
  const path = `operators/${folder}`;
  const spec = files.get('spec.ts')?.text ?? '';
  const isVirtual = virtualMark.test(spec);
  const missing = parts.filter((part) => !files.has(part) && !(part === 'logic.ts' && isVirtual));
  const list = sources.find((source) => source.path === 'operators/index.ts');
  const isListed = list?.imports.some(({ file }) => file === `${path}/index.ts`) === true;
  return [
    ...missing.map((part) => `${path}/${part}: there is no such file`),
    ...(isListed ? [] : [`operators/index.ts: does not import ${path}/index.ts`]),
    ...(spec === '' || spec.includes(`kind: '${folder}'`) ? [] : [`${path}/spec.ts: its kind is not '${folder}'`]),
    ...(files.get('lesson.md')?.text.trim() === '' ? [`${path}/lesson.md: is empty`] : []),
  ];
}

function whole(): Sample {
  return {
    'operators/index.ts': "import { filter } from './filter/index.ts';",
    'operators/filter/index.ts': 'export const filter = 1;',
    'operators/filter/spec.ts': "export const spec = { kind: 'filter' };",
    'operators/filter/logic.ts': 'export const logic = 1;',
    'operators/filter/cases.ts': 'export const cases = [];',
    'operators/filter/lesson.md': 'A filter lets through what it is asked to.',
  };
}

function without(part: string): Sample {
  return Object.fromEntries(Object.entries(whole()).filter(([path]) => path !== `operators/filter/${part}`));
}
