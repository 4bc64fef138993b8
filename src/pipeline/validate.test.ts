import { describe, expect, it } from 'vitest';
import { SAMPLE_JSON, SAMPLE_KINDS, sampleDocument } from './sample-kinds.ts';
import { validate } from './validate.ts';

const edge = (from: string, to: string, more: object = {}) => {
  const [node, port = 'out'] = from.split('.');
  const [target, targetPort = 'in'] = to.split('.');
  return { from: { node, port }, to: { node: target, port: targetPort }, ...more };
};
const node = (id: string, kind = id, more: object = {}) => ({ id, kind, ...more });
const draw = (nodes: readonly object[], edges: readonly object[], more: object = {}) =>
  sampleDocument({ version: 1, nodes, edges, ...more });
const { nodes, edges } = SAMPLE_JSON;

describe('a plan', () => {
  it('holds every node with its parsed configuration, its schemas and its parallelism', () => {
    const { plan, problems } = validate(sampleDocument(), SAMPLE_KINDS);
    expect(problems).toEqual([]);
    expect(plan?.order).toEqual([0, 1, 2, 3]);
    expect(plan?.nodes[2]).toMatchObject({
      id: 'mean',
      kind: 'mean',
      title: 'Mean',
      parallelism: 2,
      operator: { config: { key: 'zone', size: 30_000 } },
      inputs: [{ port: 'in', edgeIndex: 1, partitioning: 'hash', key: 'zone', schema: [{ name: 'zone' }, {}, {}] }],
      outputs: [
        { port: 'out', schema: [{ name: 'zone' }, { name: 'mean', type: 'number' }] },
        { port: 'late', schema: [{ name: 'zone' }, { name: 'amount' }, { name: 'number' }] },
      ],
    });
    expect(plan?.edges[1]).toEqual({
      id: 'keep.out>mean.in',
      from: 1,
      fromPort: 0,
      to: 2,
      toPort: 0,
      partitioning: 'hash',
      key: 'zone',
    });
  });

  it('puts every node after those that feed it, in the order of the document where that is free', () => {
    const document = draw([...nodes].reverse(), edges);
    expect(validate(document, SAMPLE_KINDS).plan?.order).toEqual([3, 2, 1, 0]);
    const two = draw(
      [node('s2', 'store'), node('s1', 'store'), node('orders')],
      [edge('orders', 's1'), edge('orders', 's2')],
    );
    expect(validate(two, SAMPLE_KINDS).plan?.order).toEqual([2, 0, 1]);
  });

  it('rebalances where forward is only a default and the parallelism differs', () => {
    const document = draw(
      [node('orders', 'orders', { parallelism: 3 }), node('sink', 'store')],
      [edge('orders', 'sink')],
    );
    expect(validate(document, SAMPLE_KINDS).plan?.edges[0]).toMatchObject({ partitioning: 'rebalance', key: null });
  });

  it('forwards where the parallelism is equal, and follows an edge that says otherwise', () => {
    const forward = draw([node('orders'), node('sink', 'store')], [edge('orders', 'sink')]);
    expect(validate(forward, SAMPLE_KINDS).plan?.edges[0]?.partitioning).toBe('forward');
    const spread = draw(
      [node('orders'), node('sink', 'store')],
      [edge('orders', 'sink', { partitioning: 'broadcast' })],
    );
    expect(validate(spread, SAMPLE_KINDS).plan?.nodes[1]?.inputs[0]?.partitioning).toBe('broadcast');
  });

  it('leaves an optional input open', () => {
    const document = draw([node('orders'), node('enrich')], [edge('orders', 'enrich')]);
    expect(validate(document, SAMPLE_KINDS).plan?.nodes[1]?.inputs[1]).toEqual({
      port: 'table',
      edgeIndex: null,
      schema: [],
      partitioning: 'broadcast',
      key: null,
    });
  });
});

describe('what is wrong with a document', () => {
  interface Case {
    readonly name: string;
    readonly document: ReturnType<typeof draw>;
    readonly problems: readonly { where: string; field: string; message: RegExp; hint?: RegExp }[];
  }
  const orders = node('orders');
  const cases: readonly Case[] = [
    {
      name: 'an empty canvas',
      document: draw([], []),
      problems: [{ where: 'document', field: 'nodes', message: /nothing on the canvas/ }],
    },
    {
      name: 'an unknown kind',
      document: draw([orders, node('x', 'wat')], [edge('orders', 'x')]),
      problems: [{ where: 'x', field: 'kind', message: /“wat”/, hint: /orders, rates, keep, mean/ }],
    },
    {
      name: 'a configuration of the wrong type',
      document: draw([orders, node('mean', 'mean', { config: { size: 'big' } })], [edge('orders', 'mean')]),
      problems: [{ where: 'mean', field: 'size', message: /number/ }],
    },
    {
      name: 'a misspelt setting beside one of the wrong type',
      document: draw(
        [orders, node('mean', 'mean', { config: { size: 'big', keey: 'zone' } })],
        [edge('orders', 'mean')],
      ),
      problems: [
        { where: 'mean', field: 'size', message: /number/ },
        { where: 'mean', field: 'keey', message: /no setting/, hint: /key, value, size/ },
      ],
    },
    {
      name: 'a misspelt setting',
      document: draw([orders, node('mean', 'mean', { config: { keey: 'zone' } })], [edge('orders', 'mean')]),
      problems: [{ where: 'mean', field: 'keey', message: /no setting/, hint: /key, value, size/ }],
    },
    {
      name: 'an input without an edge',
      document: draw([orders, node('pair')], [edge('orders', 'pair.left')]),
      problems: [{ where: 'pair', field: 'right', message: /Nothing is connected to “Right”/ }],
    },
    {
      name: 'an input fed twice',
      document: draw([orders, node('rates'), node('sink', 'store')], [edge('orders', 'sink'), edge('rates', 'sink')]),
      problems: [{ where: 'rates.out>sink.in', field: 'to.port', message: /fed by orders already/ }],
    },
    {
      name: 'ports that do not exist',
      document: draw([orders, node('sink', 'store')], [edge('orders.side', 'sink'), edge('orders', 'sink.extra')]),
      problems: [
        { where: 'orders.side>sink.in', field: 'from.port', message: /no output “side”/, hint: /out/ },
        { where: 'orders.out>sink.extra', field: 'to.port', message: /no input “extra”/, hint: /in/ },
      ],
    },
    {
      name: 'an edge out of a sink',
      document: draw([orders, node('sink', 'store'), node('enrich')], [edge('orders', 'sink'), edge('sink', 'enrich')]),
      problems: [{ where: 'sink.out>enrich.in', field: 'from.port', message: /no output/, hint: /no outputs at all/ }],
    },
    {
      name: 'a source that nothing reads',
      document: draw([...nodes, node('rates')], edges),
      problems: [{ where: 'rates', field: 'out', message: /Nothing reads/ }],
    },
    {
      name: 'a circle',
      document: draw([node('a', 'keep'), node('b', 'keep')], [edge('a', 'b'), edge('b', 'a')]),
      problems: [{ where: 'a', field: '', message: /a → b → a/ }],
    },
    {
      name: 'a node that feeds itself',
      document: draw([node('a', 'keep')], [edge('a', 'a')]),
      problems: [{ where: 'a', field: '', message: /feed itself/ }],
    },
    {
      name: 'a field that is not there, once, though more nodes follow',
      document: draw(
        [node('rates'), node('keep'), node('mean'), node('sink', 'store')],
        [edge('rates', 'keep'), edge('keep', 'mean'), edge('mean', 'sink')],
      ),
      problems: [{ where: 'keep', field: 'field', message: /needs a field “amount”/, hint: /rate/ }],
    },
    {
      name: 'a field of the wrong type',
      document: draw(
        [orders, node('mean', 'mean', { config: { value: 'zone', key: 'number' } })],
        [edge('orders', 'mean')],
      ),
      problems: [{ where: 'mean', field: 'value', message: /it is text/, hint: /amount, number/ }],
    },
    {
      name: 'a key that is not there',
      document: draw([orders, node('mean', 'mean', { config: { key: 'hub' } })], [edge('orders', 'mean')]),
      problems: [{ where: 'mean', field: 'key', message: /keyed by “hub”/, hint: /zone, amount, number/ }],
    },
    {
      name: 'a key that was not chosen',
      document: draw([orders, node('mean', 'mean', { config: { key: '' } })], [edge('orders', 'mean')]),
      problems: [{ where: 'mean', field: 'key', message: /has no key/ }],
    },
    {
      name: 'keys of different types',
      document: draw(
        [orders, node('rates'), node('pair', 'pair', { config: { left: 'number', right: 'zone' } })],
        [edge('orders', 'pair.left'), edge('rates', 'pair.right')],
      ),
      problems: [{ where: 'pair', field: 'right', message: /“number” is a whole number, “zone” is text/ }],
    },
    {
      name: 'what the kind itself says of its outputs',
      document: draw(
        [orders, node('first', 'mean'), node('second', 'mean', { config: { value: 'mean' } })],
        [edge('orders', 'first'), edge('first', 'second')],
      ),
      problems: [{ where: 'second', field: 'label', message: /taken/ }],
    },
    {
      name: 'forward that was asked for between unequal parallelisms',
      document: draw(
        [node('orders', 'orders', { parallelism: 3 }), node('sink', 'store')],
        [edge('orders', 'sink', { partitioning: 'forward' })],
      ),
      problems: [{ where: 'orders.out>sink.in', field: 'partitioning', message: /from 3 to 2/ }],
    },
    {
      name: 'another partitioning on a keyed port',
      document: draw([orders, node('mean')], [edge('orders', 'mean', { partitioning: 'rebalance' })]),
      problems: [{ where: 'orders.out>mean.in', field: 'partitioning', message: /by hash, not by rebalance/ }],
    },
    {
      name: 'another partitioning on a broadcast port',
      document: draw(
        [orders, node('rates'), node('enrich')],
        [edge('orders', 'enrich'), edge('rates', 'enrich.table', { partitioning: 'hash' })],
      ),
      problems: [{ where: 'rates.out>enrich.table', field: 'partitioning', message: /by broadcast, not by hash/ }],
    },
    {
      name: 'hash on a port without a key',
      document: draw([orders, node('sink', 'store')], [edge('orders', 'sink', { partitioning: 'hash' })]),
      problems: [{ where: 'orders.out>sink.in', field: 'partitioning', message: /no key/ }],
    },
    {
      name: 'faults whose targets are not there',
      document: draw(nodes, edges, {
        interventions: [
          { kind: 'kill', target: 'tm-3', at: 0 },
          { kind: 'silence', target: 'orders/p7', at: 0 },
          { kind: 'slow', target: 'keep/2', at: 0 },
          { kind: 'inject', target: 'orders/p1', at: 0, eventTime: 0, fields: { zone: 7, nope: 1 } },
        ],
      }),
      problems: [
        { where: 'interventions', field: '0.target', message: /tm-3/ },
        { where: 'interventions', field: '2.target', message: /no subtask “2”/ },
        { where: 'interventions', field: '3.fields.zone', message: /text/ },
        { where: 'interventions', field: '3.fields.nope', message: /no “nope”/, hint: /zone, amount, number/ },
      ],
    },
  ];
  it.each(cases)('$name', ({ document, problems }) => {
    const found = validate(document, SAMPLE_KINDS);
    expect(found.plan).toBeNull();
    expect(found.problems).toEqual(
      problems.map(({ where, field, message, hint }) => ({
        where,
        field,
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint ?? /\w/),
      })),
    );
  });
});
