/** The ports of a card: where edges begin and end, and how much waits there. */
import { Handle, Position } from '@xyflow/react';
import { useRun } from '../../stores/hooks.ts';
import { count } from '../../format.ts';
import { type Anchor, anchorKey, type Side } from '../geometry/anchors.ts';
import type { PlacedCard } from '../scene.ts';
import { useScene } from '../scene-store.ts';
import styles from './ports.module.css';

export const SIDE_POSITION: Readonly<Record<Side, Position>> = {
  left: Position.Left,
  right: Position.Right,
  top: Position.Top,
  bottom: Position.Bottom,
};

export function Ports({ card }: { readonly card: PlacedCard }) {
  const { anchors } = useScene();
  return (
    <>
      {card.inputs.map((port, index) => {
        const anchor = anchors.get(anchorKey(card.id, 'in', port.id));
        return anchor === undefined ? null : (
          <div key={port.id}>
            <Port card={card} anchor={anchor} port={port} type="target" />
            <Queue card={card} anchor={anchor} title={port.title} index={index} />
          </div>
        );
      })}
      {card.outputs.map((port) => {
        const anchor = anchors.get(anchorKey(card.id, 'out', port.id));
        return anchor === undefined ? null : (
          <Port key={port.id} card={card} anchor={anchor} port={port} type="source" />
        );
      })}
    </>
  );
}

interface PortProps {
  readonly card: PlacedCard;
  readonly anchor: Anchor;
  readonly port: { readonly id: string; readonly title: string };
  readonly type: 'source' | 'target';
}

function Port({ card, anchor, port, type }: PortProps) {
  return (
    <Handle
      id={port.id}
      type={type}
      position={SIDE_POSITION[anchor.side]}
      className={styles['port'] ?? ''}
      style={{ left: anchor.x - card.x, top: anchor.y - card.y }}
      title={`${type === 'source' ? 'Output' : 'Input'}: ${port.title}`}
    />
  );
}

/** Elements that wait at an input stand beside its port, outside the card, above the edge that brought them. */
function Queue({
  card,
  anchor,
  title,
  index,
}: {
  readonly card: PlacedCard;
  readonly anchor: Anchor;
  readonly title: string;
  readonly index: number;
}) {
  const queued = useRun(({ plan, frame }) => {
    const node = plan?.nodes.findIndex(({ id }) => id === card.id) ?? -1;
    return frame?.nodes[node]?.queued[index] ?? 0;
  });
  if (queued === 0) return null;
  return (
    <span
      className={styles['queue']}
      data-side={anchor.side}
      style={{ left: anchor.x - card.x, top: anchor.y - card.y }}
      title={`${count(queued, 'element')} wait at ${title}`}
    >
      {queued > 9999 ? '9999+' : queued}
    </span>
  );
}
