import { Dialog } from 'radix-ui';
import { runStore, useRun } from '../../stores/hooks.ts';
import { Sign } from '../controls/icons.tsx';
import type { Scene } from '../draw/scene.ts';
import type { LaneId } from '../geometry/lanes.ts';
import { useDocument, useModel } from '../subject/document-now.ts';
import { tableOf } from './tables.ts';
import styles from './lane-table.module.css';

interface LaneTableProps {
  readonly lane: LaneId;
  readonly title: string;
  readonly scene: Scene;
  readonly onClose: () => void;
}

export function LaneTable({ lane, title, scene, onClose }: LaneTableProps) {
  const document = useDocument();
  const model = useModel();
  const branches = useRun((state) => state.branches);
  const { columns, rows, note } = tableOf(lane, scene, document.interventions, model, branches);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <header className={styles.header}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close className={styles.close} aria-label="Close">
              <Sign name="close" />
            </Dialog.Close>
          </header>
          {/* A region that scrolls must be reachable by keyboard. */}
          <div className={styles.scroll} tabIndex={0} role="region" aria-label={`${title}, table`}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ at, cells }) => (
                  <tr key={cells.join('|')}>
                    {cells.map((cell, c) => (
                      <td key={columns[c] ?? c}>
                        {c === 0 ? (
                          <button
                            type="button"
                            className={styles.link}
                            title="Go there"
                            onClick={() => runStore.actions.seek(at)}
                          >
                            {cell}
                          </button>
                        ) : (
                          cell
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {note !== '' && <p className={styles.note}>{note}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
