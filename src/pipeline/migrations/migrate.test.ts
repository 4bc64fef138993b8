import { describe, expect, it } from 'vitest';
import { parseDocument } from '../parse-document.ts';
import { MIGRATIONS } from './list.ts';
import { type Migration, migrate } from './migrate.ts';

/** Versions that never were: nodes had `type`, and before that stood under `operators`. */
const invented: readonly Migration[] = [
  { from: -1, to: 0, migrate: ({ operators, ...rest }) => ({ ...rest, nodes: operators }) },
  {
    from: 0,
    to: 1,
    migrate: (document) => ({
      ...document,
      nodes: Array.isArray(document.nodes) ? document.nodes.map(({ type, ...node }) => ({ ...node, kind: type })) : [],
    }),
  },
];

describe('migrate', () => {
  it('leads an old document through every version to today', () => {
    const old = { version: -1, operators: [{ id: 'a', type: 'keep' }], edges: [] };
    const { document, problems } = parseDocument(JSON.stringify(old), invented);
    expect(problems).toEqual([]);
    expect(document?.nodes).toMatchObject([{ id: 'a', kind: 'keep' }]);
  });

  it('enters the list at the version that the document states', () => {
    const { document } = parseDocument({ version: 0, nodes: [{ id: 'a', type: 'keep' }], edges: [] }, invented);
    expect(document?.nodes).toMatchObject([{ id: 'a', kind: 'keep' }]);
  });

  it('leaves a document of today alone', () => {
    const document = { version: 1, nodes: [] };
    expect(migrate(document, invented, 1)).toEqual({ kind: 'migrated', document });
  });

  it('refuses a version that no step starts from', () => {
    expect(migrate({ version: -2 }, invented, 1)).toMatchObject({ kind: 'problem', problem: { field: 'version' } });
  });

  it('does not go round in circles on a step that does not lead forward', () => {
    const circle: Migration = { from: 0, to: 0, migrate: (document) => document };
    expect(migrate({ version: 0 }, [circle], 1)).toMatchObject({ kind: 'problem' });
  });

  it('has a list in which every step leads from one version to the next', () => {
    expect(MIGRATIONS.every(({ from, to }) => to === from + 1)).toBe(true);
    expect(MIGRATIONS.map(({ from }) => from)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });
});
