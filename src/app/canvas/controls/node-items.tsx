/** Menu of a card: faults first, for they are what a card is right-clicked for. */
import { ContextMenu } from '../../shell/on-demand/context-menu.tsx';
import { doFault, type FaultGroup, faultsOfNode } from '../../faults/faults.ts';
import type { PlanView } from '../../../run/protocol.ts';
import { useDocuments } from '../../stores/documents.ts';
import { openInspector } from '../../stores/workspace-store.ts';
import styles from '../../feedback/menu.module.css';
import { align, copySelected, distribute, duplicateSelected, removeSelected } from '../editing/commands.ts';
import { startConnecting } from '../editing/connect-mode.ts';
import { sceneStore } from '../scene-store.ts';

export function NodeItems({ node, plan }: { readonly node: string; readonly plan: PlanView | null }) {
  const selected = useDocuments(({ nodes }) => nodes.length);
  const planned = plan?.nodes.find(({ id }) => id === node);
  return (
    <>
      <ContextMenu.Label className={styles['label']}>{node}</ContextMenu.Label>
      {planned !== undefined && faultsOfNode(planned).map((group) => <FaultItems key={group.label} group={group} />)}
      {planned !== undefined && planned.splits.length > 0 && (
        <ContextMenu.Item className={styles['item']} onSelect={() => openInspector('settings')}>
          Inject a record…
        </ContextMenu.Item>
      )}
      <ContextMenu.Separator className={styles['separator']} />
      <ContextMenu.Item className={styles['item']} onSelect={() => startConnecting(sceneStore.getState().scene, node)}>
        Connect… <kbd>C</kbd>
      </ContextMenu.Item>
      {selected > 1 && <AlignItems />}
      <ContextMenu.Item className={styles['item']} onSelect={copySelected}>
        Copy <kbd>Ctrl+C</kbd>
      </ContextMenu.Item>
      <ContextMenu.Item className={styles['item']} onSelect={duplicateSelected}>
        Duplicate <kbd>Ctrl+D</kbd>
      </ContextMenu.Item>
      <ContextMenu.Item className={styles['item']} data-tone="danger" onSelect={removeSelected}>
        Delete <kbd>Delete</kbd>
      </ContextMenu.Item>
    </>
  );
}

function FaultItems({ group }: { readonly group: FaultGroup }) {
  return (
    <ContextMenu.Sub>
      <ContextMenu.SubTrigger className={styles['item']} data-more="">
        {group.label}
      </ContextMenu.SubTrigger>
      <ContextMenu.Portal>
        <ContextMenu.SubContent className={styles['menu']} collisionPadding={8}>
          {group.choices.map(({ label, fault }) => (
            <ContextMenu.Item key={label} className={styles['item']} onSelect={() => doFault(fault)}>
              {label}
            </ContextMenu.Item>
          ))}
        </ContextMenu.SubContent>
      </ContextMenu.Portal>
    </ContextMenu.Sub>
  );
}

const ALIGNMENTS = [
  ['left', 'Left edges'],
  ['center', 'Centres, one above the other'],
  ['right', 'Right edges'],
  ['top', 'Top edges'],
  ['middle', 'Middles, side by side'],
  ['bottom', 'Bottom edges'],
] as const;

function AlignItems() {
  return (
    <ContextMenu.Sub>
      <ContextMenu.SubTrigger className={styles['item']} data-more="">
        Align
      </ContextMenu.SubTrigger>
      <ContextMenu.Portal>
        <ContextMenu.SubContent className={styles['menu']} collisionPadding={8}>
          {ALIGNMENTS.map(([alignment, label]) => (
            <ContextMenu.Item key={alignment} className={styles['item']} onSelect={() => align(alignment)}>
              {label}
            </ContextMenu.Item>
          ))}
          <ContextMenu.Separator className={styles['separator']} />
          <ContextMenu.Item className={styles['item']} onSelect={() => distribute('horizontal')}>
            Equal gaps across
          </ContextMenu.Item>
          <ContextMenu.Item className={styles['item']} onSelect={() => distribute('vertical')}>
            Equal gaps down
          </ContextMenu.Item>
        </ContextMenu.SubContent>
      </ContextMenu.Portal>
    </ContextMenu.Sub>
  );
}
