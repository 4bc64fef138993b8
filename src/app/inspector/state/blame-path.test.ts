import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../run/protocol.ts';
import { fixtureDocument } from '../../fixtures/fixture-document.ts';
import { fixtureFrame, fixturePlan } from '../../fixtures/fixture-run.ts';
import { blamePath } from './blame-path.ts';

const plan = fixturePlan(fixtureDocument);
const MINUTE = 60_000_000;

function withIdle(frame: Frame, source: string): Frame {
  const index = plan.nodes.findIndex(({ id }) => id === source);
  return {
    ...frame,
    nodes: frame.nodes.map((node, at) =>
      at === index ? { ...node, splits: node.splits.map((split) => ({ ...split, idle: true })) } : node,
    ),
  };
}

describe('the way to who holds the watermark', () => {
  it('goes up by the slowest input of each', () => {
    expect(blamePath(plan, fixtureFrame(plan, 14 * MINUTE, false), 'speed')).toEqual(['speed', 'enrich', 'shipments']);
  });

  it('does not lead to a source that is idle: it does not count', () => {
    const frame = withIdle(fixtureFrame(plan, 14 * MINUTE, false), 'shipments');
    expect(blamePath(plan, frame, 'enrich')).toEqual(['enrich', 'drivers']);
  });
});
