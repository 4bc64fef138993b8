/** The TaskManagers as chips: what runs on each, whether it lives, and a way to kill it. */
import { Popover } from '../../shell/on-demand/popover.tsx';
import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { doFault } from '../../faults/faults.ts';
import { count, duration } from '../../format.ts';
import { useDocuments } from '../../stores/documents.ts';
import { useRun } from '../../stores/hooks.ts';
import { setWorkspace } from '../../stores/workspace-store.ts';
import styles from './task-managers.module.css';

export function TaskManagers() {
  const ids = useRun(useShallow(({ plan }) => plan?.taskManagers.map(({ id }) => id) ?? []));
  if (ids.length === 0) return null;
  return (
    <ul className={styles['chips']} aria-label="TaskManagers">
      {ids.map((id) => (
        <li key={id}>
          <TaskManager id={id} />
        </li>
      ))}
    </ul>
  );
}

function TaskManager({ id }: { readonly id: string }) {
  const subtasks = useRun(({ plan }) => plan?.taskManagers.find((manager) => manager.id === id)?.subtasks);
  const isAlive = useRun(({ frame }) => frame?.taskManagers.find((manager) => manager.id === id)?.alive ?? true);
  const nodes = new Set(subtasks?.map(({ node }) => node));
  const point = (isPointing: boolean): void => setWorkspace({ pointedAt: isPointing ? nodes : new Set() });
  return (
    <Popover.Root onOpenChange={point}>
      <Popover.Trigger className={styles['chip']} data-dead={isAlive ? undefined : ''}>
        <i aria-hidden="true" />
        {id}
        <span>{isAlive ? count(subtasks?.length ?? 0, 'subtask') : <Return id={id} />}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles['card']} side="top" sideOffset={6} collisionPadding={8}>
          <h3>
            {id} · {isAlive ? 'running' : 'dead'}
          </h3>
          <ul>
            {[...nodes].map((node) => (
              <li key={node}>
                <span>{node}</span>
                <b>
                  {(subtasks ?? [])
                    .filter((subtask) => subtask.node === node)
                    .map(({ subtask }) => subtask)
                    .join(', ')}
                </b>
              </li>
            ))}
          </ul>
          {isAlive && (
            <Popover.Close className={styles['kill']} onClick={() => doFault({ kind: 'kill', target: id })}>
              Kill {id}
            </Popover.Close>
          )}
          <p>It takes every subtask it hosts with it. The job restarts from the latest completed checkpoint.</p>
          <Popover.Arrow className={styles['arrow']} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** How long a dead one is away: noticed first, replaced then, both as the settings say. */
function Return({ id }: { readonly id: string }) {
  const at = useRun(({ frame }) => frame?.at ?? 0);
  const away = useDocuments(
    ({ document: { settings } }) => settings.failureDetectionMs + settings.taskManagerReplacementMs,
  );
  const [diedAt, setDiedAt] = useState(at);
  useEffect(() => {
    // A seek can show the same death from an earlier instant than the one at which it was first seen.
    if (at < diedAt) setDiedAt(at);
  }, [at, diedAt]);
  const left = Math.max(0, away - (at - diedAt) / 1000);
  return (
    <em title={`${id} is replaced ${duration(away)} after it died`}>
      dead · {duration(left)}
      <progress max={away} value={away - left} aria-label={`Until ${id} is replaced`} />
    </em>
  );
}
