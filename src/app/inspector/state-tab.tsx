import { Suspense } from 'react';
import { operatorViews } from '../../operators/views.ts';
import type { PipelineNode } from '../../pipeline/document.ts';
import { PictureBoundary } from '../feedback/picture-boundary.tsx';
import { useOperator } from '../stores/documents.ts';
import { useHeldBack, usePreferences, useRun, useWatch } from '../stores/hooks.ts';
import { EntriesTable } from './entries-table.tsx';
import styles from './inspector.module.css';

const NOTHING_PICKED = () => {};
const PADDING = 32;

/** The kind's own picture of its state, or the plain tables of it. */
export function StateTab({ node }: { readonly node: PipelineNode }) {
  useWatch(node.id);
  const shown = useRun(({ pictures }) => pictures[node.id]);
  const plan = useRun((state) => state.plan);
  const index = plan?.nodes.findIndex(({ id }) => id === node.id) ?? -1;
  const frame = useRun((state) => state.frame?.nodes[index]);
  const width = usePreferences((state) => state.inspectorWidth) - PADDING;
  const heldBack = useHeldBack();
  const operator = useOperator(node.id);
  const planNode = plan?.nodes[index];
  if (shown === undefined || frame === undefined || planNode === undefined || plan === null || operator === null) {
    return <p className={styles['about']}>No state yet: the run has not come here.</p>;
  }
  const View = operatorViews[node.kind];
  if (View === undefined) return <EntriesTable picture={shown.picture} />;
  return (
    <PictureBoundary>
      <Suspense fallback={null}>
        <View
          picture={shown.picture}
          frame={frame}
          config={operator.config}
          plan={planNode}
          startAtMs={plan.startAtMs}
          at={shown.at}
          compact={false}
          width={width}
          heldBack={heldBack}
          onPick={NOTHING_PICKED}
        />
      </Suspense>
    </PictureBoundary>
  );
}
