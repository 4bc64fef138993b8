import { expect, test } from 'vitest';
import type { BranchView } from '../../../run/protocol.ts';
import { branchRows, ghostBranch } from './branches.ts';

const branch = (id: number, parent: number | null, forkedAt: number): BranchView => ({
  id,
  parent,
  forkedAt,
  label: `b${id}`,
  reached: 100,
});
const three = [branch(2, 1, 60), branch(0, null, 0), branch(1, 0, 40)];

test('rows are in order of making, each leaving its parent’s row at the fork', () => {
  expect(branchRows(three).map(({ branch: { id }, parentRow, from }) => [id, parentRow, from])).toEqual([
    [0, -1, 0],
    [1, 0, 40],
    [2, 1, 60],
  ]);
});

test('a fork from before its parent’s own fork leaves the line that both share', () => {
  const rows = branchRows([branch(0, null, 0), branch(1, 0, 80), branch(2, 1, 40)]);
  expect(rows.map(({ parentRow }) => parentRow)).toEqual([-1, 0, 0]);
});

test('behind a fork stands its parent, behind the first run its newest fork', () => {
  expect(ghostBranch(three, 2)).toEqual({ branch: 1, from: 60 });
  expect(ghostBranch(three, 0)).toEqual({ branch: 1, from: 40 });
  expect(ghostBranch([branch(0, null, 0)], 0)).toBeNull();
});
