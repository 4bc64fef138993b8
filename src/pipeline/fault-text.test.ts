import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intervention } from './document.ts';
import type { FaultTargets } from './fault-targets.ts';
import { faultText, parseFault } from './fault-text.ts';

const targets: FaultTargets = {
  taskManagers: 2,
  nodes: [
    { id: 'shipments', isSource: true, parallelism: 2, splits: 8, fields: [] },
    { id: 'infer', isSource: false, parallelism: 2, splits: null, fields: [] },
  ],
};

describe('parseFault', () => {
  const faults: readonly [string, Intervention][] = [
    ['kill:tm-1@3m', { kind: 'kill', target: 'tm-1', at: 180_000_000 }],
    ['kill:infer/0@95001ms', { kind: 'kill', target: 'infer/0', at: 95_001_000 }],
    ['kill:infer@0', { kind: 'kill', target: 'infer', at: 0 }],
    ['silence:shipments/p7@10m', { kind: 'silence', target: 'shipments/p7', at: 600_000_000 }],
    ['silence:shipments@10m+1m', { kind: 'silence', target: 'shipments', at: 600_000_000, duration: 60_000_000 }],
    ['slow:infer/0@67s+30s', { kind: 'slow', target: 'infer/0', at: 67_000_000, duration: 30_000_000, factor: 10 }],
    ['slow:infer@1h30m', { kind: 'slow', target: 'infer', at: 5_400_000_000, factor: 10 }],
  ];
  it.each(faults)('reads %s', (text, intervention) => {
    expect(parseFault(text, targets)).toEqual({ kind: 'fault', intervention });
  });

  const refused: readonly [string, string, RegExp, RegExp][] = [
    ['kill tm-1', '', /no fault/, /KIND:TARGET@TIME/],
    ['kill:tm-1', '', /no fault/, /KIND:TARGET@TIME/],
    ['kill:tm-1@3m+1s+2s', '', /no fault/, /KIND:TARGET@TIME/],
    ['explode:tm-1@3m', 'kind', /no fault “explode”/, /kill, silence, slow/],
    ['inject:shipments/p0@3m', 'kind', /no fault “inject”/, /document’s interventions/],
    ['kill:tm-1@noon', 'at', /“noon”/, /95001ms/],
    ['kill:tm-1@3', 'at', /“3”/, /unit/],
    ['slow:infer@3m+long', 'duration', /“long”/, /unit/],
    ['kill:tm-1@3m+5s', 'duration', /no duration/, /taskManagerReplacementMs/],
    ['kill:tm-7@3m', 'target', /tm-7/, /tm-1 to tm-2/],
    ['kill:nobody@3m', 'target', /nobody/, /shipments, infer/],
    ['silence:infer@3m', 'target', /source/, /shipments/],
    ['silence:shipments/p8@3m', 'target', /p8/, /p0 to shipments\/p7/],
    ['slow:infer/2@3m', 'target', /“2”/, /infer\/0 to infer\/1/],
  ];
  it.each(refused)('refuses %s and says what there is', (text, field, message, hint) => {
    expect(parseFault(text, targets)).toEqual({
      kind: 'problem',
      problem: { where: text, field, message: expect.stringMatching(message), hint: expect.stringMatching(hint) },
    });
  });
});

describe('faultText', () => {
  it('writes every fault so that it is read back', () => {
    const at = fc.nat(10_000_000_000);
    const target = fc.constantFrom('infer', 'infer/1', 'shipments/1');
    const lasting = fc.oneof(fc.constant({}), fc.record({ duration: fc.nat(600_000_000) }));
    const fault: fc.Arbitrary<Intervention> = fc.oneof(
      fc.record({ kind: fc.constant('kill' as const), target: fc.oneof(target, fc.constantFrom('tm-1', 'tm-2')), at }),
      fc
        .tuple(fc.record({ kind: fc.constant('slow' as const), target, at, factor: fc.constant(10) }), lasting)
        .map(merge),
      fc
        .tuple(fc.record({ kind: fc.constant('silence' as const), target: fc.constant('shipments/p3'), at }), lasting)
        .map(merge),
    );
    fc.assert(
      fc.property(fault, (intervention) => {
        expect(parseFault(faultText(intervention), targets)).toEqual({ kind: 'fault', intervention });
      }),
    );
  });
});

function merge<One, Other>([one, other]: readonly [One, Other]): One & Other {
  return { ...one, ...other };
}
