/** What can be done to the run at the playhead; whatever is chosen becomes an object on the timeline. */
import { DropdownMenu } from '../../shell/on-demand/dropdown-menu.tsx';
import type { ReactNode } from 'react';
import type { PlanView } from '../../../run/protocol.ts';
import { useRun } from '../../stores/hooks.ts';
import { doFault, SILENCE_SECONDS, SLOW_FACTOR, SLOW_SECONDS } from '../../faults/faults.ts';
import { Sign } from './icons.tsx';
import styles from './controls.module.css';

const SECOND = 1_000_000;

export function FaultsMenu() {
  const plan = useRun((state) => state.plan);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={styles.faults} disabled={plan === null}>
        <Sign name="bolt" />
        Faults
        <Sign name="down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} side="top" align="end" sideOffset={6} collisionPadding={8}>
          {plan !== null && <FaultItems plan={plan} />}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function FaultItems({ plan }: { readonly plan: PlanView }) {
  const alive = useRun((state) => state.frame?.taskManagers);
  const sources = plan.nodes.filter(({ splits }) => splits.length > 0);
  return (
    <>
      <p className={styles.menuNote}>Happens at the playhead. In the past it forks the run.</p>
      <Sub title="Kill a TaskManager" meaning="its subtasks die, the job restores">
        {plan.taskManagers.map(({ id, subtasks }) => (
          <DropdownMenu.Item
            key={id}
            className={styles.item}
            disabled={alive?.find((each) => each.id === id)?.alive === false}
            onSelect={() => doFault({ kind: 'kill', target: id })}
          >
            <b>{id}</b>
            <span>{subtasks.length === 1 ? '1 subtask' : `${subtasks.length} subtasks`}</span>
          </DropdownMenu.Item>
        ))}
      </Sub>
      <Sub title="Silence a partition" meaning={`it produces nothing for ${SILENCE_SECONDS} s`}>
        {sources.map(({ id, splits }) => (
          <Sub key={id} title={id} meaning={splits.length === 1 ? '1 partition' : `${splits.length} partitions`}>
            {splits.map((split) => (
              <DropdownMenu.Item
                key={split}
                className={styles.item}
                onSelect={() =>
                  doFault({ kind: 'silence', target: `${id}/${split}`, duration: SILENCE_SECONDS * SECOND })
                }
              >
                <b>{split}</b>
              </DropdownMenu.Item>
            ))}
            <DropdownMenu.Item
              className={styles.item}
              onSelect={() => doFault({ kind: 'silence', target: id, duration: SILENCE_SECONDS * SECOND })}
            >
              <b>all of them</b>
            </DropdownMenu.Item>
          </Sub>
        ))}
      </Sub>
      <Sub title="Slow a node" meaning={`${SLOW_FACTOR} times the service time, for ${SLOW_SECONDS} s`}>
        {plan.nodes
          .filter(({ splits }) => splits.length === 0)
          .map(({ id }) => (
            <DropdownMenu.Item
              key={id}
              className={styles.item}
              onSelect={() =>
                doFault({ kind: 'slow', target: id, duration: SLOW_SECONDS * SECOND, factor: SLOW_FACTOR })
              }
            >
              <b>{id}</b>
            </DropdownMenu.Item>
          ))}
      </Sub>
    </>
  );
}

function Sub({
  title,
  meaning,
  children,
}: {
  readonly title: string;
  readonly meaning: string;
  readonly children: ReactNode;
}) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={styles.item}>
        <b>{title}</b>
        <span>{meaning}</span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={styles.menu} sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
