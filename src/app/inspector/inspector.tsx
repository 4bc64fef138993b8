/** The right of the workspace: the record that was clicked, and the settings, state and lesson of what is selected. */
import { X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { PipelineNode } from '../../pipeline/document.ts';
import { StreamMark } from '../palette/stream-mark.tsx';
import { count } from '../format.ts';
import { faceOf, useDocuments } from '../stores/documents.ts';
import { useLit, useRun } from '../stores/hooks.ts';
import { hasLesson } from '../learn/lessons.ts';
import { type InspectorTab, openInspector, setWorkspace, useWorkspace } from '../stores/workspace-store.ts';
import styles from './inspector.module.css';
import { later } from '../shell/on-demand/parts.ts';

const NodeSettings = later(async () => (await import('./node-settings.tsx')).NodeSettings);
const PipelineSettings = later(async () => (await import('./pipeline-settings.tsx')).PipelineSettings);
/** Asked for at once, but there is no state to show before the worker has run. */
const StateTab = later(async () => (await import('./state-tab.tsx')).StateTab);
const LessonTab = later(async () => (await import('./lesson-tab.tsx')).LessonTab);
const EdgePanel = later(async () => (await import('./edge-panel.tsx')).EdgePanel);
const SelectionPanel = later(async () => (await import('./selection-panel.tsx')).SelectionPanel);
const Record = later(async () => (await import('./record-panel.tsx')).RecordPanel);

const TABS: readonly { readonly tab: InspectorTab; readonly label: string }[] = [
  { tab: 'settings', label: 'Settings' },
  { tab: 'state', label: 'State' },
  { tab: 'lesson', label: 'Lesson' },
];

export function Inspector() {
  const selected = useDocuments(({ nodes }) => nodes.length);
  const node = useDocuments(({ document, nodes }) =>
    nodes.length === 1 ? document.nodes.find(({ id }) => id === nodes[0]) : undefined,
  );
  const edge = useDocuments(({ nodes, edges }) => (nodes.length === 0 && edges.length === 1 ? edges[0] : undefined));
  const isOpen = useWorkspace(({ isInspectorOpen }) => isInspectorOpen);
  const isLit = useLit('inspector');
  return (
    <aside
      className={styles['inspector']}
      aria-label="Inspector"
      data-inspector=""
      data-open={isOpen || undefined}
      data-dim={isLit ? undefined : ''}
    >
      <button
        type="button"
        className={styles['close']}
        onClick={() => setWorkspace({ isInspectorOpen: false })}
        aria-label="Close the inspector"
      >
        <X size={16} aria-hidden="true" />
      </button>
      <RecordPanel />
      {node !== undefined ? (
        <NodeInspector node={node} />
      ) : selected > 1 ? (
        <SelectionPanel />
      ) : edge !== undefined ? (
        <EdgePanel id={edge} />
      ) : (
        <PipelineSettings />
      )}
    </aside>
  );
}

function NodeInspector({ node }: { readonly node: PipelineNode }) {
  const wanted = useWorkspace((state) => state.tab);
  const parallelism = useRun(({ plan }) => plan?.nodes.find(({ id }) => id === node.id)?.parallelism);
  const face = faceOf(node.kind);
  const tabs = TABS.filter(({ tab }) => tab !== 'lesson' || hasLesson(node.kind));
  const tab = tabs.some((candidate) => candidate.tab === wanted) ? wanted : 'settings';
  return (
    <Tabs.Root
      className={styles['node']}
      value={tab}
      onValueChange={(value) => openInspector(TABS.find((known) => known.tab === value)?.tab ?? 'settings')}
    >
      <div className={styles['head']}>
        <p className={styles['about']}>
          {face !== undefined && <StreamMark stream={face.stream} size={12} />} {node.id}
          {parallelism === undefined ? '' : ` · ${count(parallelism, 'subtask')}`}
        </p>
        <h2 className={styles['title']}>
          {face?.title ?? node.kind}
          {node.title === undefined ? '' : ` · ${node.title}`}
        </h2>
        <Tabs.List className={styles['tabs']} aria-label="About this node">
          {tabs.map(({ tab: value, label }) => (
            <Tabs.Trigger key={value} value={value} className={styles['tab']}>
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </div>
      <Tabs.Content value="settings" className={styles['content']}>
        <NodeSettings node={node} />
      </Tabs.Content>
      <Tabs.Content value="state" className={styles['content']}>
        <StateTab node={node} />
      </Tabs.Content>
      <Tabs.Content value="lesson" className={styles['content']}>
        <LessonTab kind={node.kind} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function RecordPanel() {
  const isThere = useRun(({ record }) => record !== null);
  return isThere ? <Record /> : null;
}
