import { describe, expect, it } from 'vitest';
import { canConnect } from './connect.ts';
import { SAMPLE_KINDS, sampleDocument } from './sample-kinds.ts';

const edge = (from: string, to: string) => ({ from: end(from, 'out'), to: end(to, 'in') });
const document = sampleDocument({
  version: 1,
  nodes: [
    { id: 'orders', kind: 'orders' },
    { id: 'rates', kind: 'rates' },
    { id: 'keep', kind: 'keep' },
    { id: 'loose', kind: 'keep' },
    { id: 'mean', kind: 'mean' },
    { id: 'byzone', kind: 'mean', config: { value: 'zone' } },
    { id: 'pair', kind: 'pair', config: { left: 'number' } },
    { id: 'sink', kind: 'store' },
    { id: 'strange', kind: 'unheard-of' },
  ],
  edges: [edge('orders', 'keep'), edge('keep', 'mean'), edge('orders', 'pair.left')],
});

function end(text: string, standard: string): { readonly node: string; readonly port: string } {
  const [node = '', port = standard] = text.split('.');
  return { node, port };
}

describe('canConnect', () => {
  const allowed: readonly [string, string][] = [
    ['mean', 'sink'],
    ['mean.late', 'sink'],
    ['orders', 'loose'],
    ['loose', 'sink'],
    ['loose', 'byzone'],
    ['strange', 'sink'],
  ];
  it.each(allowed)('lets %s be connected to %s', (from, to) => {
    expect(canConnect(document, SAMPLE_KINDS, end(from, 'out'), end(to, 'in'))).toEqual({ ok: true });
  });

  const refused: readonly [string, string, string, RegExp][] = [
    ['mean', 'mean', 'mean.out>mean.in', /feed itself/],
    ['mean', 'keep', 'mean.out>keep.in', /fed by orders already/],
    ['sink', 'loose', 'sink.out>loose.in', /no output “out”/],
    ['orders', 'rates', 'orders.out>rates.in', /no input “in”/],
    ['ghost', 'sink', 'ghost.out>sink.in', /no node “ghost”/],
    ['orders', 'ghost', 'orders.out>ghost.in', /no node “ghost”/],
    ['rates', 'loose', 'loose', /needs a field “amount”/],
    ['orders', 'byzone', 'byzone', /it is text/],
    ['rates', 'pair.right', 'pair', /keyed by fields of different types/],
  ];
  it.each(refused)('does not let %s be connected to %s', (from, to, where, message) => {
    expect(canConnect(document, SAMPLE_KINDS, end(from, 'out'), end(to, 'in'))).toMatchObject({
      ok: false,
      problem: { where, message: expect.stringMatching(message) },
    });
  });

  it('names the whole circle that an edge would close', () => {
    const free = { ...document, edges: [edge('keep', 'mean')] };
    expect(canConnect(free, SAMPLE_KINDS, end('mean', 'out'), end('keep', 'in'))).toMatchObject({
      ok: false,
      problem: { where: 'mean.out>keep.in', message: expect.stringContaining('mean → keep → mean') },
    });
  });
});
