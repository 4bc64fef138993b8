/** The bottom of the workspace: what moves time, and what time has brought. It is as tall as the reader pulls it. */
import { Controls } from './controls/controls.tsx';
import { Lanes } from './lanes/lanes.tsx';
import { ResizeHandle } from './resize-handle.tsx';
import { usePauseWhenHidden } from './pause-when-hidden.ts';
import { usePreferences } from '../stores/hooks.ts';
import styles from './time-panel.module.css';

export function TimePanel() {
  const height = usePreferences((state) => state.timePanelHeight);
  usePauseWhenHidden();
  return (
    <section className={styles.panel} aria-label="Time" style={{ '--panel-height': `${height}px` }}>
      <ResizeHandle height={height} />
      <Controls />
      <Lanes />
    </section>
  );
}
