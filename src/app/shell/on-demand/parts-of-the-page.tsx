/** Which parts of the page come later, under the names by which those that show them know them. */
import { useRun } from '../../stores/hooks.ts';
import { later } from './parts.ts';

export const NodeSettings = later(async () => (await import('../../inspector/node-settings.tsx')).NodeSettings);
export const PipelineSettings = later(
  async () => (await import('../../inspector/pipeline-settings.tsx')).PipelineSettings,
);
/** Asked for at once, but there is no state to show before the worker has run. */
export const StateTab = later(async () => (await import('../../inspector/state-tab.tsx')).StateTab);
export const LessonTab = later(async () => (await import('../../inspector/lesson-tab.tsx')).LessonTab);
export const EdgePanel = later(async () => (await import('../../inspector/edge-panel.tsx')).EdgePanel);
export const SelectionPanel = later(async () => (await import('../../inspector/selection-panel.tsx')).SelectionPanel);
export const CanvasItems = later(async () => (await import('../../canvas/controls/canvas-items.tsx')).CanvasItems);
export const EdgeItems = later(async () => (await import('../../canvas/controls/edge-items.tsx')).EdgeItems);
export const NodeItems = later(async () => (await import('../../canvas/controls/node-items.tsx')).NodeItems);
export const LaneTable = later(async () => (await import('../../time-panel/lanes/lane-table.tsx')).LaneTable);
export const ShortcutsDialog = later(async () => (await import('../shortcuts-dialog.tsx')).ShortcutsDialog);

const Record = later(async () => (await import('../../inspector/record-panel.tsx')).RecordPanel);

export function RecordPanel() {
  const isThere = useRun(({ record }) => record !== null);
  return isThere ? <Record /> : null;
}
