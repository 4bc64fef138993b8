/** What a file is called and how long it may grow; how it says what it cannot prove. */
import { collectBreaches, isFixture, isTest, type Source } from './source.ts';
import type { Wall } from './wall.ts';

const mostLines = 300;

/** Files that are longer for a reason that the line beside them gives. Keep it short. */
const mayBeLonger: ReadonlySet<string> = new Set([
  // One sheet for the parts of one canvas, which share their names and measures.
  'app/time-panel/lanes/lanes.module.css',
  // Hostile files are data, one after the other.
  'operators/file/file-table.test.ts',
]);

export const fileLength: Wall = {
  says: `a file of more than ${mostLines} lines is split`,
  findBreaches: (sources) =>
    sources
      .filter(({ path }) => !path.endsWith('.md') && !mayBeLonger.has(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
      .filter(({ lines }) => lines > mostLines)
      .map(({ path, lines }) => `${path}: has ${lines} lines`),
  mustCatch: [
    { 'engine/engine.ts': '// one more\n'.repeat(mostLines + 1) },
    { 'app/card.module.css': `${'\n'.repeat(mostLines)}.card {}` },
  ],
  mustAllow: [
    { 'engine/engine.ts': '// one more\n'.repeat(mostLines) },
    { 'operators/filter/lesson.md': 'word\n'.repeat(mostLines + 1) },
  ],
};

const saysNothing = /(^|\/)(utils?|helpers?|common|managers?|misc|shared|stuff)(\/|\.[a-z.]+$)/i;

export const fileNames: Wall = {
  says: 'a file is named for what it holds',
  findBreaches: (sources) =>
    sources.filter(({ path }) => saysNothing.test(path)).map(({ path }) => `${path}: says nothing`),
  mustCatch: [
    { 'base/utils.ts': '' },
    { 'app/helpers/format.ts': '' },
    { 'engine/misc.test.ts': '' },
    { 'engine/common/rows.ts': '' },
  ],
  mustAllow: [{ 'engine/common-watermark.ts': '' }, { 'world/util-linux-log.ts': '' }],
};

export const assertedTypes: Wall = {
  says: 'no type is asserted (`as const` is no assertion)',
  findBreaches: (sources) =>
    sources.flatMap((source) =>
      collectBreaches(source, (report) => ({
        TSAsExpression: (node) => {
          const type = node.typeAnnotation;
          const isConst =
            type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
          if (!isConst) report(node, 'asserts a type with `as`');
        },
        TSTypeAssertion: (node) => report(node, 'asserts a type with `<…>`'),
        TSNonNullExpression: (node) => report(node, 'asserts with `!` that a value is there'),
      })),
    ),
  mustCatch: [
    { 'engine/row.ts': 'const row = value as Row;' },
    { 'engine/row.ts': 'const row = value as unknown as Row;' },
    { 'engine/row.ts': 'const row = <Row>value;' },
    { 'engine/row.test.ts': 'const row = rows[0]!;' },
  ],
  mustAllow: [
    { 'engine/row.ts': "const kinds = ['a', 'b'] as const;" },
    { 'engine/row.ts': "import { row as first } from './rows.ts'; const ok = { a: 1 } satisfies Row;" },
  ],
};

export const emptyCatches: Wall = {
  says: 'an error is never swallowed',
  findBreaches: (sources) =>
    sources.flatMap((source) =>
      collectBreaches(source, (report) => ({
        CatchClause: (node) => {
          if (node.body.body.length === 0) report(node, 'catches an error and does nothing');
        },
        CallExpression: (node) => {
          if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return;
          const [handler] = node.arguments;
          if (node.callee.property.name !== 'catch' || handler?.type !== 'ArrowFunctionExpression') return;
          if (handler.body.type === 'BlockStatement' && handler.body.body.length === 0) {
            report(node, 'catches an error and does nothing');
          }
        },
      })),
    ),
  mustCatch: [
    { 'run/run.ts': 'try { run(); } catch {}' },
    { 'run/run.ts': 'try { run(); } catch (error) { /* never mind */ }' },
    { 'run/run.ts': 'run().catch(() => {});' },
  ],
  mustAllow: [
    { 'run/run.ts': 'try { run(); } catch (error) { report(error); }' },
    { 'run/run.ts': 'run().catch(() => report()); run().then(() => {});' },
  ],
};

export const testData: Wall = {
  says: 'fixtures are used by tests alone',
  findBreaches: (sources) => sources.filter(({ path }) => !isTest(path)).flatMap(findFixtures),
  mustCatch: [
    { 'app/app.tsx': "import { run } from './fixtures/fixture-run.ts';" },
    { 'app/stores/run.ts': "const { run } = await import('../fixtures/fixture-run.ts');" },
    { 'app/app.tsx': "import { lanes } from './time-panel/lanes.fixture.ts';" },
  ],
  mustAllow: [
    { 'app/app.test.ts': "import { run } from './fixtures/fixture-run.ts';" },
    { 'app/fixtures/fixture-run.ts': "import { port } from './fake-port.ts';" },
    { 'app/time-panel/lanes.fixture.ts': "import { run } from '../fixtures/fixture-run.ts';" },
  ],
};

function findFixtures({ path, imports }: Source): readonly string[] {
  return imports
    .filter(({ file }) => file !== null && isFixture(file))
    .map(({ specifier, line }) => `${path}:${line} imports ${specifier}`);
}
