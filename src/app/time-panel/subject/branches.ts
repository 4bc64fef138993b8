/** Branches of a run as rows of a picture, and which of the others is drawn behind the one that is shown. */
import type { BranchView } from '../../../run/protocol.ts';

export interface BranchRow {
  readonly branch: BranchView;
  /** Row of the parent, whose line this one leaves; −1 for the first run. */
  readonly parentRow: number;
  /** Run µs where its own line begins. */
  readonly from: number;
}

/** Parents above their children, in the order in which they were made. */
export function branchRows(branches: readonly BranchView[]): readonly BranchRow[] {
  const rows = [...branches].sort((a, b) => a.id - b.id);
  return rows.map((branch) => ({
    branch,
    parentRow: rows.findIndex(({ id }) => id === lineOf(branch, branch.forkedAt, rows)),
    from: branch.parent === null ? 0 : branch.forkedAt,
  }));
}

/** Whose line an instant lies on: a branch shares its ancestors' past, so a fork of it may leave from one of theirs. */
function lineOf(fork: BranchView, at: number, branches: readonly BranchView[]): number | null {
  const parent = branches.find(({ id }) => id === fork.parent);
  if (parent === undefined) return null;
  return parent.parent !== null && parent.forkedAt > at ? lineOf(parent, at, branches) : parent.id;
}

/** The parent of a fork; of the first run, its newest fork. Both share the past up to `from`. */
export function ghostBranch(
  branches: readonly BranchView[],
  shown: number,
): { readonly branch: number; readonly from: number } | null {
  const own = branches.find(({ id }) => id === shown);
  if (own === undefined) return null;
  if (own.parent !== null) return { branch: own.parent, from: own.forkedAt };
  const fork = branches.filter(({ parent }) => parent === shown).at(-1);
  return fork === undefined ? null : { branch: fork.id, from: fork.forkedAt };
}
