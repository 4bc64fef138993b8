/** What is true of one kind of operator is written in its folder: nobody else asks which kind a node is. */
import type { ESTree } from 'rolldown/utils';
import { collectBreaches, isTest, roomOf, type Source } from './source.ts';
import type { Wall } from './wall.ts';

export const kinds: Wall = {
  says: 'outside operators nothing is decided by the name of an operator kind',
  findBreaches: (sources) => {
    const known = kindsIn(sources);
    return sources
      .filter(({ path }) => roomOf(path) !== 'operators' && !isTest(path))
      .flatMap((source) => findDecisions(source, known));
  },
  mustCatch: [
    { ...folders(), 'app/card.tsx': "const rows = node.kind === 'interval-join' ? 2 : 1;" },
    { ...folders(), 'app/card.tsx': "const isJoin = 'interval-join' !== kind;" },
    { ...folders(), 'run/plan.ts': "switch (node.kind) { case 'filter': break; default: }" },
    { ...folders(), 'insight/why.ts': "switch (what) { case 'interval-join': break; default: }" },
    { ...folders(), 'insight/why.ts': "const isFilter = node.operatorKind === 'filter';" },
  ],
  mustAllow: [
    { ...folders(), 'scenarios/hub-7/index.ts': "export const node = { kind: 'interval-join' };" },
    { ...folders(), 'app/menu.tsx': "const isFilter = action.name === 'filter';" },
    { ...folders(), 'run/plan.ts': "const isSource = node.role === 'source';" },
    { ...folders(), 'operators/interval-join/logic.ts': "const isOwn = kind === 'interval-join';" },
    { ...folders(), 'pipeline/plan.test.ts': "const join = nodes.find((node) => node.kind === 'interval-join');" },
  ],
};

function kindsIn(sources: readonly Source[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ path }) => /^operators\/([^/]+)\/spec\.ts$/.exec(path)?.[1] ?? []));
}

function findDecisions(source: Source, known: ReadonlySet<string>): readonly string[] {
  return collectBreaches(source, (report) => ({
    BinaryExpression: (node) => {
      if (!/^[!=]==?$/.test(node.operator)) return;
      const name = kindNamed(node.left, node.right, known) ?? kindNamed(node.right, node.left, known);
      if (name !== null) report(node, `compares with the kind '${name}'`);
    },
    SwitchStatement: (node) => {
      for (const { test } of node.cases) {
        const name = test === null ? null : kindNamed(test, node.discriminant, known);
        if (name !== null) report(node, `switches on the kind '${name}'`);
      }
    },
  }));
}

/**
 * The kind that `literal` names, if it does. A name of one word (`filter`) may mean something else, so it
 * counts only where the other side is called a kind.
 */
function kindNamed(literal: ESTree.Node, other: ESTree.Node, known: ReadonlySet<string>): string | null {
  if (literal.type !== 'Literal' || typeof literal.value !== 'string' || !known.has(literal.value)) return null;
  const called = other.type === 'MemberExpression' ? other.property : other;
  const isCalledKind = called.type === 'Identifier' && /kind$/i.test(called.name);
  return literal.value.includes('-') || isCalledKind ? literal.value : null;
}

function folders(): Readonly<Record<string, string>> {
  return { 'operators/interval-join/spec.ts': '', 'operators/filter/spec.ts': '' };
}
