/** How far each split of a source has come in event time: the shortest that counts is its watermark. */
import { useShallow } from 'zustand/react/shallow';
import { useRun } from '../../stores/hooks.ts';
import { splitBars, TALLEST } from './split-lags.ts';
import styles from './split-bars.module.css';

export function SplitBars({ node }: { readonly node: string }) {
  const bars = useRun(
    useShallow(({ plan, frame }) => {
      const index = plan?.nodes.findIndex(({ id }) => id === node) ?? -1;
      return splitBars(plan?.nodes[index]?.splits ?? [], frame?.nodes[index]?.splits ?? []);
    }),
  );
  return (
    <div className={styles['bars']} aria-hidden="true">
      {bars.map((bar) => {
        const [name = '', height = '0', tone = 'counts'] = bar.split(' ');
        return (
          <span key={name} className={styles['split']} data-tone={tone}>
            <i style={{ '--share': Number(height) / TALLEST }} />
            <b>{name}</b>
          </span>
        );
      })}
    </div>
  );
}
