/** What the transcribed and recorded cases of windows do not ask for. */
import { describe, expect, it } from 'vitest';
import { runWindowJoin } from './window-join.conformance.ts';
import { runAnyWindows } from './window-operator.conformance.ts';

const tumbling = { type: 'tumbling', size: 10 };
const eventTime = { type: 'event-time' };
const usual = {
  assigner: tumbling,
  trigger: eventTime,
  function: 'sum',
  state: 'list',
  allowedLateness: 0,
  lateTag: false,
};
const passed = { kind: 'passed' };

function play(config: unknown, steps: readonly unknown[]) {
  return runAnyWindows({ id: 'here', area: 'window-operator', source: 'here', config, steps });
}

const element = (value: readonly unknown[], ts: unknown, more = {}) => ({ op: 'element', value, ts, ...more });
const watermark = (wm: unknown) => ({ op: 'watermark', wm });
const expectOut = (...out: readonly unknown[]) => ({ op: 'expect', order: 'exact', out });

const cases = [
  {
    name: 'a function may write all elements into one text',
    config: { ...usual, function: 'got' },
    steps: [
      element(['a', 1], 1),
      element(['a', 2], 0),
      watermark(9),
      expectOut({ rec: 'GOT: (a,1),(a,2)', ts: 9 }, { wm: 9 }),
    ],
  },
  {
    name: 'accum-gc fires and purges at the end, and fires again with the late element alone',
    config: { ...usual, trigger: { type: 'accum-gc' }, function: 'got', allowedLateness: 100 },
    steps: [
      element(['a', 1], 1),
      watermark(9),
      element(['a', 2], 2),
      watermark(109),
      element(['a', 3], 3),
      { op: 'expectDropped', count: 1 },
      expectOut(
        { rec: 'GOT: (a,1)', ts: 9 },
        { wm: 9 },
        { rec: 'GOT: (a,2)', ts: 9 },
        { rec: 'GOT: (a,2)', ts: 9 },
        { wm: 109 },
      ),
    ],
  },
  {
    name: 'a point session of 33 joins the session that it touches',
    config: { ...usual, assigner: { type: 'point-session', gap: 5 }, function: 'session-sum' },
    steps: [
      element(['a', 1], 1),
      element(['a', 33], 6),
      watermark(4),
      watermark(5),
      expectOut({ wm: 4 }, { rec: ['a-34', 1, 6], ts: 5 }, { wm: 5 }),
    ],
  },
  {
    name: 'a global window fires at the end of the stream',
    config: { ...usual, assigner: { type: 'global' }, trigger: { type: 'end-of-stream' } },
    steps: [
      element(['a', 1], null),
      element(['a', 4], 7),
      watermark('MAX'),
      expectOut({ rec: ['a', 5], ts: 'MAX' }, { wm: 'MAX' }),
    ],
  },
  {
    name: 'a lateness of MAX keeps windows for ever, and late elements may stand in any order',
    config: { ...usual, allowedLateness: 'MAX', lateTag: true },
    steps: [
      element(['a', 1], 1),
      watermark(5000),
      element(['a', 2], 2),
      {
        op: 'expectState',
        key: 'a',
        window: [0, 10],
        contents: [
          ['a', 1],
          ['a', 2],
        ],
      },
      expectOut({ rec: ['a', 1], ts: 9 }, { wm: 5000 }, { rec: ['a', 3], ts: 9 }),
      watermark('MAX'),
      element(['a', 3], 3),
      element(['a', 4], 3),
      {
        op: 'expectSide',
        tag: 'late',
        order: 'records-any',
        out: [
          { rec: ['a', 4], ts: 3 },
          { rec: ['a', 3], ts: 3 },
        ],
      },
    ],
  },
  {
    name: 'an evictor keeps all elements of a reduced window, and reduces what is left of them',
    config: { ...usual, state: 'reduce', function: 'passthrough', evictor: { type: 'count', n: 2 } },
    steps: [
      element(['a', 1], 1),
      element(['a', 2], 1),
      element(['a', 4], 1),
      {
        op: 'expectState',
        key: 'a',
        window: [0, 10],
        contents: [
          ['a', 1],
          ['a', 2],
          ['a', 4],
        ],
      },
      watermark(9),
      expectOut({ rec: ['a', 6], ts: 9 }, { wm: 9 }),
    ],
  },
  {
    name: 'an element without a timestamp is refused by event-time windows and changes nothing',
    config: usual,
    steps: [element(['a', 1], null, { error: 'RuntimeException' }), watermark(9), expectOut({ wm: 9 })],
  },
];

describe('windows', () => {
  it.each(cases)('$name', ({ config, steps }) => {
    expect(play(config, steps)).toEqual(passed);
  });

  it('do not pass when a step disagrees', () => {
    const steps = [element(['a', 1], 1), watermark(9), expectOut({ rec: ['a', 2], ts: 9 }, { wm: 9 })];
    expect(play(usual, steps)).toMatchObject({ kind: 'failed', step: 2 });
  });

  it('are not played where doubles are too small', () => {
    const session = { ...usual, assigner: { type: 'session', gap: 5 } };
    expect(play(session, [element(['a', 1], null)]).kind).toBe('unsupported');
    expect(play(session, [watermark(3), element(['a', 1], null), { op: 'expectDropped', count: 1 }])).toEqual(passed);
  });
});

describe('a window join', () => {
  it('has the gaps of dynamic sessions, drops late elements and fires the whole product again', () => {
    const assigner = { type: 'dynamic-session', gaps: { 'k:x': 9, '*': 2 } };
    const steps = [
      { op: 'element1', value: ['k', 'x'], ts: 0 },
      { op: 'element2', value: ['k', 'r'], ts: 8 },
      { op: 'watermark1', wm: 9 },
      { op: 'watermark2', wm: 9 },
      { op: 'element2', value: ['k', 's'], ts: 7 },
      { op: 'watermark1', wm: 20 },
      { op: 'watermark2', wm: 20 },
      { op: 'element1', value: ['k', 'y'], ts: 1 },
      { op: 'expectDropped', count: 1 },
      {
        op: 'expect',
        order: 'exact',
        out: [
          {
            rec: [
              ['k', 'x'],
              ['k', 'r'],
            ],
            ts: 9,
          },
          { wm: 9 },
          {
            rec: [
              ['k', 'x'],
              ['k', 'r'],
            ],
            ts: 9,
          },
          {
            rec: [
              ['k', 'x'],
              ['k', 's'],
            ],
            ts: 9,
          },
          { wm: 20 },
        ],
      },
    ];
    const config = { kind: 'join', assigner, allowedLateness: 5 };
    expect(runWindowJoin({ id: 'here', area: 'window-join', source: 'here', config, steps })).toEqual(passed);
  });
});
