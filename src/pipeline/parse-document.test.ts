import { describe, expect, it } from 'vitest';
import { parseDocument } from './parse-document.ts';
import { SAMPLE_JSON, sampleDocument } from './sample-kinds.ts';

const node = { id: 'a', kind: 'keep' };
const edge = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const base = { version: 1, nodes: [node, { id: 'b', kind: 'store' }], edges: [edge('a', 'b')] };

describe('parseDocument', () => {
  it('fills in every default and reports nothing for a good document', () => {
    const { document, problems } = parseDocument(JSON.stringify(SAMPLE_JSON));
    expect(problems).toEqual([]);
    expect(document?.settings).toMatchObject({ seed: 42, restart: { strategy: 'exponential-delay' } });
    expect(document?.nodes[2]?.config).toEqual({ size: 30_000 });
  });

  it('reads back what it wrote', () => {
    const document = sampleDocument();
    expect(parseDocument(JSON.stringify(document))).toEqual({ document, problems: [] });
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(parseDocument(`\uFEFF${JSON.stringify(base)}`).problems).toEqual([]);
  });

  interface Refused {
    readonly name: string;
    readonly input: unknown;
    readonly where: string;
    readonly field: string;
    readonly says: RegExp;
  }
  const refused: readonly Refused[] = [
    { name: 'an empty text', input: ' \n', where: 'document', field: '', says: /empty/ },
    {
      name: 'broken JSON',
      input: '{\n  "version": 1,\n  nodes: []}',
      where: 'document',
      field: '',
      says: /line 3, column 3/,
    },
    { name: 'a list', input: '[1]', where: 'document', field: '', says: /no pipeline document/ },
    { name: 'a missing version', input: { nodes: [] }, where: 'document', field: 'version', says: /which version/ },
    {
      name: 'a version of tomorrow',
      input: { ...base, version: 2 },
      where: 'document',
      field: 'version',
      says: /newer/,
    },
    { name: 'a version in text', input: { ...base, version: '1' }, where: 'document', field: 'version', says: /"1"/ },
    {
      name: 'a version that never was',
      input: { ...base, version: -3 },
      where: 'document',
      field: 'version',
      says: /never/,
    },
    { name: 'no nodes', input: { version: 1, edges: [] }, where: 'document', field: 'nodes', says: /missing/ },
    {
      name: 'a node without kind',
      input: { ...base, nodes: [{ id: 'a' }] },
      where: 'a',
      field: 'kind',
      says: /missing/,
    },
    {
      name: 'a node without id',
      input: { ...base, nodes: [{ kind: 'a' }] },
      where: 'node 1',
      field: 'id',
      says: /missing/,
    },
    {
      name: 'a kind of another type',
      input: { ...base, nodes: [{ id: 'a', kind: 3 }] },
      where: 'a',
      field: 'kind',
      says: /text/,
    },
    {
      name: 'a bad id',
      input: { ...base, nodes: [{ id: 'A b', kind: 'x' }] },
      where: 'A b',
      field: 'id',
      says: /small letter/,
    },
    {
      name: 'an id of a TaskManager',
      input: { ...base, nodes: [{ id: 'tm-1', kind: 'x' }] },
      where: 'tm-1',
      field: 'id',
      says: /taken/,
    },
    {
      name: 'too much parallelism',
      input: { ...base, nodes: [{ ...node, parallelism: 99 }] },
      where: 'a',
      field: 'parallelism',
      says: /too large/,
    },
    {
      name: 'an unknown partitioning',
      input: { ...base, edges: [{ ...edge('a', 'b'), partitioning: 'shuffle' }] },
      where: 'a.out>b.in',
      field: 'partitioning',
      says: /not known/,
    },
    {
      name: 'an unknown intervention',
      input: { ...base, interventions: [{ kind: 'explode', target: 'a', at: 0 }] },
      where: 'interventions',
      field: '0.kind',
      says: /not known/,
    },
    {
      name: 'a setting out of range',
      input: { ...base, settings: { taskManagers: 0 } },
      where: 'settings',
      field: 'taskManagers',
      says: /too small/,
    },
    { name: 'an id used twice', input: { ...base, nodes: [node, node] }, where: 'a', field: 'id', says: /2 nodes/ },
  ];
  it.each(refused)('refuses $name and says where it is', ({ input, where, field, says }) => {
    const { document, problems } = parseDocument(input);
    expect(document).toBeNull();
    expect(problems[0]).toMatchObject({ where, field, message: expect.stringMatching(says) });
    expect(problems.every(({ hint }) => hint.length > 0)).toBe(true);
  });

  const reported: readonly { name: string; input: unknown; where: string; field: string }[] = [
    { name: 'of the document', input: { ...base, colour: 'red' }, where: 'document', field: 'colour' },
    { name: 'of a node', input: { ...base, nodes: [{ ...node, size: 1 }, base.nodes[1]] }, where: 'a', field: 'size' },
    {
      name: 'of a position',
      input: { ...base, nodes: [{ ...node, position: { x: 0, y: 0, z: 1 } }, base.nodes[1]] },
      where: 'a',
      field: 'position.z',
    },
    {
      name: 'of an edge',
      input: { ...base, edges: [{ ...edge('a', 'b'), label: 'x' }] },
      where: 'a.out>b.in',
      field: 'label',
    },
    {
      name: 'deep in the settings',
      input: { ...base, settings: { checkpointing: { every: 5 } } },
      where: 'settings',
      field: 'checkpointing.every',
    },
    {
      name: 'of another restart strategy',
      input: { ...base, settings: { restart: { strategy: 'none', attempts: 3 } } },
      where: 'settings',
      field: 'restart.attempts',
    },
    {
      name: 'of an intervention',
      input: { ...base, interventions: [{ kind: 'kill', target: 'a', at: 0, duration: 4 }] },
      where: 'interventions',
      field: '0.duration',
    },
    {
      name: 'that would change a prototype',
      input: `{"version":1,"nodes":[{"id":"a","kind":"keep","config":{"__proto__":{"x":1}}}],"edges":[]}`,
      where: 'a',
      field: 'config.__proto__',
    },
  ];
  it.each(reported)('opens a document with an unknown field $name and reports it', ({ input, where, field }) => {
    const { document, problems } = parseDocument(input);
    expect(document).not.toBeNull();
    expect(problems).toEqual([expect.objectContaining({ where, field })]);
  });

  it('leaves out an edge to a node that is not there, and names the nodes that are', () => {
    const { document, problems } = parseDocument({ ...base, edges: [edge('a', 'b'), edge('ghost', 'b')] });
    expect(document?.edges).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({ where: 'ghost.out>b.in', field: 'from.node', hint: expect.stringContaining('a, b') }),
    ]);
  });

  it('keeps one of two equal edges and says so', () => {
    const { document, problems } = parseDocument({ ...base, edges: [edge('a', 'b'), edge('a', 'b')] });
    expect(document?.edges).toHaveLength(1);
    expect(problems).toEqual([expect.objectContaining({ where: 'a.out>b.in' })]);
  });

  it('tells of all that is wrong beside an id used twice', () => {
    const edges = [edge('a', 'b'), edge('ghost', 'b')];
    const { document, problems } = parseDocument({
      ...base,
      nodes: [...base.nodes, base.nodes[0]],
      edges,
      colour: 'red',
    });
    expect(document).toBeNull();
    expect(problems.map(({ where, field }) => `${where}, ${field}`)).toEqual([
      'a, id',
      'document, colour',
      'ghost.out>b.in, from.node',
    ]);
  });

  it('refuses a text that is far too long without reading it', () => {
    const { document, problems } = parseDocument(' '.repeat(4_000_001));
    expect(document).toBeNull();
    expect(problems[0]?.message).toContain('4000001');
  });
});
