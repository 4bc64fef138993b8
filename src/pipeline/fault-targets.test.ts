import { describe, expect, it } from 'vitest';
import type { Intervention } from './document.ts';
import { checkInterventions, checkTarget, type FaultTargets, faultTargets } from './fault-targets.ts';
import { SAMPLE_KINDS, sampleDocument } from './sample-kinds.ts';
import { validate } from './validate.ts';

const targets: FaultTargets = {
  taskManagers: 2,
  nodes: [
    { id: 'orders', isSource: true, parallelism: 2, splits: 8, fields: [] },
    { id: 'file', isSource: true, parallelism: 1, splits: null, fields: [] },
    { id: 'infer', isSource: false, parallelism: 3, splits: null, fields: [] },
  ],
};

const cases: readonly (readonly [Intervention['kind'], string, RegExp | null])[] = [
  ['kill', 'tm-2', null],
  ['kill', 'tm-3', /no TaskManager “tm-3”/],
  ['kill', 'tm-0', /no “tm-0”/],
  ['kill', 'infer', null],
  ['kill', 'infer/2', null],
  ['kill', 'infer/3', /no subtask “3”/],
  ['kill', 'infer/p1', /no subtask “p1”/],
  ['kill', 'infer/01', /no subtask “01”/],
  ['kill', 'orders/p1', /no subtask “p1”/],
  ['slow', 'infer', null],
  ['slow', 'infer/0', null],
  ['slow', 'tm-1', /only killed/],
  ['silence', 'orders', null],
  ['silence', 'orders/p7', null],
  ['silence', 'orders/p8', /no split p8/],
  ['silence', 'orders/7', /names no split/],
  ['silence', 'file/p40', null],
  ['silence', 'infer', /hits a source/],
  ['inject', 'orders/p0', null],
  ['inject', 'infer', /hits a source/],
  ['kill', 'ghost', /no “ghost”/],
  ['kill', '', /no “”/],
];

describe('checkTarget', () => {
  it.each(cases)('judges %s of %s', (kind, target, message) => {
    const problem = checkTarget(kind, target, targets, { where: 'here', field: 'target' });
    if (message === null) expect(problem).toBeNull();
    else expect(problem).toMatchObject({ where: 'here', field: 'target', message: expect.stringMatching(message) });
  });

  it('names what can be hit', () => {
    const place = { where: '', field: '' };
    expect(checkTarget('kill', 'x', targets, place)?.hint).toContain('tm-1 to tm-2');
    expect(checkTarget('silence', 'x', targets, place)?.hint).toMatch(/orders, file\.$/);
    expect(checkTarget('silence', 'orders/p8', targets, place)?.hint).toContain('orders/p7');
  });
});

it('a record that is injected has texts that its source can produce', () => {
  const zone = { name: 'zone', type: 'string', values: ['Z00', 'Z01'] } as const;
  const orders = { id: 'orders', isSource: true, parallelism: 1, splits: 8, fields: [zone] };
  const inject = (value: string) => ({
    ...({ kind: 'inject', target: 'orders/p0', at: 0, eventTime: 0, count: 1, everyMs: 0 } as const),
    fields: { zone: value },
  });
  const check = (value: string) => checkInterventions([inject(value)], { taskManagers: 1, nodes: [orders] });
  expect(check('Z01')).toEqual([]);
  expect(check('Z99')).toMatchObject([{ field: '0.fields.zone', hint: 'It can be: Z00, Z01.' }]);
});

describe('faultTargets', () => {
  it('takes nodes and TaskManagers from the plan and splits from whoever has built the streams', () => {
    const document = sampleDocument();
    const { plan } = validate(document, SAMPLE_KINDS);
    const found = plan && faultTargets(document, plan, (node) => (node === 'orders' ? 8 : 99));
    expect(found).toEqual({
      taskManagers: 2,
      nodes: [
        { id: 'orders', isSource: true, parallelism: 2, splits: 8, fields: plan?.nodes[0].outputs[0].schema },
        { id: 'keep', isSource: false, parallelism: 2, splits: null, fields: [] },
        { id: 'mean', isSource: false, parallelism: 2, splits: null, fields: [] },
        { id: 'sink', isSource: false, parallelism: 2, splits: null, fields: [] },
      ],
    });
  });
});
