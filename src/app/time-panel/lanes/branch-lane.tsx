/** The runs that parted from one another, as lines that leave their parent at the fork; a click shows another. */
import { runStore, useRun } from '../../stores/hooks.ts';
import type { Scene } from '../draw/scene.ts';
import { laneOf, SPAN_ROW } from '../geometry/lanes.ts';
import { clockText, xOf } from '../geometry/scales.ts';
import { branchRows, ghostBranch } from '../subject/branches.ts';
import { historyStore } from '../subject/scene-now.ts';
import styles from './lanes.module.css';

export function BranchLane({ scene }: { readonly scene: Scene }) {
  const branches = useRun((state) => state.branches);
  const shown = useRun((state) => state.shown);
  const { layout, scale } = scene;
  const lane = laneOf(layout, 'branches');
  if (lane === undefined) return null;
  const rows = branchRows(branches);
  // A branch that is being computed has come further than the worker's last list says.
  const reachedBy = (id: number, told: number) =>
    Math.max(told, id === shown ? scene.head : (historyStore.historyOf(id)?.to ?? 0));
  const ghost = ghostBranch(branches, shown)?.branch;
  const yOf = (row: number) => lane.plotTop + row * SPAN_ROW + SPAN_ROW / 2;
  const xIn = (micros: number) => Math.min(layout.right, Math.max(layout.left, xOf(scale, micros)));
  const styleOf = (id: number) => (id === shown ? 'shown' : id === ghost ? 'ghost' : 'other');
  return (
    <>
      <svg className={styles.branchLines} width={layout.right} height={layout.bottom} aria-hidden="true">
        {rows.map(({ branch, parentRow, from }, row) => {
          const x = xIn(from);
          const end = xIn(Math.max(reachedBy(branch.id, branch.reached), from));
          const bend = Math.min(7, end - x);
          const start = parentRow < 0 ? `M${x} ${yOf(row)}` : `M${x} ${yOf(parentRow)}V${yOf(row) - 7}q0 7 ${bend} 7`;
          return (
            <g key={branch.id} data-look={styleOf(branch.id)}>
              <path d={`${start}H${Math.max(x + bend, end)}`} />
              {parentRow >= 0 && <circle cx={x} cy={yOf(parentRow)} r="3" />}
            </g>
          );
        })}
      </svg>
      <div role="radiogroup" aria-label="Branches of the run">
        {rows.map(({ branch, parentRow, from }, row) => {
          const fork = clockText(scene.startAtMs + from / 1000, 'seconds');
          const label = branch.label === '' ? (parentRow < 0 ? 'first run' : `fork at ${fork}`) : branch.label;
          const x = Math.min(xIn(from) + 14, layout.right - label.length * 6.6 - 24);
          return (
            <button
              key={branch.id}
              type="button"
              role="radio"
              aria-checked={branch.id === shown}
              className={styles.branch}
              data-look={styleOf(branch.id)}
              style={{ left: Math.max(layout.left + 4, x), top: yOf(row) - 8 }}
              title={parentRow < 0 ? 'The first run' : `Parted at ${fork}`}
              onClick={() => runStore.actions.showBranch(branch.id)}
            >
              {label}
            </button>
          );
        })}
      </div>
    </>
  );
}
