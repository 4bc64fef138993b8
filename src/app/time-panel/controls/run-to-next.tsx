/** Runs on until something of a kind happens, and stops at that very instant. */
import { DropdownMenu } from '../../shell/on-demand/dropdown-menu.tsx';
import type { StopTarget } from '../../../run/protocol.ts';
import { runStore, useRun } from '../../stores/hooks.ts';
import { Sign } from './icons.tsx';
import styles from './controls.module.css';

const TARGETS: readonly { readonly target: StopTarget; readonly title: string; readonly meaning: string }[] = [
  { target: 'watermark', title: 'Watermark', meaning: 'an operator’s event time advances' },
  { target: 'firing', title: 'Firing', meaning: 'a window puts out its result' },
  { target: 'checkpoint', title: 'Checkpoint', meaning: 'every subtask has acknowledged' },
  { target: 'failure', title: 'Failure', meaning: 'a subtask or TaskManager dies' },
  { target: 'late', title: 'Late record', meaning: 'one arrives behind the watermark' },
];

export function RunToNext() {
  const isReady = useRun((state) => state.plan !== null);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={styles.button} disabled={!isReady}>
        Run to next…
        <Sign name="down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} side="top" align="start" sideOffset={6}>
          {TARGETS.map(({ target, title, meaning }) => (
            <DropdownMenu.Item key={target} className={styles.item} onSelect={() => runStore.actions.runToNext(target)}>
              <b>{title}</b>
              <span>{meaning}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
