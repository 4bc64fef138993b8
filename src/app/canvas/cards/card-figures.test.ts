import { describe, expect, it } from 'vitest';
import type { NodeFrame, PlanNode } from '../../../run/protocol.ts';
import { cardFigures } from './card-figures.ts';

const NOW = Date.UTC(2026, 0, 5, 20, 4, 0);
const operator: PlanNode = { id: 'x', kind: 'x', parallelism: 2, inputs: ['in'], splits: [], weight: 1 };
const source: PlanNode = { ...operator, inputs: [], splits: ['p0'], weight: 100 };
const quiet: NodeFrame = {
  recordsIn: 0,
  recordsOut: 0,
  inPerSecond: 0,
  outPerSecond: 0,
  fanOut: 0,
  late: 0,
  dropped: 0,
  held: 0,
  firings: 0,
  watermark: Number.NEGATIVE_INFINITY,
  busy: 0,
  backPressured: 0,
  queued: [0],
  splits: [],
  dead: [],
};

describe('figures of a card', () => {
  it.each([
    { what: 'a source', node: source, frame: { outPerSecond: 200 }, hasOutput: true, rates: '200 out/s ×100' },
    {
      what: 'an operator',
      node: operator,
      frame: { inPerSecond: 201, outPerSecond: 0.1 },
      hasOutput: true,
      rates: '201 in/s · 0.1 out/s',
    },
    { what: 'a sink', node: operator, frame: { inPerSecond: 17.2 }, hasOutput: false, rates: '17 in/s' },
  ])('the rates of $what say what they count', ({ node, frame, hasOutput, rates }) => {
    expect(cardFigures(node, { ...quiet, ...frame }, hasOutput, NOW).rates).toBe(rates);
  });

  it.each([
    { frame: { dropped: 7, fanOut: 1 }, note: '7 dropped' },
    { frame: { late: 7, fanOut: 10 }, note: '10 out per in' },
    { frame: { late: 1200 }, note: '1,200 late' },
    { frame: { fanOut: 9.9 }, note: '10 out per in' },
    { frame: { fanOut: 2.25 }, note: '2.3 out per in' },
    { frame: { fanOut: 1.01 }, note: '' },
    { frame: { fanOut: 0, outPerSecond: 60 }, note: '' },
  ])('$frame is noted as "$note"', ({ frame, note }) => {
    expect(cardFigures(operator, { ...quiet, ...frame }, true, NOW).note).toBe(note);
  });

  it.each([
    { what: 'a window that keeps records while its watermark stands still', frame: {}, isStuck: true },
    { what: 'a window between two firings', frame: { watermark: NOW - 15_000 }, isStuck: false },
    { what: 'a filter that lets nothing through', frame: { firings: 0, held: 0 }, isStuck: false },
    { what: 'a window to which nothing comes', frame: { inPerSecond: 0 }, isStuck: false },
  ])('$what is stuck: $isStuck', ({ frame, isStuck }) => {
    const waiting = { ...quiet, inPerSecond: 200, firings: 540, held: 280, watermark: NOW - 250_000, ...frame };
    expect(cardFigures(operator, waiting, true, NOW).isStuck).toBe(isStuck);
  });

  it('names dead subtasks in order', () => {
    expect(cardFigures(operator, { ...quiet, dead: [1, 0] }, true, NOW).dead).toBe('0, 1');
  });
});
