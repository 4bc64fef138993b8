/** The right of the workspace: the selected node's settings, state and lesson; the pipeline's when nothing is selected. */
import { Tabs } from 'radix-ui';
import { faceOf, useDocuments } from '../stores/documents.ts';
import { useLit, useRun } from '../stores/hooks.ts';
import { type InspectorTab, openInspector, useWorkspace } from '../stores/workspace-store.ts';
import styles from './inspector.module.css';
import { LessonTab } from './lesson-tab.tsx';
import { PipelineSettings } from './pipeline-settings.tsx';
import { RecordPanel } from './record-panel.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { StateTab } from './state-tab.tsx';

const TABS: readonly { readonly tab: InspectorTab; readonly label: string }[] = [
  { tab: 'settings', label: 'Settings' },
  { tab: 'state', label: 'State' },
  { tab: 'lesson', label: 'Lesson' },
];

export function Inspector() {
  const node = useDocuments(({ document, nodes }) =>
    nodes.length === 1 ? document.nodes.find(({ id }) => id === nodes[0]) : undefined,
  );
  const tab = useWorkspace((state) => state.tab);
  const isLit = useLit('inspector');
  const record = useRun((state) => state.record);
  const plan = useRun((state) => state.plan);
  const face = node === undefined ? undefined : faceOf(node.kind);
  const parallelism = plan?.nodes.find(({ id }) => id === node?.id)?.parallelism;
  return (
    <aside className={styles['inspector']} aria-label="Inspector" data-dim={isLit ? undefined : ''}>
      {record === null ? null : <RecordPanel record={record} />}
      {node === undefined || face === undefined ? (
        <PipelineSettings />
      ) : (
        <Tabs.Root
          value={tab}
          onValueChange={(value) => openInspector(TABS.find((known) => known.tab === value)?.tab ?? 'settings')}
        >
          <p className={styles['about']}>
            Selected operator
            {parallelism === undefined ? '' : ` · ${parallelism} subtask${parallelism === 1 ? '' : 's'}`}
          </p>
          <h2 className={styles['title']}>{node.title === undefined ? face.title : `${face.title} · ${node.title}`}</h2>
          <Tabs.List className={styles['tabs']} aria-label="About this node">
            {TABS.map(({ tab: value, label }) => (
              <Tabs.Trigger key={value} value={value} className={styles['tab']}>
                {label}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content value="settings" className={styles['content']}>
            <SettingsTab node={node} />
          </Tabs.Content>
          <Tabs.Content value="state" className={styles['content']}>
            <StateTab node={node} />
          </Tabs.Content>
          <Tabs.Content value="lesson" className={styles['content']}>
            <LessonTab kind={node.kind} />
          </Tabs.Content>
        </Tabs.Root>
      )}
    </aside>
  );
}
