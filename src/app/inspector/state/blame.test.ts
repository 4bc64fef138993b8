import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../run/protocol.ts';
import { fixtureDocument } from '../../fixtures/fixture-document.ts';
import { fixtureFrame, fixturePlan } from '../../fixtures/fixture-run.ts';
import { findBlame } from './blame.ts';

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

describe('who holds the watermark', () => {
  it('is the silent partition at the top of the slowest way up', () => {
    const { path, splits, holder } = findBlame(plan, fixtureFrame(plan, 14 * MINUTE, false), 'speed');
    expect(path).toEqual(['speed', 'enrich', 'shipments']);
    expect(splits[holder]?.name).toBe('p7');
  });

  it('is not a source that is idle: it does not count', () => {
    const frame = withIdle(fixtureFrame(plan, 14 * MINUTE, false), 'shipments');
    expect(findBlame(plan, frame, 'enrich').path).toEqual(['enrich', 'drivers']);
  });

  it('is nobody while every split is idle', () => {
    const frame = withIdle(fixtureFrame(plan, 14 * MINUTE, false), 'shipments');
    expect(findBlame(plan, frame, 'shipments').holder).toBe(-1);
  });
});
