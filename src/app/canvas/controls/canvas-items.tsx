/** Menu of the ground between the cards. */
import { ContextMenu } from '../../shell/on-demand/context-menu.tsx';
import { doFault, killsOf } from '../../faults/faults.ts';
import type { PlanView } from '../../../run/protocol.ts';
import { useDocuments } from '../../stores/documents.ts';
import { canvasHandle } from '../canvas-handle.ts';
import styles from '../../feedback/menu.module.css';
import { layOutAll, paste, selectAll } from '../editing/commands.ts';

interface Props {
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly plan: PlanView | null;
}

export function CanvasItems({ at, plan }: Props) {
  const hasCopy = useDocuments(({ clipboard }) => clipboard !== null);
  return (
    <>
      {plan !== null &&
        killsOf(plan).map(({ label, fault }) => (
          <ContextMenu.Item key={label} className={styles['item']} onSelect={() => doFault(fault)}>
            {label}
          </ContextMenu.Item>
        ))}
      {plan !== null && <ContextMenu.Separator className={styles['separator']} />}
      {hasCopy && (
        <ContextMenu.Item className={styles['item']} onSelect={() => paste(at)}>
          Paste here <kbd>Ctrl+V</kbd>
        </ContextMenu.Item>
      )}
      <ContextMenu.Item className={styles['item']} onSelect={selectAll}>
        Select all <kbd>Ctrl+A</kbd>
      </ContextMenu.Item>
      <ContextMenu.Item className={styles['item']} onSelect={() => void layOutAll()}>
        Arrange the cards <kbd>Shift+L</kbd>
      </ContextMenu.Item>
      <ContextMenu.Item className={styles['item']} onSelect={() => canvasHandle()?.fit()}>
        Show the whole pipeline <kbd>F</kbd>
      </ContextMenu.Item>
    </>
  );
}
