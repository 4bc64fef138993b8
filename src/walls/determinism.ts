/** Equal inputs give equal bytes, in Node and in every browser: so no clock, no chance, no inexact maths. */
import type { ESTree } from 'rolldown/utils';
import { collectBreaches, isTest, roomOf, type Source } from './source.ts';
import type { Wall } from './wall.ts';

const machine = new Set(['base', 'engine', 'world', 'operators', 'pipeline']);

/** Where maths of the machine may be written out: what the rest uses instead of the inexact functions. */
const exactMaths = 'base/exact-math.ts';

/** Results of these differ between browsers in the last bit; those of `sqrt` and the four operations do not. */
const inexact = new Set(
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh'.split(
    ' ',
  ),
);

const timers = new Set(['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'queueMicrotask']);

export const determinism: Wall = {
  says: 'the machine and the run read no clock, throw no dice and use no inexact maths',
  findBreaches: (sources) =>
    sources
      .filter(({ path }) => !isTest(path) && (machine.has(roomOf(path)) || roomOf(path) === 'run'))
      .flatMap(findBreaches),
  mustCatch: [
    { 'engine/engine.ts': 'const now = Date.now();' },
    { 'world/calendar.ts': 'export const day = (ms: number) => new Date(ms).getDay();' },
    { 'operators/filter/StateView.tsx': 'export const now = () => performance.now();' },
    { 'run/run.ts': 'const began = globalThis.performance.now();' },
    { 'run/run.ts': 'const { now } = Date;' },
    { 'engine/engine.ts': 'setTimeout(() => {}, 0);' },
    { 'engine/engine.ts': 'const began = process.hrtime();' },
    { 'world/streams.ts': 'const dice = Math.random();' },
    { 'world/streams.ts': 'const { random } = Math;' },
    { 'pipeline/ids.ts': 'const id = crypto.randomUUID();' },
    { 'base/decay.ts': 'export const decay = (x: number) => Math.exp(-x);' },
    { 'base/decay.ts': "export const log = (x: number) => Math['log'](x);" },
    { 'operators/ewma/logic.ts': 'const weight = (1 - alpha) ** steps;' },
    { 'operators/ewma/logic.ts': 'weight **= 3;' },
  ],
  mustAllow: [
    { 'base/exact-math.ts': 'export const ten = 10 ** 3 + Math.pow(2, 3);' },
    { 'base/bits.ts': 'export const top = 2 ** 31 + Math.sqrt(2) + Math.floor(2.5);' },
    { 'base/decay.test.ts': 'const near = Math.exp(1);' },
    { 'run/run.worker.ts': 'const began = performance.now();' },
    { 'run/frame-pacing.ts': 'const began = Date.now();' },
    { 'run/run.ts': 'setTimeout(() => {}, 0);' },
    { 'operators/filter/StateView.tsx': 'export const bend = Math.sin(1) ** 2;' },
    { 'engine/clock.ts': 'interface Clock { Date: string; performance(): number } const at = clock.performance();' },
    { 'app/clock.ts': 'const now = Date.now();' },
  ],
};

function findBreaches(source: Source): readonly string[] {
  const mayReadClock = /^run\/.*(\.worker|-pacing)\.ts$/.test(source.path);
  const mayWait = roomOf(source.path) === 'run';
  const mayRound = source.path === exactMaths || source.path.endsWith('.tsx');
  const forbiddenName = (name: string): string | null => {
    if (!mayReadClock && (name === 'Date' || name === 'performance')) return `reads a clock: ${name}`;
    if (!mayWait && timers.has(name)) return `waits: ${name}`;
    if (name === 'crypto') return 'throws dice: crypto';
    return null;
  };
  return collectBreaches(source, (report) => {
    const checkExponent = (node: { readonly start: number; readonly operator: string }, base: ESTree.Node) => {
      const isPowerOfTwo = base.type === 'Literal' && base.value === 2;
      if (!mayRound && node.operator.startsWith('**') && !isPowerOfTwo)
        report(node, `uses inexact maths: ${node.operator}`);
    };
    const members = new Set<ESTree.Node>();
    return {
      MemberExpression: (node) => {
        const name = memberName(node);
        if (!node.computed) members.add(node.property);
        if (name === null || node.object.type !== 'Identifier') return;
        const whole = `${node.object.name}.${name}`;
        if (whole === 'Math.random') report(node, 'throws dice: Math.random');
        if (!mayRound && node.object.name === 'Math' && inexact.has(name)) report(node, `uses inexact maths: ${whole}`);
        if (!mayReadClock && whole === 'process.hrtime') report(node, 'reads a clock: process.hrtime');
        const global = node.object.name === 'globalThis' || node.object.name === 'self' ? forbiddenName(name) : null;
        if (global !== null) report(node, global);
      },
      VariableDeclarator: (node) => {
        if (node.init?.type === 'Identifier' && node.init.name === 'Math' && node.id.type === 'ObjectPattern') {
          report(node, 'takes Math apart: name its functions where they are used');
        }
      },
      Identifier: (node) => {
        const breach = members.has(node) ? null : forbiddenName(node.name);
        if (breach !== null) report(node, breach);
      },
      PropertyDefinition: (node) => void members.add(node.key),
      MethodDefinition: (node) => void members.add(node.key),
      TSPropertySignature: (node) => void members.add(node.key),
      TSMethodSignature: (node) => void members.add(node.key),
      Property: (node) => void (node.shorthand || members.add(node.key)),
      BinaryExpression: (node) => checkExponent(node, node.left),
      AssignmentExpression: (node) => checkExponent(node, node.left),
    };
  });
}

function memberName(node: ESTree.MemberExpression): string | null {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : null;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : null;
}
