/** The state of the selected node: its account, the kind's own picture or the plain tables, and who holds its watermark. */
import { Suspense } from 'react';
import { operatorViews } from '../../operators/views.ts';
import type { PipelineNode } from '../../pipeline/document.ts';
import { PictureBoundary } from '../feedback/picture-boundary.tsx';
import { useOperator } from '../stores/documents.ts';
import { useHeldBack, usePreferences, useRun, useWatch } from '../stores/hooks.ts';
import { announce } from '../stores/workspace-store.ts';
import styles from './inspector.module.css';
import { EntriesTable } from './state/entries-table.tsx';
import { NodeCounters } from './state/node-counters.tsx';
import { HeldBy } from './state/held-by.tsx';

const PADDING = 32;

export function StateTab({ node }: { readonly node: PipelineNode }) {
  useWatch(node.id);
  const width = usePreferences((state) => state.inspectorWidth) - PADDING;
  return (
    <>
      <NodeCounters node={node.id} />
      <Picture node={node} width={width} />
      <HeldBy node={node.id} width={width} />
    </>
  );
}

function Picture({ node, width }: { readonly node: PipelineNode; readonly width: number }) {
  const shown = useRun(({ pictures }) => pictures[node.id]);
  const plan = useRun((state) => state.plan);
  const index = plan?.nodes.findIndex(({ id }) => id === node.id) ?? -1;
  const frame = useRun((state) => state.frame?.nodes[index]);
  const heldBack = useHeldBack();
  const operator = useOperator(node.id);
  const planned = plan?.nodes[index];
  if (plan === null || planned === undefined || frame === undefined)
    return <p className={styles['muted']}>It is not running: the pipeline has a problem, or the run has not begun.</p>;
  if (shown === undefined || operator === null)
    return <p className={styles['muted']}>Its state has not arrived yet.</p>;
  const View = operatorViews[node.kind];
  if (View === undefined)
    return heldBack.has('panes') ? (
      <p className={styles['muted']}>Held back until the question is answered.</p>
    ) : (
      <EntriesTable picture={shown.picture} />
    );
  return (
    <PictureBoundary>
      <Suspense fallback={null}>
        <View
          picture={shown.picture}
          frame={frame}
          config={operator.config}
          plan={planned}
          startAtMs={plan.startAtMs}
          at={shown.at}
          compact={false}
          width={width}
          heldBack={heldBack}
          onPick={({ subtask, fields }) =>
            announce(
              `Subtask ${subtask}: ${Object.entries(fields)
                .map(([name, value]) => `${name} ${value}`)
                .join(', ')}`,
            )
          }
        />
      </Suspense>
    </PictureBoundary>
  );
}
