import { Dialog } from 'radix-ui';
import { SHORTCUTS } from '../shortcuts/shortcuts.ts';
import { setWorkspace, useWorkspace } from '../stores/workspace-store.ts';
import styles from './shortcuts-dialog.module.css';

export function ShortcutsDialog() {
  const isOpen = useWorkspace((state) => state.isShortcutsOpen);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(isShortcutsOpen) => setWorkspace({ isShortcutsOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['veil']} />
        <Dialog.Content className={styles['dialog']} aria-describedby={undefined}>
          <Dialog.Title className={styles['title']}>Keyboard shortcuts</Dialog.Title>
          <dl className={styles['list']}>
            {SHORTCUTS.map(({ keys, does }) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <Dialog.Close className={styles['close']}>Close</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
