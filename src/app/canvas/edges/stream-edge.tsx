/** An edge: as wide as its flow, in the tint of its stream. What travels on it is drawn by the layer of marks. */
import type { EdgeProps } from '@xyflow/react';
import { useShallow } from 'zustand/react/shallow';
import type { EdgeFrame } from '../../../run/protocol.ts';
import { useLit, useRun } from '../../stores/hooks.ts';
import { pointAt } from '../geometry/edge-curve.ts';
import { usePlacedEdge } from '../scene-store.ts';
import { useIsInsertTarget } from '../editing/insert-target.ts';
import { flowWidth } from './flow-width.ts';
import styles from './stream-edge.module.css';

export function StreamEdge({ id, selected = false }: EdgeProps) {
  const edge = usePlacedEdge(id);
  const flow = useRun(useShallow((state) => flowOf(state.plan, state.frame?.edges, id)));
  const isLit = useLit(`edge:${id}`);
  const isInsertTarget = useIsInsertTarget(id);
  if (edge === undefined) return null;
  const tip = pointAt(edge.samples, 1, { x: 0, y: 0, angle: 0 });
  return (
    <g
      className={styles['edge']}
      data-selected={selected || undefined}
      data-dim={isLit ? undefined : ''}
      data-target={isInsertTarget || undefined}
      style={{ '--stream': `var(--${edge.stream})` }}
    >
      <path d={edge.path} className={styles['hit']} />
      <path
        d={edge.path}
        className={styles['line']}
        data-still={flow.isStill || undefined}
        style={{ strokeWidth: flow.width }}
      />
      <path
        d="M-3 -5L5 0L-3 5z"
        className={styles['arrow']}
        transform={`translate(${tip.x} ${tip.y}) rotate(${(tip.angle * 180) / Math.PI})`}
      />
    </g>
  );
}

function flowOf(
  plan: { readonly edges: readonly { readonly id: string }[] } | null,
  edges: readonly EdgeFrame[] | undefined,
  id: string,
) {
  const flow = edges?.[plan?.edges.findIndex((edge) => edge.id === id) ?? -1];
  return {
    width: flowWidth(flow?.perSecond ?? 0),
    isStill: flow !== undefined && flow.perSecond === 0 && flow.inFlight === 0,
  };
}
