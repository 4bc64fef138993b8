/** The small picture of a node's state on its card, drawn by the kind itself. */
import { useStore as useFlowStore } from '@xyflow/react';
import { Suspense } from 'react';
import { operatorViews } from '../../../operators/views.ts';
import { useOperator } from '../../stores/documents.ts';
import { useHeldBack, useRun, useWatch } from '../../stores/hooks.ts';
import { PictureBoundary } from '../../feedback/picture-boundary.tsx';

/** Left and right of the picture, in screen pixels at any zoom. */
const PADDING = 22;
const NOTHING_PICKED = () => {};

export function CardPicture({
  node,
  kind,
  width,
}: {
  readonly node: string;
  readonly kind: string;
  readonly width: number;
}) {
  useWatch(node);
  const View = operatorViews[kind];
  const shown = useRun(({ pictures }) => pictures[node]);
  const plan = useRun((state) => state.plan);
  const index = plan?.nodes.findIndex(({ id }) => id === node) ?? -1;
  const frame = useRun((state) => state.frame?.nodes[index]);
  const operator = useOperator(node);
  const zoom = useFlowStore(({ transform }) => Math.min(1, Math.floor(transform[2] * 20) / 20));
  const heldBack = useHeldBack();
  const planNode = plan?.nodes[index];
  if (
    View === undefined ||
    shown === undefined ||
    frame === undefined ||
    planNode === undefined ||
    plan === null ||
    operator === null
  )
    return null;
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
          compact
          width={Math.floor(width * zoom) - PADDING}
          heldBack={heldBack}
          onPick={NOTHING_PICKED}
        />
      </Suspense>
    </PictureBoundary>
  );
}
