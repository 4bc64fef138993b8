/** The context menu of the canvas: what can be done to the card, the edge or the ground under the pointer. */
import { ContextMenu } from '../../shell/on-demand/context-menu.tsx';
import { type ReactNode, useState } from 'react';
import { useRun } from '../../stores/hooks.ts';
import { documents } from '../../stores/documents.ts';
import { canvasHandle } from '../canvas-handle.ts';
import styles from '../../feedback/menu.module.css';
import { later } from '../../shell/on-demand/parts.ts';

const CanvasItems = later(async () => (await import('./canvas-items.tsx')).CanvasItems);
const EdgeItems = later(async () => (await import('./edge-items.tsx')).EdgeItems);
const NodeItems = later(async () => (await import('./node-items.tsx')).NodeItems);

type Target =
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'edge'; readonly id: string }
  | { readonly kind: 'canvas'; readonly at: { readonly x: number; readonly y: number } | null };

export function CanvasMenu({ children }: { readonly children: ReactNode }) {
  const [target, setTarget] = useState<Target>({ kind: 'canvas', at: null });
  const plan = useRun((state) => state.plan);
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild onContextMenu={(event) => setTarget(targetOf(event))}>
        <div className={styles['area']}>{children}</div>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={styles['menu']} collisionPadding={8}>
          {target.kind === 'node' && <NodeItems node={target.id} plan={plan} />}
          {target.kind === 'edge' && <EdgeItems edge={target.id} />}
          {target.kind === 'canvas' && <CanvasItems at={target.at} plan={plan} />}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** A right click takes what is under it into the selection, unless it is there already. */
function targetOf(event: React.MouseEvent): Target {
  const element = event.target instanceof Element ? event.target : null;
  const node = element?.closest('.react-flow__node')?.getAttribute('data-id') ?? null;
  if (node !== null) {
    if (!documents.getState().nodes.includes(node)) documents.actions.select([node]);
    return { kind: 'node', id: node };
  }
  const edge = element?.closest('.react-flow__edge')?.getAttribute('data-id') ?? null;
  if (edge !== null) {
    documents.actions.select([], [edge]);
    return { kind: 'edge', id: edge };
  }
  return { kind: 'canvas', at: canvasHandle()?.toCanvas(event.clientX, event.clientY) ?? null };
}
