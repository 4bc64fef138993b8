import { describe, expect, it } from 'vitest';
import type { Schema } from '../../engine/schema.ts';
import { LATE, RECORDS_IN, RECORDS_OUT } from '../../engine/task/counters.ts';
import { intervalJoin } from '../interval-join/index.ts';
import type { OperatorKind } from '../kind.ts';
import { latestValue } from '../latest-value/index.ts';
import { tumblingWindow } from '../tumbling-window/index.ts';
import { type HarnessNode, nodeOfKind } from './harness-node.ts';
import { OperatorHarness } from './operator-harness.ts';

const fields: Schema = [
  { name: 'key', type: 'string' },
  { name: 'value', type: 'number' },
];

function plan(kind: OperatorKind, config: unknown, inputs = kind.spec.inputs.map(() => fields)): HarnessNode {
  const planned = nodeOfKind(kind, config, inputs);
  if (planned.kind === 'problems') throw new Error(planned.problems.map(({ message }) => message).join());
  return planned.node;
}

const windowConfig = { key: 'key', value: 'value', size: 10, aggregates: ['sum', 'p50'] };
const joinConfig = { leftKey: 'key', rightKey: 'key', lower: -5, upper: 5, prefix: 'right_' };

describe('an operator in the harness', () => {
  it('gives its records, watermarks and statuses in the order in which they leave', () => {
    const harness = new OperatorHarness(plan(tumblingWindow, windowConfig));
    harness.element(0, { key: 'a', value: 3 }, 1);
    harness.element(0, { key: 'a', value: 4 }, 9);
    harness.watermark(0, 9);
    harness.status(0, true);
    expect(harness.takeOutput()).toMatchObject([
      { kind: 'record', value: { key: 'a', start: 0, end: 10, count: 2, sum: 7 }, timestamp: 9 },
      { kind: 'watermark', watermark: 9 },
      { kind: 'status', isIdle: true },
    ]);
    expect(harness.takeOutput()).toEqual([]);
  });

  it('goes back to a checkpoint as often as one likes, with the watermark at MIN', () => {
    const harness = new OperatorHarness(plan(tumblingWindow, windowConfig));
    harness.element(0, { key: 'a', value: 3 }, 1);
    const checkpoint = harness.snapshot();
    for (const value of [10, 20]) {
      harness.restore(checkpoint);
      expect(harness.host.watermark()).toBe(-Infinity);
      harness.element(0, { key: 'a', value }, 2);
      harness.watermark(0, 50);
      expect(harness.takeOutput()).toMatchObject([{ value: { sum: 3 + value } }, { watermark: 50 }]);
    }
  });

  it('fires processing-time timers when the clock is set, and not before', () => {
    const inputs: readonly Schema[] = [
      fields,
      [
        { name: 'key', type: 'string' },
        { name: 'temp', type: 'number' },
      ],
    ];
    const take = [{ field: 'temp', as: 'temp', default: -1 }];
    const config = { key: 'key', observationKey: 'key', take, flag: 'missing', waitMs: 100, maxAgeMs: 0 };
    const harness = new OperatorHarness(plan(latestValue, config, [...inputs]), { processingTime: 1000 });
    harness.element(0, { key: 'a', value: 3 }, 1);
    harness.setProcessingTime(1099);
    expect(harness.takeOutput()).toEqual([]);
    harness.setProcessingTime(1100);
    expect(harness.takeOutput()).toMatchObject([{ value: { key: 'a', temp: -1, missing: true } }]);
  });

  it('sends more than its channels hold', () => {
    const harness = new OperatorHarness(plan(intervalJoin, joinConfig));
    for (let i = 0; i < 200; i++) harness.element(0, { key: 'a', value: i }, 3);
    harness.element(1, { key: 'a', value: -1 }, 4);
    expect(harness.takeOutput().map((each) => each.kind === 'record' && each.value.value)).toEqual(
      Array.from({ length: 200 }, (_, i) => i),
    );
  });
});

describe('late records', () => {
  const cases = [
    { name: 'the tumbling window', node: plan(tumblingWindow, windowConfig), port: 0, late: 1 },
    { name: 'the left side of the interval join', node: plan(intervalJoin, joinConfig), port: 0, late: 1 },
    { name: 'the right side of the interval join', node: plan(intervalJoin, joinConfig), port: 1, late: 2 },
  ];

  function feed(node: HarnessNode, port: number, ports: readonly number[]): OperatorHarness {
    const harness = new OperatorHarness(node, { ports });
    node.inputs.forEach((_, input) => {
      harness.watermark(input, 20);
    });
    harness.element(port, { key: 'a', value: 8 }, 3);
    harness.takeOutput(0);
    return harness;
  }

  it.each(cases)('leave $name as they are by the late port', ({ node, port, late }) => {
    const harness = feed(node, port, [0, late]);
    const records = harness.takeOutput(late).filter(({ kind }) => kind === 'record');
    expect(records).toEqual([{ kind: 'record', value: { key: 'a', value: 8 }, timestamp: 3 }]);
    expect(harness.host.counters[LATE]).toBe(1);
  });

  it.each(cases)('are counted and dropped by $name where no edge leaves the late port', ({ node, port }) => {
    const { counters } = feed(node, port, [0]).host;
    expect([counters[RECORDS_IN], counters[LATE], counters[RECORDS_OUT]]).toEqual([1, 1, 0]);
  });
});
