/** The question on a card that leads to who holds its watermark. */
import { documents } from '../../stores/documents.ts';
import { useHeldBack, useRun } from '../../stores/hooks.ts';
import { openInspector } from '../../stores/workspace-store.ts';
import { holdingSplit } from './split-lags.ts';
import styles from './why.module.css';

/** Offered where something is stuck, and where the cause of it sits. */
export function useHasWhy(node: string, isStuck: boolean): boolean {
  const isHolding = useRun(({ plan, frame }) => {
    const index = plan?.nodes.findIndex(({ id }) => id === node) ?? -1;
    return holdingSplit(frame?.nodes[index]?.splits ?? []) >= 0;
  });
  const isHeldBack = useHeldBack().has('why');
  return !isHeldBack && (isStuck || isHolding);
}

export function Why({ node }: { readonly node: string }) {
  const open = (): void => {
    documents.actions.select([node]);
    openInspector('state');
  };
  return (
    <button type="button" className={`${styles['why']} nodrag`} onClick={open} aria-label={`Why is ${node} waiting?`}>
      Why?
    </button>
  );
}
