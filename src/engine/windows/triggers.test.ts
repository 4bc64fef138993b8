import { describe, expect, it } from 'vitest';
import { runTrigger } from './triggers.conformance.ts';

const frame = { id: 'here', area: 'trigger', source: 'derived from the trigger table of flink-semantics 2.8' };

/** Points of the rules that Flink's own cases leave out. */
const cases = [
  {
    name: 'continuous event time fires once for each interval that a watermark jumps over, and at the end',
    config: { trigger: { type: 'continuous-event-time', interval: 4 } },
    steps: [
      { op: 'element', window: [0, 10], ts: 1, result: 'CONTINUE' },
      {
        op: 'watermark',
        t: 8,
        fires: [
          { window: [0, 10], result: 'FIRE' },
          { window: [0, 10], result: 'FIRE' },
        ],
      },
      { op: 'check', eventTimeTimers: 1, stateEntries: 1 },
      { op: 'watermark', t: 9, fires: [{ window: [0, 10], result: 'FIRE' }] },
      { op: 'element', window: [0, 10], ts: 2, result: 'FIRE' },
      { op: 'check', eventTimeTimers: 0 },
    ],
  },
  {
    name: 'continuous event time has its first firing one interval later for negative timestamps',
    config: { trigger: { type: 'continuous-event-time', interval: 4 } },
    steps: [
      { op: 'element', window: [-20, 20], ts: -5, result: 'CONTINUE' },
      { op: 'watermark', t: -1, fires: [] },
      { op: 'watermark', t: 0, fires: [{ window: [-20, 20], result: 'FIRE' }] },
    ],
  },
  {
    name: 'continuous processing time goes on at each interval and stops at the end of the window',
    config: { trigger: { type: 'continuous-processing-time', interval: 4 }, initialProcessingTime: 1 },
    steps: [
      { op: 'element', window: [0, 10], ts: 1, result: 'CONTINUE' },
      { op: 'processingTime', t: 4, fires: [{ window: [0, 10], result: 'FIRE' }] },
      {
        op: 'processingTime',
        t: 20,
        fires: [
          { window: [0, 10], result: 'FIRE' },
          { window: [0, 10], result: 'FIRE' },
        ],
      },
      { op: 'check', processingTimeTimers: 0 },
    ],
  },
  {
    name: 'continuous processing time takes the earliest fire time over into a merged window',
    config: { trigger: { type: 'continuous-processing-time', interval: 10 } },
    steps: [
      { op: 'element', window: [0, 20], ts: 1, result: 'CONTINUE' },
      { op: 'element', window: [20, 40], ts: 21, result: 'CONTINUE' },
      {
        op: 'merge',
        target: [0, 40],
        merged: [
          [0, 20],
          [20, 40],
        ],
      },
      { op: 'check', window: [0, 40], processingTimeTimers: 1, stateEntries: 1 },
    ],
  },
  {
    name: 'a timeout that is reset moves with each element',
    config: { trigger: { type: 'timeout', inner: { type: 'count', n: 3 }, timeout: 50, resetOnElement: true } },
    steps: [
      { op: 'element', window: [0, 2], ts: 0, result: 'CONTINUE' },
      { op: 'processingTime', t: 40, fires: [] },
      { op: 'element', window: [0, 2], ts: 0, result: 'CONTINUE' },
      { op: 'processingTime', t: 89, fires: [] },
      { op: 'processingTime', t: 90, fires: [{ window: [0, 2], result: 'FIRE' }] },
      { op: 'check', stateEntries: 0, processingTimeTimers: 0 },
    ],
  },
  {
    name: 'a timeout asks a purging trigger and fires whatever it says, without a purge',
    config: { trigger: { type: 'timeout', inner: { type: 'purging', inner: { type: 'count', n: 2 } }, timeout: 5 } },
    steps: [
      { op: 'element', window: [0, 2], ts: 0, result: 'CONTINUE' },
      { op: 'processingTime', t: 5, fires: [{ window: [0, 2], result: 'FIRE' }] },
      { op: 'element', window: [0, 2], ts: 0, result: 'CONTINUE' },
      { op: 'element', window: [0, 2], ts: 0, result: 'FIRE_AND_PURGE' },
      { op: 'check', stateEntries: 0, processingTimeTimers: 0 },
    ],
  },
  {
    name: 'the end of the stream comes with the watermark MAX',
    config: { trigger: { type: 'end-of-stream' } },
    steps: [
      { op: 'element', window: [0, 10], ts: 0, result: 'CONTINUE' },
      { op: 'watermark', t: 9, fires: [{ window: [0, 10], result: 'FIRE' }] },
    ],
  },
  {
    name: 'fire-always fires for each element and each event timer, and registers none',
    config: { trigger: { type: 'fire-always' } },
    steps: [
      { op: 'element', window: [0, 10], ts: 0, result: 'FIRE' },
      { op: 'check', eventTimeTimers: 0, stateEntries: 0 },
      { op: 'forceEventTimer', t: 3, window: [0, 10], result: 'FIRE' },
    ],
  },
  {
    name: 'accum-gc purges at the end of the window',
    config: { trigger: { type: 'accum-gc' } },
    steps: [
      { op: 'element', window: [0, 10], ts: 0, result: 'CONTINUE' },
      { op: 'watermark', t: 9, fires: [{ window: [0, 10], result: 'FIRE_AND_PURGE' }] },
      { op: 'element', window: [0, 10], ts: 0, result: 'FIRE' },
    ],
  },
];

describe('triggers', () => {
  it.each(cases)('$name', ({ config, steps }) => {
    expect(runTrigger({ ...frame, config, steps })).toEqual({ kind: 'passed' });
  });
});
