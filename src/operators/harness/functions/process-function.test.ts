/** Functions and steps that the transcribed and recorded cases of Flink do not ask for. */
import { describe, expect, it } from 'vitest';
import { runProcessFunction } from './process-function.conformance.ts';

function play(fn: string, inputs: number, steps: readonly unknown[]) {
  return runProcessFunction({ id: fn, area: 'process-function', source: 'here', config: { fn, inputs }, steps });
}

const passed = { kind: 'passed' };

describe('a broadcast function', () => {
  const lists = { test1: ['test1', 'test1'], test2: ['test2'] };
  const appended = ['test1', 'test2', 'test1'].map((value) => ({ op: 'element1', value, ts: 12 }));

  it('is shown all of the keyed lists on its broadcast side', () => {
    const ask = (appliesTo: unknown) => [...appended, { op: 'element2', value: 1, ts: 13, appliesTo }];
    expect(play('bk-list-state', 2, ask(lists))).toEqual(passed);
    expect(play('bk-list-state', 2, ask(['test2', 'test1']))).toEqual(passed);
    expect(play('bk-list-state', 2, ask({ ...lists, test2: [] }))).toMatchObject({ kind: 'failed', step: 3 });
  });

  it('keeps the keyed lists over a restore', () => {
    const restored = [...appended, { op: 'snapshot' }, { op: 'element1', value: 'lost', ts: 1 }, { op: 'restore' }];
    const asked = { op: 'element2', value: 1, ts: 13, appliesTo: lists };
    expect(play('bk-list-state', 2, [...restored, asked])).toEqual(passed);
  });

  it('emits at its timer what the broadcast state holds by then', () => {
    const ask = (sees: unknown) => [
      { op: 'element2', value: 5, ts: 10 },
      { op: 'element2', value: 34, ts: 12 },
      { op: 'element1', value: 'trigger', ts: 13, sees },
      { op: 'element2', value: 51, ts: 21 },
      { op: 'watermark1', wm: 50 },
      { op: 'watermark2', wm: 50 },
      {
        op: 'expect',
        order: 'exact',
        out: [{ rec: { timer: 41, state: { '5.key': 5, '34.key': 34, '51.key': 51 } }, ts: 41 }, { wm: 50 }],
      },
    ];
    expect(play('bk-state-timer-41', 2, ask({ '34.key': 34, '5.key': 5 }))).toEqual(passed);
    expect(play('bk-state-timer-41', 2, ask(['5.key', '34.key']))).toEqual(passed);
    expect(play('bk-state-timer-41', 2, ask({ '5.key': 5 }))).toMatchObject({ kind: 'failed', step: 2 });
  });
});

describe('an element without a timestamp', () => {
  const texts = [
    { rec: 'NON-BR:6 WM:-9223372036854775808 TS:null', ts: null },
    { rec: 'BR:5 WM:-9223372036854775808 TS:-9223372036854775808', ts: null },
  ];
  const elements = [
    { op: 'element1', value: '6', ts: null },
    { op: 'element2', value: 5, ts: null },
  ];

  it('has none on the keyed side and MIN on the broadcast side', () => {
    expect(play('bk-timer-41', 2, [...elements, { op: 'expect', order: 'exact', out: texts }])).toEqual(passed);
  });

  it('has none on the plain side and MIN on the broadcast side', () => {
    const out = [
      { rec: '6WM:-9223372036854775808 TS:null', ts: null },
      { rec: '5WM:-9223372036854775808 TS:-9223372036854775808', ts: null },
    ];
    expect(play('bn-state', 2, [...elements, { op: 'expect', order: 'exact', out }])).toEqual(passed);
  });

  it('leaves by a side output with the timestamp MIN', () => {
    const [plain, broadcast] = texts.map(({ rec }) => ({ rec, ts: 'MIN' }));
    const asked = [
      { op: 'expectSide', tag: 'non-br-out', order: 'exact', out: [plain] },
      { op: 'expectSide', tag: 'br-out', order: 'exact', out: [broadcast] },
    ];
    expect(play('br-side-output', 2, [...elements, ...asked])).toEqual(passed);
    const single = [
      { op: 'element', value: 42, ts: null },
      { op: 'expectSide', tag: 'int', order: 'exact', out: [{ rec: 42, ts: 'MIN' }] },
      { op: 'expect', order: 'exact', out: [{ rec: 'IN:42', ts: null }] },
    ];
    expect(play('side-output', 1, single)).toEqual(passed);
  });
});

describe('the error of an element', () => {
  it('must come about, with the words of the case', () => {
    const fail = (value: string, error: string) => [{ op: 'element', value: ['k', value], ts: 1, error }];
    expect(play('commands', 1, fail('DANCE', 'no command DANCE'))).toEqual(passed);
    expect(play('commands', 1, fail('DANCE', 'NullPointerException'))).toMatchObject({ kind: 'failed', step: 0 });
    expect(play('commands', 1, fail('EMIT_STATE', 'no command'))).toMatchObject({ kind: 'failed', step: 0 });
  });
});
