/** What went in, what became of it, and what is kept: the account that must come out even at every instant. */
import { count } from '../../format.ts';
import { useHeldBack, useRun } from '../../stores/hooks.ts';
import styles from '../inspector.module.css';

export function NodeCounters({ node }: { readonly node: string }) {
  const plan = useRun((state) => state.plan);
  const index = plan?.nodes.findIndex(({ id }) => id === node) ?? -1;
  const frame = useRun((state) => state.frame?.nodes[index]);
  const heldBack = useHeldBack();
  const planned = plan?.nodes[index];
  if (frame === undefined || planned === undefined) return null;
  const isSource = planned.inputs.length === 0;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Received', isSource ? null : count(frame.recordsIn, 'record')],
    [
      'Waiting at its inputs',
      isSource
        ? null
        : count(
            frame.queued.reduce((sum, queued) => sum + queued, 0),
            'element',
          ),
    ],
    ['Late', frame.late === 0 ? null : count(frame.late, 'record')],
    ['Dropped', frame.dropped === 0 ? null : count(frame.dropped, 'record')],
    ['Held in state', frame.held === 0 || heldBack.has('panes') ? null : frame.held.toLocaleString('en-US')],
    ['Fired', frame.firings === 0 || heldBack.has('firings') ? null : count(frame.firings, 'time')],
    ['Put out', frame.recordsOut === 0 && isSource ? null : count(frame.recordsOut, 'record')],
  ];
  return (
    <dl className={styles['figures']}>
      {rows.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
